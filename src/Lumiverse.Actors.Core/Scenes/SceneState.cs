using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Everything a scene remembers; bounded, so that a chat of ten thousand messages costs what one of ten costs.</summary>
public sealed record SceneState
{
    /// <summary>Set by the first fact; null = nothing ever happened here.</summary>
    public ChatKey? Chat { get; init; }

    /// <summary>The scene last read, the message it was read at, and who read it.</summary>
    public Scene? Seen { get; init; }
    public MessageId? SeenAt { get; init; }
    public string? Extractor { get; init; }

    /// <summary>Where its fields were read, by their names.</summary>
    public ImmutableSortedDictionary<string, FieldSource> Sources { get => field ?? NoSources; init; } = NoSources;

    /// <summary>The scene of the last image that came to be for each target, by its name.</summary>
    public ImmutableSortedDictionary<string, Scene> Pictured { get; init; } =
        ImmutableSortedDictionary.Create<string, Scene>(StringComparer.Ordinal);

    public Background? Background { get; init; }

    /// <summary>What stood there until its image was deleted; null once there was another wish.</summary>
    public Background? Forgotten { get; init; }

    /// <summary>Counts what was wanted behind the chat: jobs, images of one's own, clearing. The latest wish wins.</summary>
    public long Wishes { get; init; }

    /// <summary>The wish that the background must not be older than.</summary>
    public long LatestBackgroundWish { get; init; }

    /// <summary>The scene last pictured for a target; null = none yet.</summary>
    public Scene? PicturedFor(OutputTarget target) => Pictured.GetValueOrDefault(target.ToString());

    /// <summary>The reply that is being judged; null = none.</summary>
    public PendingReply? Reply { get; init; }

    public ImmutableSortedDictionary<string, SceneJob> Jobs { get; init; } =
        ImmutableSortedDictionary.Create<string, SceneJob>(StringComparer.Ordinal);

    /// <summary>Ends of recent jobs, the oldest first: a repeated request has the recorded answer.</summary>
    public ImmutableList<EndedJob> RecentEnds { get; init; } = [];

    /// <summary>Replies that were judged or are being judged, also those that are gone, the oldest first.</summary>
    public ImmutableList<MessageId> RecentReplies { get; init; } = [];

    /// <summary>The replies, and what belongs behind each; a snapshot from before there was a trail knows only where it begins.</summary>
    public ChatTrail Trail { get => field ?? new ChatTrail { Ground = Standing, GroundSeen = SeenSoFar }; init; }

    /// <summary>The latest pictures of scenes of this chat, the oldest first: a place that is returned to may have one.</summary>
    public ImmutableList<Background> Album { get => field ?? []; init; } = [];

    /// <summary>What was weighed last; null = nothing yet.</summary>
    public Weighing? Weighed { get; init; }

    /// <summary>When the image was asked for that the minimum gap counts from; null = there is none.</summary>
    public DateTimeOffset? PaintedAt { get; init; }

    /// <summary>Replies since then.</summary>
    public int RepliesSince { get; init; }

    /// <summary>Images that the host has yet to show at their message, by image id.</summary>
    public ImmutableSortedDictionary<string, SceneAttachment> Attachments { get => field ?? NoAttachments; init; } = NoAttachments;

    /// <summary>Whether the image stands behind some point of the story, is in the album, or on its way to a message.</summary>
    public bool Remembers(ImageId image) =>
        Trail.Holds(image) || Album.Exists(picture => picture.Image == image) || Attachments.ContainsKey(image.Value);

    private Backdrop? Standing => Background is not null || PicturedFor(OutputTarget.Background) is not null
        ? new Backdrop(Background, PicturedFor(OutputTarget.Background), LatestBackgroundWish)
        : null;

    private SeenScene? SeenSoFar => Seen is { } seen ? new SeenScene(seen, SeenAt, Extractor ?? "") { Sources = Sources } : null;

    public static ImmutableSortedDictionary<string, FieldSource> NoSources { get; } =
        ImmutableSortedDictionary.Create<string, FieldSource>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, SceneAttachment> NoAttachments { get; } =
        ImmutableSortedDictionary.Create<string, SceneAttachment>(StringComparer.Ordinal);
}

/// <summary>A reply whose scene is being read, or will be.</summary>
public sealed record PendingReply(MessageId Message, string ReadId)
{
    /// <summary>When the first of the messages came that followed one another without a pause; null = not known.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>When its own text came; null = not known.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>Until when the reading waits; null = it is under way.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>It has waited once, which is enough.</summary>
    public bool HasWaited { get; init; }
}

/// <summary>The fields of the last decision, and how many of them had to change.</summary>
public sealed record Weighing(ImmutableArray<FieldChange> Fields, int Threshold, ChangePolicy Policy);

/// <summary>How far the chat has brought a job.</summary>
public enum SceneJobStage
{
    /// <summary>The scene is being read.</summary>
    Reading,

    /// <summary>Planned, and behind another job of the same target.</summary>
    Waiting,

    /// <summary>With the connection, until it says how it ended.</summary>
    Submitted,
}

/// <summary>A job that has not ended.</summary>
/// <param name="Wish">Its number among the wishes of this chat.</param>
/// <param name="Plan">Null while the scene is being read.</param>
/// <param name="SubmittedAt">When the connection was first asked to paint it; null = it was not.</param>
/// <param name="Withdrawal">Why the connection was asked to drop it; null = it was not.</param>
public sealed record SceneJob(
    ImageOrder Order, string ReadId, DateTimeOffset RequestedAt, long Wish, SceneJobStage Stage, JobPlan? Plan,
    DateTimeOffset? SubmittedAt, WithdrawalReason? Withdrawal)
{
    /// <summary>Where the chat stood when it was requested; null = before any reply.</summary>
    public Standpoint? For { get; init; }
}

/// <summary>A job that has ended.</summary>
public sealed record EndedJob(JobId Job, JobEnd End);
