using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>What happened to a connection and its jobs, as it is journalled.</summary>
public abstract record ConnectionFact
{
    private ConnectionFact() { }

    /// <summary>Null terms = the connection is deleted.</summary>
    public sealed record TermsChanged(ConnectionTerms? Terms) : ConnectionFact;

    /// <summary>For the owner's pages; null = deleted.</summary>
    /// <param name="CallsDiffer">What was learned of the provider's patience and health was learned elsewhere, and is forgotten.</param>
    public sealed record ProfileChanged(UserId Owner, ConnectionId Connection, string? ProfileJson, bool CallsDiffer = false) : ConnectionFact;

    public sealed record JobAccepted(JobTicket Ticket, DateTimeOffset At) : ConnectionFact;

    /// <summary>The intent to call. From here on the job counts as sent.</summary>
    public sealed record AttemptStarted(ChatKey Chat, JobId Job, AttemptId Attempt, int Number, DateTimeOffset At) : ConnectionFact;

    /// <summary>How the call ended.</summary>
    /// <param name="RetryAt">When the job may be called for again; null = this was its last call.</param>
    /// <param name="Image">The id that the picture will have in the gallery; null without a picture.</param>
    public sealed record AttemptEnded(
        ChatKey Chat, JobId Job, AttemptId Attempt, AttemptOutcome Outcome, DateTimeOffset? RetryAt, ImageId? Image,
        DateTimeOffset At) : ConnectionFact;

    /// <summary>Somebody wants a job dropped whose call has started; its image is kept if there is one.</summary>
    public sealed record JobWithdrawn(JobId Job, WithdrawalReason Reason) : ConnectionFact;

    /// <summary>The provider asked for a pause; no call starts before its end.</summary>
    public sealed record CallsPaused(DateTimeOffset Until) : ConnectionFact;

    /// <summary>Too many failures in a row: no call starts until then, and then a single one.</summary>
    public sealed record BreakerOpened(DateTimeOffset Until) : ConnectionFact;

    /// <summary>The connection is done with the job; the scene has the last word.</summary>
    public sealed record JobEnded(JobId Job, JobEnd End) : ConnectionFact;
}
