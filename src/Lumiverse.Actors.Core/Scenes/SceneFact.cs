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
    public sealed record ReplyNoticed(ChatKey Chat, MessageId Message, string ReadId, DateTimeOffset At) : SceneFact
    {
        /// <summary>The text it has.</summary>
        public string Version { get => field ?? ""; init; } = "";
    }

    /// <summary>Several messages may be on their way: the reading waits.</summary>
    public sealed record ReadingPostponed(string ReadId, DateTimeOffset Until) : SceneFact;

    /// <summary>The wait is over; the scene is read under this id.</summary>
    public sealed record ReadingResumed(string ReadId) : SceneFact;

    /// <summary>A known reply has another text from here on.</summary>
    public sealed record TextChanged(ChatKey Chat, MessageId Message, string Version, DateTimeOffset At) : SceneFact;

    /// <summary>A known reply is gone.</summary>
    public sealed record ReplyRemoved(ChatKey Chat, MessageId Message, DateTimeOffset At) : SceneFact;

    /// <summary>A deleted image is shown nowhere any more, and offered to nobody.</summary>
    public sealed record ImageForgotten(ChatKey Chat, ImageId Image) : SceneFact;

    /// <summary>The host is to show the image at a message, until it says that it does.</summary>
    public sealed record AttachmentWanted(ChatKey Chat, SceneAttachment Attachment) : SceneFact;

    /// <summary>The image is at its message, or the message is gone.</summary>
    public sealed record AttachmentMade(ChatKey Chat, SceneAttachment Attachment) : SceneFact;

    /// <summary>The job exists from here on, and ends exactly once.</summary>
    public sealed record JobRequested(ChatKey Chat, ImageOrder Order, string ReadId, DateTimeOffset At) : SceneFact;

    /// <summary>Whether to paint, and everything that was weighed.</summary>
    public sealed record Decided(
        ChatKey Chat, string ReadId, MessageId? Message, JobTrigger Trigger, bool Generate, string Reason, int Threshold,
        ImmutableArray<FieldChange> Fields, Scene? Scene, string Extractor, JobId? Job, DateTimeOffset At) : SceneFact
    {
        /// <summary>The text of the message that was judged; null = not known.</summary>
        public string? Version { get; init; }

        /// <summary>How the scenes were compared; null = they were not.</summary>
        public ChangePolicy? Policy { get; init; }

        /// <summary>Where the fields of the scene were read; null = nobody said.</summary>
        public ImmutableSortedDictionary<string, FieldSource>? Sources { get; init; }

        /// <summary>Calls that were not made because of it; null = none.</summary>
        public int? CallsSaved { get; init; }

        /// <summary>An earlier image of this place that a person may choose instead of a new one; null = there is none to offer.</summary>
        public ImageId? Offered { get; init; }

        /// <summary>The earlier image of this place that is shown again; null = none.</summary>
        public ImageId? Reused { get; init; }

        /// <summary>The other text of the same message that looks the same, and whose background stands; null = none.</summary>
        public string? LooksLike { get; init; }
    }

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
    public sealed record BackgroundChanged(ChatKey Chat, Background? Background, long Wish, DateTimeOffset At) : SceneFact
    {
        /// <summary>Whether it is what belongs to the chat as it stands, rather than something that came to be; null = it is not.</summary>
        public bool? IsRestored { get; init; }
    }
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
public sealed record SceneView(Scene? Scene, Scene? PicturedScene, MessageId? Message, string? Extractor)
{
    /// <summary>Where each field was read, by its name.</summary>
    public ImmutableSortedDictionary<string, FieldSource> Sources { get => field ?? SceneState.NoSources; init; } = SceneState.NoSources;

    /// <summary>What has changed since the last picture.</summary>
    public ImmutableArray<FieldChange> Fields { get => field.IsDefault ? [] : field; init; } = [];

    /// <summary>How many fields must change for an image; null = nothing was weighed yet.</summary>
    public int? Threshold { get; init; }
}
