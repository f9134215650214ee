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

    /// <summary>Replies that were judged or are being judged, the oldest first.</summary>
    public ImmutableList<MessageId> RecentReplies { get; init; } = [];
}

/// <summary>A reply whose scene is being read.</summary>
public sealed record PendingReply(MessageId Message, string ReadId);

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
    DateTimeOffset? SubmittedAt, WithdrawalReason? Withdrawal);

/// <summary>A job that has ended.</summary>
public sealed record EndedJob(JobId Job, JobEnd End);
