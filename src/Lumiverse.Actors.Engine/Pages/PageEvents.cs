using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Pages;

public static class PageEvents
{
    public static PageEvent? From(object fact, long position, ImageRow? row) => null;
}
