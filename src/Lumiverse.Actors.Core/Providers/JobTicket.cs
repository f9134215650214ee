using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>What a connection needs to know to paint for a chat.</summary>
/// <param name="SubmittedAt">When the chat first submitted it; tells a forgotten job from one that never was.</param>
/// <param name="GenerationTimeoutSeconds">How long one call may take; 0 = no limit.</param>
public sealed record JobTicket(
    JobId Job, ChatKey Chat, ConnectionId Connection, JobTrigger Trigger, ImagePrompt Prompt, Scene? Scene, uint Seed,
    string? CharacterId, int GenerationTimeoutSeconds, DateTimeOffset SubmittedAt)
{
    /// <summary>Which image it is to be a version of; null = none.</summary>
    public ImageVersion? Version { get; init; }

    /// <summary>Null = as the connection says when the call is made.</summary>
    public PinnedCall? Pinned { get; init; }
}
