using System.Diagnostics;
using Akka.Actor;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>Which behaviour is hosted for which kind.</summary>
internal static class EntityProps
{
    public static Props For(EntityAddress address, EntityServices services) => address.Kind switch
    {
        EntityKind.Scene => Of<SceneBehaviour, SceneState, SceneCommand, SceneFact>(address, new SceneCommand.TimeHasCome(), services),
        EntityKind.Connection => Of<ConnectionBehaviour, ConnectionState, ConnectionCommand, ConnectionFact>(address, new ConnectionCommand.TimeHasCome(), services),
        EntityKind.Gallery => Of<GalleryBehaviour, GalleryState, GalleryCommand, GalleryFact>(address, new GalleryCommand.TimeHasCome(), services),
        _ => throw new UnreachableException($"No behaviour for {address.Kind}"),
    };

    /// <summary>By type and arguments: an expression would be compiled again for every actor that starts.</summary>
    internal static Props Of<TBehaviour, TState, TCommand, TFact>(EntityAddress address, TCommand timeHasCome, EntityServices services)
        where TBehaviour : IBehaviour<TState, TCommand, TFact>
        where TState : class
        where TCommand : class
        where TFact : class =>
        Props.Create<EntityHost<TBehaviour, TState, TCommand, TFact>>(address, timeHasCome, services);
}
