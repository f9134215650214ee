using System.Diagnostics;
using Akka.Actor;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>Which behaviour is hosted for which kind.</summary>
internal static class EntityProps
{
    public static Props For(EntityAddress address, EntityServices services) => address.Kind switch
    {
        EntityKind.Scene => Props.Create(() =>
            new EntityHost<SceneBehaviour, SceneState, SceneCommand, SceneFact>(address, new SceneCommand.TimeHasCome(), services)),
        EntityKind.Connection => Props.Create(() =>
            new EntityHost<ConnectionBehaviour, ConnectionState, ConnectionCommand, ConnectionFact>(address, new ConnectionCommand.TimeHasCome(), services)),
        EntityKind.Gallery => Props.Create(() =>
            new EntityHost<GalleryBehaviour, GalleryState, GalleryCommand, GalleryFact>(address, new GalleryCommand.TimeHasCome(), services)),
        _ => throw new UnreachableException($"No behaviour for {address.Kind}"),
    };
}
