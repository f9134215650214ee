namespace Lumiverse.Actors.Engine.Entities;

/// <summary>A command on its way to an actor. The only message that crosses from one actor to another.</summary>
/// <param name="Deadline">After this nobody waits for the answer, and the command is dropped unseen; null = it always counts.</param>
public sealed record EntityMessage(EntityAddress To, object Command, DateTimeOffset? Deadline);

/// <summary>Leave memory: sent by the parent or the shard, and handled in turn like any command, so that nothing is lost.</summary>
internal sealed record LeaveMemory
{
    public static LeaveMemory Instance { get; } = new();
}
