using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Pages;

public static class PageJson
{
    public static JsonObject Scene(Scene scene) => new() { ["environment"] = scene.Environment };

    public static JsonObject Decision(SceneFact.Decided decided) => new() { ["reason"] = decided.Reason };
}
