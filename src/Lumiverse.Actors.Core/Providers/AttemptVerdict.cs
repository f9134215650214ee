using System.Diagnostics;
using System.Globalization;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>What becomes of a job whose call gave no picture: another call, or its end. Exactly one of the two is set.</summary>
internal readonly record struct AttemptVerdict(DateTimeOffset? RetryAt, JobEnd? End)
{
    private const string WentDown = "The server went down while the provider was painting.";

    public static AttemptVerdict Of(QueuedJob job, AttemptOutcome outcome, bool isFree, Turn turn)
    {
        var decision = outcome switch
        {
            AttemptOutcome.NotStarted throttled when throttled.Temporary || job.CallIsOutdated => ComesBack(job, throttled, turn),
            AttemptOutcome.NotStarted permanent => Ends(JobOutcome.Failed, permanent.Reason, turn),
            AttemptOutcome.Refused refused => Ends(JobOutcome.Refused, refused.Reason, turn),
            AttemptOutcome.FailedUncharged failed => Fails(job, failed.Reason, job.PauseAfter(failed), turn),
            AttemptOutcome.Unusable unusable => Ends(JobOutcome.Failed, unusable.Reason, turn),
            AttemptOutcome.Ambiguous ambiguous when isFree => Fails(job, ambiguous.Reason, null, turn),
            AttemptOutcome.Lost when isFree => Fails(job, WentDown, null, turn),
            AttemptOutcome.Ambiguous ambiguous => Ends(JobOutcome.Uncertain, $"{ambiguous.Reason} {Price(ambiguous.WasCharged)}", turn),
            AttemptOutcome.Lost => Ends(JobOutcome.Uncertain, $"{WentDown} {Price(null)}", turn),
            _ => throw new UnreachableException($"No verdict on {outcome.GetType().Name}"),
        };
        return Charged(DroppedFor(job, outcome, decision) is { } reason ? Dropped(reason, turn) : decision, job, outcome, isFree);
    }

    /// <summary>When a provider takes requests again, in words: to the minute, rounded up, with the zone, as nobody knows where it is read.</summary>
    public static string Reopening(DateTimeOffset at) =>
        $"It takes requests again at {at.UtcDateTime.AddSeconds(59).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC.";

    /// <summary>What a person should know before asking again.</summary>
    private static string Price(bool? wasCharged) => wasCharged switch
    {
        false => "The account's balance shows that nothing was charged: a retry is safe.",
        true => "The account's balance shows that it was charged: a retry is paid for once more.",
        null => "It may have been charged; retry only if you accept to pay twice.",
    };

    private static AttemptVerdict ComesBack(QueuedJob job, AttemptOutcome.NotStarted throttled, Turn turn)
    {
        var pause = job.PauseAfter(throttled);
        if (pause > RetryPolicy.LongestPatience)
            return Closes(throttled.Reason, pause.Value, turn);
        if (throttled.AskedPause is null)
            return Again(job.Throttles - job.AskedPauses + 1, RetryPolicy.MostThrottles, pause, throttled.Reason, turn);
        return turn.Now - job.AskedSince > RetryPolicy.LongestAsking
            ? Ends(JobOutcome.Failed, $"{throttled.Reason} Given up after an hour of coming back.", turn)
            : new(turn.Now + RetryPolicy.BackOff(job.AskedPauses + 1, pause, turn), null);
    }

    private static AttemptVerdict Fails(QueuedJob job, string reason, TimeSpan? pause, Turn turn) => pause > RetryPolicy.LongestPatience
        ? Closes(reason, pause.Value, turn)
        : Again(job.Attempts - job.Throttles, RetryPolicy.MostAttempts, pause, reason, turn);

    private static AttemptVerdict Again(int failures, int most, TimeSpan? pause, string reason, Turn turn) => failures >= most
        ? Ends(JobOutcome.Failed, $"{reason} Given up after {failures} tries.", turn)
        : new(turn.Now + RetryPolicy.BackOff(failures, pause, turn), null);

    private static AttemptVerdict Closes(string reason, TimeSpan pause, Turn turn) =>
        new(null, JobEnd.Without(JobOutcome.Failed, $"{reason} {Reopening(turn.Now + pause)}", turn.Now) with { RetryAfter = pause });

    private static AttemptVerdict Ends(JobOutcome outcome, string reason, Turn turn) =>
        new(null, JobEnd.Without(outcome, reason, turn.Now));

    private static AttemptVerdict Dropped(WithdrawalReason reason, Turn turn) => new(null, Withdrawal.End(reason, turn.Now));

    /// <summary>
    /// Why the job ends as dropped; null = it ends by itself. A call that was sent although nobody needs it any more has its
    /// own end, but not a second call.
    /// </summary>
    private static WithdrawalReason? DroppedFor(QueuedJob job, AttemptOutcome outcome, AttemptVerdict decision) =>
        job.Withdrawal is { } reason && (reason.BreaksOff() || outcome is AttemptOutcome.NotStarted || decision.RetryAt is not null) ? reason : null;

    private static AttemptVerdict Charged(AttemptVerdict verdict, QueuedJob job, AttemptOutcome outcome, bool isFree)
    {
        var mayHaveBeen = job.MayHaveBeenCharged || outcome.MayHaveCost && !isFree;
        return verdict.End is { } end ? verdict with { End = end with { MayHaveBeenCharged = mayHaveBeen } } : verdict;
    }
}
