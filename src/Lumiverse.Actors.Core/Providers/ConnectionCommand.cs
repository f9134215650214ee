using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>What can be asked of a connection, and what the world tells it.</summary>
public abstract record ConnectionCommand
{
    private ConnectionCommand() { }

    /// <summary>From a scene, which repeats it until it hears how the job ended.</summary>
    public sealed record SubmitJob(JobTicket Ticket) : ConnectionCommand;

    /// <summary>From a scene: drop the job unless it is sent.</summary>
    public sealed record WithdrawJob(JobTicket Ticket, WithdrawalReason Reason) : ConnectionCommand;

    /// <summary>The profile was stored, changed or deleted; tell its owner's pages and read its terms again.</summary>
    /// <param name="CallsDiffer">Calls go elsewhere or as somebody else: key, address, model or provider is another one.</param>
    public sealed record NoticeProfile(UserId Owner, ConnectionId Connection, string? ProfileJson, bool CallsDiffer = false) : ConnectionCommand;

    public sealed record GetQueue : ConnectionCommand;

    /// <summary>From the connection store; null terms = there is no such connection.</summary>
    public sealed record TermsWereRead(ConnectionTerms? Terms) : ConnectionCommand;

    /// <summary>From the caller of providers.</summary>
    public sealed record AttemptWasEnded(AttemptId Attempt, AttemptOutcome Outcome) : ConnectionCommand;

    /// <summary>From the gallery.</summary>
    public sealed record ImageWasSaved(JobId Job, SavedImage Image) : ConnectionCommand;

    /// <summary>From the clock.</summary>
    public sealed record TimeHasCome : ConnectionCommand;
}
