using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>
/// One turn of a connection: facts are folded as they are decided, so that the later rules of a turn see what the
/// earlier ones did.
/// </summary>
internal sealed class ConnectionTurn(ConnectionState state, Turn turn)
{
    /// <summary>
    /// Jobs that may wait on one connection: ten thousand chats asking at once are still admitted, at about 2 KB each.
    /// </summary>
    public const int MostWaiting = 10_000;

    /// <summary>When to try again with a full queue: a few calls have ended by then.</summary>
    private static readonly TimeSpan FullQueuePause = TimeSpan.FromSeconds(30);

    private readonly ImmutableArray<ConnectionFact>.Builder _facts = ImmutableArray.CreateBuilder<ConnectionFact>();
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();
    private ConnectionState _state = state;

    public Decision<ConnectionFact> ToDecision() => new(_facts.ToImmutable(), _effects.ToImmutable());

    public void Submit(JobTicket ticket)
    {
        if (_state.RecentEnds.TryGetValue(ticket.Job.Value, out var ended))
            TellEnd(ticket.Chat, ticket.Job, ended.End);
        else if (!_state.Jobs.ContainsKey(ticket.Job.Value))
            Admit(ticket);
    }

    /// <summary>A job that was never seen is accepted and ended at once, so that a request that comes late finds its end.</summary>
    public void Withdraw(JobTicket ticket, WithdrawalReason reason)
    {
        Submit(ticket);
        if (!_state.Jobs.TryGetValue(ticket.Job.Value, out var job))
            return;
        if (job.Stage == QueuedJobStage.Waiting)
            End(job, WithdrawnEnd(reason, job.MayHaveBeenCharged));
        else
            Drop(job, reason);
    }

    /// <summary>What a withdrawal comes to once the call has started.</summary>
    public static Effect Dropping(AttemptId attempt, WithdrawalReason reason) =>
        reason.BreaksOff() ? new Effect.CancelCall(attempt) : new Effect.CancelUnsentCall(attempt);

    public void NoticeProfile(ConnectionCommand.NoticeProfile notice)
    {
        Note(new ConnectionFact.ProfileChanged(notice.Owner, notice.Connection, notice.ProfileJson, notice.CallsDiffer));
        if (notice.ProfileJson is null)
            UseTerms(null);
        else
            _effects.Add(new Effect.ReadTerms(notice.Connection));
        _effects.Add(new Effect.Reply(new Answer.Done()));
    }

    public void UseTerms(ConnectionTerms? terms)
    {
        if (terms is not null && _state.IsDeleted)
            return; // Read before the deletion: only a stored profile revives a connection.
        if (terms != _state.Terms || _state.UnreadProfile is not null || terms is null && !_state.IsDeleted)
            Note(new ConnectionFact.TermsChanged(terms));
        if (_state.IsDeleted)
            DropAll(WithdrawalReason.ConnectionDeleted);
    }

    public void EndAttempt(AttemptId attempt, AttemptOutcome outcome)
    {
        var job = _state.Jobs.Values.FirstOrDefault(job => job.Attempt == attempt && job.Stage == QueuedJobStage.Calling);
        if (job is null)
            return; // Told twice, or of a job that has ended.
        if (outcome is AttemptOutcome.Succeeded succeeded)
            Save(job, succeeded);
        else
            Fail(job, outcome);
    }

    public void Finish(JobId id, SavedImage image)
    {
        if (!_state.Jobs.TryGetValue(id.Value, out var job) || job is not { Stage: QueuedJobStage.Saving, Attempt: { } attempt })
            return;
        _effects.Add(new Effect.DiscardStaged(attempt));
        End(job, job.Withdrawal is { } reason && reason.BreaksOff()
            ? WithdrawnEnd(reason, false) with { Image = image }
            : new JobEnd(JobOutcome.Done, "", image, false, null, turn.Now));
    }

    /// <summary>
    /// A deleted connection calls for nobody, and nobody waits through a day of silence: whether the job waited already,
    /// came in, or came back from a failed call.
    /// </summary>
    public void EndWhatCannotStart()
    {
        if (Hopeless() is not { } end)
            return;
        foreach (var job in _state.Jobs.Values.Where(job => job.Stage == QueuedJobStage.Waiting))
            End(job, end with { MayHaveBeenCharged = job.MayHaveBeenCharged });
    }

    public void StartWhatMayStart()
    {
        while (StartRules.NextToStart(_state, turn.Now) is { } job)
        {
            var attempt = AttemptId.Of(turn.NewId("attempt", _facts.Count));
            Note(new ConnectionFact.AttemptStarted(job.Ticket.Chat, job.Ticket.Job, attempt, job.Attempts + 1, turn.Now));
            _effects.Add(new Effect.CallProvider(job.Ticket, attempt));
        }
    }

    private void DropAll(WithdrawalReason reason)
    {
        foreach (var job in _state.Jobs.Values)
            Drop(job, reason);
    }

    /// <summary>
    /// Once sent, a job finishes unless a person does not want it; whether it is sent only the caller knows. A weaker reason
    /// adds nothing to one that is on record.
    /// </summary>
    private void Drop(QueuedJob job, WithdrawalReason reason)
    {
        if (job is not { Stage: QueuedJobStage.Calling, Attempt: { } attempt } || job.Withdrawal is { } earlier && (earlier.BreaksOff() || !reason.BreaksOff()))
            return;
        Note(new ConnectionFact.JobWithdrawn(job.Ticket.Job, reason));
        _effects.Add(Dropping(attempt, reason));
    }

    /// <summary>A refusal is recorded: a repetition under way must not be accepted when there is room again.</summary>
    private void Admit(JobTicket ticket)
    {
        if (ticket.SubmittedAt <= _state.ForgottenUpTo)
        {
            TellEnd(ticket.Chat, ticket.Job, Forgotten());
            return;
        }

        var isFull = _state.Jobs.Count >= MostWaiting;
        Note(new ConnectionFact.JobAccepted(ticket, turn.Now));
        if (isFull)
            End(_state.Jobs[ticket.Job.Value], Full());
        else if (_state.Terms is null && !_state.IsDeleted)
            _effects.Add(new Effect.ReadTerms(ticket.Connection));
    }

    private JobEnd Forgotten() => JobEnd.Without(
        JobOutcome.Uncertain, "This request is older than the connection's memory, so it was not sent again. Retry it if the image is missing.", turn.Now);

    private JobEnd Full()
    {
        const string reason = "Too many images are waiting on this connection. Try again in a little while.";
        return JobEnd.Without(JobOutcome.Refused, reason, turn.Now) with { RetryAfter = FullQueuePause };
    }

    private JobEnd? Hopeless()
    {
        if (_state.IsDeleted)
            return WithdrawnEnd(WithdrawalReason.ConnectionDeleted, false);
        var silence = _state.PausedUntil - turn.Now;
        return silence > RetryPolicy.LongestPatience
            ? JobEnd.Without(JobOutcome.Failed, Closed(turn.Now + silence.Value), turn.Now) with { RetryAfter = silence }
            : null;
    }

    private static string Closed(DateTimeOffset until) =>
        $"The provider takes no requests at the moment. {AttemptVerdict.Reopening(until)} Generate again then, or with another connection or key.";

    private void Save(QueuedJob job, AttemptOutcome.Succeeded succeeded)
    {
        Note(Ended(job, succeeded, null, ImageId.Of(turn.NewId("image", _facts.Count))));
        var image = _state.Jobs[job.Ticket.Job.Value].Image ?? throw new UnreachableException("A saving job has an image.");
        _effects.Add(new Effect.TellGallery(image.User, new GalleryCommand.AddImage(image)));
    }

    private void Fail(QueuedJob job, AttemptOutcome outcome)
    {
        var verdict = AttemptVerdict.Of(job, outcome, _state.Terms is { IsFree: true }, turn);
        Pause(job, outcome);
        Note(Ended(job, outcome, verdict.RetryAt, null));
        Discard(job, outcome);
        if (verdict.End is { } end)
            End(_state.Jobs[job.Ticket.Job.Value], end);
    }

    private void Pause(QueuedJob job, AttemptOutcome outcome)
    {
        if (turn.Now + job.PauseAfter(outcome) is { } until && !(_state.PausedUntil >= until))
            Note(new ConnectionFact.CallsPaused(until));
        if (job.ShowsTrouble(outcome) && _state.Breaker.PauseAfterFailure(turn.Now) is { } pause)
            Note(new ConnectionFact.BreakerOpened(turn.Now + pause));
    }

    private void Discard(QueuedJob job, AttemptOutcome outcome)
    {
        if (outcome is AttemptOutcome.Unusable && job.Attempt is { } attempt)
            _effects.Add(new Effect.DiscardStaged(attempt));
    }

    private ConnectionFact.AttemptEnded Ended(QueuedJob job, AttemptOutcome outcome, DateTimeOffset? retryAt, ImageId? image) =>
        new(job.Ticket.Chat, job.Ticket.Job, job.Attempt ?? throw new UnreachableException("A calling job has an attempt."), outcome, retryAt, image, turn.Now);

    private void End(QueuedJob job, JobEnd end)
    {
        Note(new ConnectionFact.JobEnded(job.Ticket.Job, end));
        TellEnd(job.Ticket.Chat, job.Ticket.Job, end);
    }

    private void TellEnd(ChatKey chat, JobId job, JobEnd end) =>
        _effects.Add(new Effect.TellScene(chat, new SceneCommand.JobWasEnded(job, end)));

    private JobEnd WithdrawnEnd(WithdrawalReason reason, bool mayHaveBeenCharged) =>
        Withdrawal.End(reason, turn.Now) with { MayHaveBeenCharged = mayHaveBeenCharged };

    private void Note(ConnectionFact fact)
    {
        _facts.Add(fact);
        _state = ConnectionBehaviour.Evolve(_state, fact);
    }
}
