using Akka.Actor;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>
/// The way to every hosted actor: local parents on one node, shard regions in a cluster. Nobody holds an actor's own
/// reference, so that it can leave memory, restart or move at any time.
/// </summary>
internal sealed class EntityReferences
{
    private readonly Dictionary<EntityKind, IActorRef> _regions = [];

    /// <summary>Called once per kind while the actor system starts.</summary>
    public void Register(EntityKind kind, IActorRef region) => _regions[kind] = region;

    public IActorRef this[EntityKind kind] => _regions[kind];

    public void Tell(ChatKey chat, SceneCommand command) => Tell(EntityAddress.Of(chat), command);

    public void Tell(ConnectionId connection, ConnectionCommand command) => Tell(EntityAddress.Of(connection), command);

    public void Tell(UserId user, GalleryCommand command) => Tell(EntityAddress.Of(user), command);

    /// <summary>Wakes an actor that has something to do although nobody calls.</summary>
    public void Wake(EntityAddress address) => Tell(address, TimeHasCome(address.Kind));

    public static object TimeHasCome(EntityKind kind) => kind switch
    {
        EntityKind.Scene => new SceneCommand.TimeHasCome(),
        EntityKind.Connection => new ConnectionCommand.TimeHasCome(),
        _ => new GalleryCommand.TimeHasCome(),
    };

    public void Send(EntityMessage message, IActorRef? sender) => _regions[message.To.Kind].Tell(message, sender);

    private void Tell(EntityAddress address, object command) => Send(new EntityMessage(address, command, null), ActorRefs.NoSender);
}
