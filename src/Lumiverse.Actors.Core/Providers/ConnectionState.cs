using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>Everything a connection remembers.</summary>
public sealed record ConnectionState
{
    /// <summary>Null until they are read, and again when the connection is deleted.</summary>
    public ConnectionTerms? Terms { get; init; }

    public bool IsDeleted { get; init; }

    /// <summary>This connection, when its profile was stored and its terms were not read since; null = nothing to read.</summary>
    public ConnectionId? UnreadProfile { get; init; }

    public ImmutableSortedDictionary<string, QueuedJob> Jobs { get; init; } =
        ImmutableSortedDictionary.Create<string, QueuedJob>(StringComparer.Ordinal);

    /// <summary>Ends of recent jobs: a repeated request has the recorded answer.</summary>
    public ImmutableSortedDictionary<string, EndedTicket> RecentEnds { get; init; } =
        ImmutableSortedDictionary.Create<string, EndedTicket>(StringComparer.Ordinal);

    /// <summary>The keys of <see cref="RecentEnds"/>, the oldest first.</summary>
    public ImmutableQueue<string> RecentOrder { get; init; } = [];

    /// <summary>Jobs submitted up to here may have ended and been forgotten: such a request is never called again.</summary>
    public DateTimeOffset ForgottenUpTo { get; init; } = DateTimeOffset.MinValue;

    /// <summary>When each chat with waiting jobs was last served, as a count of starts: the longest unserved goes first.</summary>
    public ImmutableSortedDictionary<string, long> Served { get; init; } =
        ImmutableSortedDictionary.Create<string, long>(StringComparer.Ordinal);

    /// <summary>How many jobs are being called; counted, so that a turn costs the same with ten thousand of them waiting.</summary>
    public int CallsInFlight { get; init; }

    /// <summary>Counts acceptances and starts; orders what came in the same instant.</summary>
    public long Sequence { get; init; }

    public TokenBucket Bucket { get; init; } = TokenBucket.Untouched;

    public CircuitBreaker Breaker { get; init; } = CircuitBreaker.Closed;

    /// <summary>The provider asked for silence until then; null = it did not.</summary>
    public DateTimeOffset? PausedUntil { get; init; }
}

public enum QueuedJobStage { Waiting, Calling, Saving }

/// <summary>A job of a connection that has not ended.</summary>
/// <param name="Order">Its place among the accepted.</param>
/// <param name="Attempts">Calls started so far.</param>
/// <param name="Throttles">How many of them the provider turned away as too many.</param>
/// <param name="NotBefore">When the next call may start; null = at once.</param>
/// <param name="Attempt">The call in flight, or the one whose picture is being saved; null while waiting.</param>
/// <param name="Image">What the gallery is asked to keep while saving.</param>
/// <param name="Withdrawal">Why somebody wants it dropped; null = nobody does.</param>
/// <param name="MayHaveBeenCharged">Some call may have cost money without giving an image.</param>
public sealed record QueuedJob(
    JobTicket Ticket, long Order, QueuedJobStage Stage, int Attempts, int Throttles, DateTimeOffset? NotBefore,
    AttemptId? Attempt, NewImage? Image, WithdrawalReason? Withdrawal, bool MayHaveBeenCharged)
{
    /// <summary>How many of the throttles named a time to come back.</summary>
    public int AskedPauses { get; init; }

    /// <summary>When the provider first named one; null = it never did.</summary>
    public DateTimeOffset? AskedSince { get; init; }

    /// <summary>The call in flight goes where the connection does not lead any more.</summary>
    public bool CallIsOutdated { get; init; }

    /// <summary>A call that was broken off, or dropped unsent, says nothing about the provider; nor does one of another account.</summary>
    public bool ShowsTrouble(AttemptOutcome outcome) => outcome.IsSignOfTrouble && !CallIsOutdated && !WasDropped(outcome);

    /// <summary>How long the connection has to be quiet after this end of a call; null = not at all.</summary>
    public TimeSpan? PauseAfter(AttemptOutcome outcome) => CallIsOutdated ? null : outcome.RetryAfter;

    private bool WasDropped(AttemptOutcome outcome) =>
        Withdrawal is { } reason && (reason.BreaksOff() || outcome is AttemptOutcome.NotStarted);
}

/// <summary>A job of a connection that has ended.</summary>
public sealed record EndedTicket(ChatKey Chat, DateTimeOffset SubmittedAt, JobEnd End);
