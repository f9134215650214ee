using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>What happened to a scene, as it is journalled.</summary>
public abstract record SceneFact
{
    private SceneFact() { }

    /// <summary>A reply is being judged; it replaces one that is still being judged.</summary>
    public sealed record ReplyNoticed(ChatKey Chat, MessageId Message, string ReadId, DateTimeOffset At) : SceneFact;

    /// <summary>The job exists from here on, and ends exactly once.</summary>
    public sealed record JobRequested(ChatKey Chat, ImageOrder Order, string ReadId, DateTimeOffset At) : SceneFact;

    /// <summary>Whether to paint, and everything that was weighed.</summary>
    public sealed record Decided(
        ChatKey Chat, string ReadId, MessageId? Message, JobTrigger Trigger, bool Generate, string Reason, int Threshold,
        ImmutableArray<FieldChange> Fields, Scene? Scene, string Extractor, JobId? Job, DateTimeOffset At) : SceneFact;

    /// <summary>What the job will paint, and with which connection.</summary>
    public sealed record JobPlanned(JobId Job, JobPlan Plan) : SceneFact;

    /// <summary>The connection was asked to paint it.</summary>
    public sealed record JobSubmitted(JobId Job, DateTimeOffset At) : SceneFact;

    /// <summary>The connection was asked to drop it unless it is sent.</summary>
    public sealed record JobWithdrawn(JobId Job, WithdrawalReason Reason) : SceneFact;

    /// <summary>The one end of a job.</summary>
    public sealed record JobEnded(ChatKey Chat, JobId Job, JobEnd End) : SceneFact;

    /// <summary>What stands behind the chat; null = nothing.</summary>
    /// <param name="Wish">The number of the wish that is fulfilled; no older one is shown after it.</param>
    public sealed record BackgroundChanged(ChatKey Chat, Background? Background, long Wish, DateTimeOffset At) : SceneFact;
}

/// <summary>A job's prompt and addressee, fixed when the scene was read.</summary>
public sealed record JobPlan(
    ConnectionChoice Connection, ImagePrompt Prompt, Scene? Scene, MessageId? Message, OutputTarget Target, uint Seed,
    int GenerationTimeoutSeconds);

/// <summary>An image behind a chat.</summary>
/// <param name="Message">The message whose scene it pictures; null for an image of one's own.</param>
/// <param name="Job">The job it came from; null for an image of one's own.</param>
/// <param name="Scene">The scene it pictures; null when it pictures none that was read.</param>
public sealed record Background(ImageId Image, Picture Picture, MessageId? Message, JobId? Job, Scene? Scene);

/// <summary>One field of two scenes.</summary>
/// <param name="Distance">0 = the same, 1 = nothing in common.</param>
public sealed record FieldChange(string Name, string Before, string After, double Distance, bool Changed);

/// <summary>What a person may see of a scene.</summary>
public sealed record SceneView(Scene? Scene, Scene? PicturedScene, MessageId? Message, string? Extractor);
