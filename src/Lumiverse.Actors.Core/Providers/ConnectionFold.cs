using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>The larger folds of a connection's facts.</summary>
internal static class ConnectionFold
{
    /// <summary>
    /// A scene repeats its request every few seconds until it hears the end: enough for many ends between two repetitions;
    /// at about 1 KB each a snapshot stays in the megabytes.
    /// </summary>
    public const int MostRecentEnds = 2048;

    /// <summary>Silence and trouble belong to the account and address that earned them.</summary>
    public static ConnectionState Change(ConnectionState state, ConnectionFact.ProfileChanged changed)
    {
        if (changed.ProfileJson is null)
            return state;
        var known = state with { IsDeleted = false, UnreadProfile = changed.Connection };
        return changed.CallsDiffer
            ? known with { PausedUntil = null, Breaker = CircuitBreaker.Closed, Jobs = state.Jobs.SetItems(state.Jobs.Select(AfterChange)) }
            : known;
    }

    public static ConnectionState Accept(ConnectionState state, JobTicket ticket) => state with
    {
        Sequence = state.Sequence + 1,
        Jobs = state.Jobs.SetItem(
            ticket.Job.Value,
            new QueuedJob(ticket, state.Sequence, QueuedJobStage.Waiting, 0, 0, null, null, null, null, false)),
    };

    public static ConnectionState Start(ConnectionState state, ConnectionFact.AttemptStarted started)
    {
        var job = state.Jobs[started.Job.Value];
        var calling = job with { Stage = QueuedJobStage.Calling, Attempts = job.Attempts + 1, Attempt = started.Attempt, NotBefore = null, CallIsOutdated = false };
        return state with
        {
            Sequence = state.Sequence + 1,
            Jobs = state.Jobs.SetItem(started.Job.Value, calling),
            CallsInFlight = state.CallsInFlight + 1,
            Served = state.Served.SetItem(started.Chat.ToString(), state.Sequence),
            Bucket = state.Terms is { } terms ? state.Bucket.Take(terms, started.At) : state.Bucket,
        };
    }

    public static ConnectionState EndAttempt(ConnectionState state, ConnectionFact.AttemptEnded ended)
    {
        var job = Account(state.Jobs[ended.Job.Value], ended, state.Terms);
        job = ended.Outcome switch
        {
            AttemptOutcome.Succeeded done when ended.Image is { } id => job with
            {
                Stage = QueuedJobStage.Saving,
                Image = new NewImage(
                    id, job.Ticket.Chat.User, done.Picture, new ImageSource(ended.Job, job.Ticket.Connection), job.Ticket.Chat.Chat,
                    job.Ticket.CharacterId, done.Call, Sent(job, done).Text, Sent(job, done).Negative, job.Ticket.Scene, null)
                {
                    Ordered = IsAsOrdered(job, done) ? null : job.Ticket.Prompt with { Notes = [] },
                    Version = job.Ticket.Version,
                },
            },
            _ => job with { Stage = QueuedJobStage.Waiting, Attempt = null, NotBefore = ended.RetryAt },
        };
        return state with
        {
            Jobs = state.Jobs.SetItem(ended.Job.Value, job),
            CallsInFlight = state.CallsInFlight - 1,
            Breaker = Note(state.Breaker, job, ended.Outcome),
        };
    }

    public static ConnectionState Withdraw(ConnectionState state, ConnectionFact.JobWithdrawn withdrawn) => state with
    {
        Jobs = state.Jobs.SetItem(withdrawn.Job.Value, state.Jobs[withdrawn.Job.Value] with { Withdrawal = withdrawn.Reason }),
    };

    public static ConnectionState End(ConnectionState state, ConnectionFact.JobEnded ended)
    {
        var ticket = state.Jobs[ended.Job.Value].Ticket;
        var jobs = state.Jobs.Remove(ended.Job.Value);
        var chat = ticket.Chat.ToString();
        var served = jobs.Values.Any(job => job.Ticket.Chat == ticket.Chat) ? state.Served : state.Served.Remove(chat);
        return Forget(state with
        {
            Jobs = jobs,
            Served = served,
            RecentEnds = state.RecentEnds.SetItem(ended.Job.Value, new EndedTicket(ticket.Chat, ticket.SubmittedAt, ended.End)),
            RecentOrder = state.RecentOrder.Enqueue(ended.Job.Value),
        });
    }

    private static ConnectionState Forget(ConnectionState state)
    {
        if (state.RecentEnds.Count <= MostRecentEnds)
            return state;
        var order = state.RecentOrder.Dequeue(out var oldest);
        var forgotten = state.RecentEnds[oldest].SubmittedAt;
        return state with
        {
            RecentOrder = order,
            RecentEnds = state.RecentEnds.Remove(oldest),
            ForgottenUpTo = forgotten > state.ForgottenUpTo ? forgotten : state.ForgottenUpTo,
        };
    }

    private static KeyValuePair<string, QueuedJob> AfterChange(KeyValuePair<string, QueuedJob> entry) =>
        KeyValuePair.Create(entry.Key, entry.Value with { NotBefore = null, CallIsOutdated = entry.Value.Stage == QueuedJobStage.Calling });

    private static ImagePrompt Sent(QueuedJob job, AttemptOutcome.Succeeded done) => done.Call.Prompt ?? job.Ticket.Prompt;

    private static bool IsAsOrdered(QueuedJob job, AttemptOutcome.Succeeded done) =>
        Sent(job, done) is var sent && (sent.Text, sent.Negative) == (job.Ticket.Prompt.Text, job.Ticket.Prompt.Negative) && job.Ticket.Prompt.Characters.IsEmpty;

    private static QueuedJob Account(QueuedJob job, ConnectionFact.AttemptEnded ended, ConnectionTerms? terms)
    {
        var (isThrottle, isAsked) = (ended.Outcome is AttemptOutcome.NotStarted, ended.Outcome is AttemptOutcome.NotStarted { AskedPause: not null });
        return job with
        {
            Throttles = job.Throttles + (isThrottle ? 1 : 0),
            AskedPauses = job.AskedPauses + (isAsked ? 1 : 0),
            AskedSince = isAsked ? job.AskedSince ?? ended.At : job.AskedSince,
            MayHaveBeenCharged = job.MayHaveBeenCharged || ended.Outcome.MayHaveCost && terms is not { IsFree: true },
        };
    }

    /// <summary>A provider that answers at all, even by refusing, is not down.</summary>
    private static CircuitBreaker Note(CircuitBreaker breaker, QueuedJob job, AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded or AttemptOutcome.Refused => CircuitBreaker.Closed,
        _ when job.ShowsTrouble(outcome) => breaker.Failed(),
        _ => breaker,
    };
}
