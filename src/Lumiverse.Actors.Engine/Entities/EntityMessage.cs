using Akka.Actor;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>A command on its way to an actor. The only message that crosses from one actor to another.</summary>
/// <param name="Deadline">After this nobody waits for the answer, and the command is dropped unseen; null = it always counts.</param>
public sealed record EntityMessage(EntityAddress To, object Command, DateTimeOffset? Deadline);

/// <summary>A command as its seat hands it to the actor, which says <see cref="Handled"/> when it is done with it.</summary>
/// <param name="Number">Counts the deliveries of a seat, so that what a failed incarnation left undone is delivered again in order.</param>
internal sealed record Delivery(long Number, EntityMessage Message) : INoSerializationVerificationNeeded;

/// <summary>An actor is done with a delivery, and with every earlier one.</summary>
internal sealed record Handled(string Id, long Number) : INoSerializationVerificationNeeded;

/// <summary>Leave memory: sent by the parent or the shard, and handled in turn like any command, so that nothing is lost.</summary>
internal sealed record LeaveMemory : INoSerializationVerificationNeeded
{
    public static LeaveMemory Instance { get; } = new();
}
