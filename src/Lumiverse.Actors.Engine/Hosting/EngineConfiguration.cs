using System.Globalization;
using Akka.Configuration;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>What the engine sets of Akka.NET's own settings, each with its reason.</summary>
internal static class EngineConfiguration
{
    /// <summary>Everything that is stored or can cross the wire.</summary>
    public static IEnumerable<Type> SerializedTypes =>
    [
        typeof(EntityMessage), typeof(Answer), typeof(SceneFact), typeof(ConnectionFact), typeof(GalleryFact),
        typeof(SceneState), typeof(ConnectionState), typeof(GalleryState),
    ];

    public static string NameOf(EntityKind kind) => kind switch
    {
        EntityKind.Scene => "scenes",
        EntityKind.Connection => "connections",
        _ => "galleries",
    };

    public static Config For(EngineOptions options)
    {
        var drain = (options.DrainLimit + TimeSpan.FromSeconds(5)).TotalSeconds.ToString("0", CultureInfo.InvariantCulture);
        return ConfigurationFactory.ParseString(
            $$"""
            akka {
              # An ask without a limit of its own would leak for ever.
              actor.ask-timeout = 10s
              # Many chats recover at once after a start; the journal reads them in turn.
              persistence.max-concurrent-recoveries = 50
              # The host ends the process; Akka.NET only says when it is done.
              coordinated-shutdown {
                exit-clr = off
                run-by-clr-shutdown-hook = off
                phases.service-requests-done.timeout = {{drain}}s
              }
            }
            """);
    }
}
