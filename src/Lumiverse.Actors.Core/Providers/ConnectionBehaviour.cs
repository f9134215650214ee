using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>
/// Owns a connection: everything between an accepted job and stored bytes. Promises: limits and pauses hold in any
/// interleaving; the intent to call is journalled before the call; a paid call of unknown outcome is not repeated; every
/// accepted job ends once.
/// States of a job: waiting → calling → (waiting again | saving) → ended.
/// Timers: one, <see cref="Due"/>: the earliest instant at which a waiting job may start (its back-off, the bucket, the
/// provider's pause, the breaker).
/// </summary>
public sealed class ConnectionBehaviour : IBehaviour<ConnectionState, ConnectionCommand, ConnectionFact>
{
    public static ConnectionState Initial { get; } = new();

    public static Decision<ConnectionFact> Decide(ConnectionState state, ConnectionCommand command, Turn turn)
    {
        var turnOf = new ConnectionTurn(state, turn);
        switch (command)
        {
            case ConnectionCommand.SubmitJob submit: turnOf.Submit(submit.Ticket); break;
            case ConnectionCommand.WithdrawJob withdraw: turnOf.Withdraw(withdraw.Ticket, withdraw.Reason); break;
            case ConnectionCommand.NoticeProfile notice: turnOf.NoticeProfile(notice); break;
            case ConnectionCommand.TermsWereRead read: turnOf.UseTerms(read.Terms); break;
            case ConnectionCommand.AttemptWasEnded ended: turnOf.EndAttempt(ended.Attempt, ended.Outcome); break;
            case ConnectionCommand.ImageWasSaved saved: turnOf.Finish(saved.Job, saved.Image); break;
            case ConnectionCommand.TimeHasCome: break;
            case ConnectionCommand.GetQueue: return Decision<ConnectionFact>.Only(new Effect.Reply(new Answer.QueueIs(Queue(state, turn.Now))));
            default: throw new UnreachableException($"Decide has no case for {command.GetType().Name}");
        }

        turnOf.EndWhatCannotStart();
        turnOf.StartWhatMayStart();
        return turnOf.ToDecision();
    }

    public static ConnectionState Evolve(ConnectionState state, ConnectionFact fact) => fact switch
    {
        ConnectionFact.TermsChanged changed => state with { Terms = changed.Terms, IsDeleted = changed.Terms is null, UnreadProfile = null },
        ConnectionFact.ProfileChanged changed => ConnectionFold.Change(state, changed),
        ConnectionFact.JobAccepted accepted => ConnectionFold.Accept(state, accepted.Ticket),
        ConnectionFact.AttemptStarted started => ConnectionFold.Start(state, started),
        ConnectionFact.AttemptEnded ended => ConnectionFold.EndAttempt(state, ended),
        ConnectionFact.JobWithdrawn withdrawn => ConnectionFold.Withdraw(state, withdrawn),
        ConnectionFact.CallsPaused paused => state with { PausedUntil = paused.Until },
        ConnectionFact.BreakerOpened opened => state with { Breaker = state.Breaker.Opened(opened.Until) },
        ConnectionFact.JobEnded ended => ConnectionFold.End(state, ended),
        _ => throw new UnreachableException($"Evolve has no case for {fact.GetType().Name}"),
    };

    public static ImmutableArray<Effect> Owed(ConnectionState state)
    {
        var owed = ImmutableArray.CreateBuilder<Effect>();
        if (state.UnreadProfile is { } unread)
            owed.Add(new Effect.ReadTerms(unread));
        else if (state.Terms is null && !state.IsDeleted && state.Jobs.Count > 0)
            owed.Add(new Effect.ReadTerms(state.Jobs.Values.First().Ticket.Connection));
        foreach (var job in state.Jobs.Values)
            owed.AddRange(Owed(job));
        return owed.ToImmutable();
    }

    public static DateTimeOffset? Due(ConnectionState state)
    {
        if (state.Terms is not { } terms || state.CallsInFlight >= StartRules.CallsAllowed(state, terms))
            return null; // The end of a call starts the next one.
        return state.Jobs.Values.Any(job => job.Stage == QueuedJobStage.Waiting) ? StartRules.EarliestStart(state, terms) : null;
    }

    public static bool IsAtRest(ConnectionState state) => state is { Jobs.IsEmpty: true, UnreadProfile: null };

    public static UserId? Audience(ConnectionState stateAfter, ConnectionFact fact) => fact switch
    {
        ConnectionFact.ProfileChanged changed => changed.Owner,
        ConnectionFact.JobAccepted accepted => accepted.Ticket.Chat.User,
        ConnectionFact.AttemptStarted started => started.Chat.User,
        ConnectionFact.AttemptEnded ended => ended.Chat.User,
        _ => null,
    };

    /// <summary>Waiting jobs in the order in which they would start if none came in between.</summary>
    private static ImmutableArray<JobId> Queue(ConnectionState state, DateTimeOffset now) =>
        [.. StartRules.InTurn(state, state.Jobs.Values.Where(job => job.Stage == QueuedJobStage.Waiting), now).Select(job => job.Ticket.Job)];

    private static IEnumerable<Effect> Owed(QueuedJob job)
    {
        if (job is { Stage: QueuedJobStage.Calling, Attempt: { } attempt })
        {
            yield return new Effect.RecoverCall(job.Ticket, attempt);
            if (job.Withdrawal is { } reason)
                yield return ConnectionTurn.Dropping(attempt, reason);
        }

        if (job is { Stage: QueuedJobStage.Saving, Image: { } image })
            yield return new Effect.TellGallery(image.User, new GalleryCommand.AddImage(image));
    }
}
