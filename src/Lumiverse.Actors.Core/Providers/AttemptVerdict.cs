using System.Diagnostics;
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
            AttemptOutcome.NotStarted { Temporary: true } throttled => Again(job.Throttles + 1, RetryPolicy.MostThrottles, throttled.RetryAfter, throttled.Reason, turn),
            AttemptOutcome.NotStarted permanent => Ends(JobOutcome.Failed, permanent.Reason, turn),
            AttemptOutcome.Refused refused => Ends(JobOutcome.Refused, refused.Reason, turn),
            AttemptOutcome.FailedUncharged failed => Again(job.Attempts - job.Throttles, RetryPolicy.MostAttempts, failed.RetryAfter, failed.Reason, turn),
            AttemptOutcome.Unusable unusable => Ends(JobOutcome.Failed, unusable.Reason, turn),
            AttemptOutcome.Ambiguous ambiguous when isFree => Again(job.Attempts - job.Throttles, RetryPolicy.MostAttempts, null, ambiguous.Reason, turn),
            AttemptOutcome.Lost when isFree => Again(job.Attempts - job.Throttles, RetryPolicy.MostAttempts, null, WentDown, turn),
            AttemptOutcome.Ambiguous ambiguous => Ends(JobOutcome.Uncertain, $"{ambiguous.Reason} It may have been charged; retry only if you accept to pay twice.", turn),
            AttemptOutcome.Lost => Ends(JobOutcome.Uncertain, $"{WentDown} It may have been charged; retry only if you accept to pay twice.", turn),
            _ => throw new UnreachableException($"No verdict on {outcome.GetType().Name}"),
        };
        return Charged(job.Withdrawal is { } reason ? Dropped(reason, turn) : decision, job, outcome, isFree);
    }

    private static AttemptVerdict Again(int failures, int most, TimeSpan? retryAfter, string reason, Turn turn)
    {
        if (retryAfter > RetryPolicy.LongestPatience)
            return new(null, JobEnd.Without(JobOutcome.Failed, reason, turn.Now) with { RetryAfter = retryAfter });
        return failures >= most
            ? Ends(JobOutcome.Failed, $"{reason} Given up after {failures} tries.", turn)
            : new(turn.Now + RetryPolicy.BackOff(failures, retryAfter, turn), null);
    }

    private static AttemptVerdict Ends(JobOutcome outcome, string reason, Turn turn) =>
        new(null, JobEnd.Without(outcome, reason, turn.Now));

    private static AttemptVerdict Dropped(WithdrawalReason reason, Turn turn) => new(null, Withdrawal.End(reason, turn.Now));

    private static AttemptVerdict Charged(AttemptVerdict verdict, QueuedJob job, AttemptOutcome outcome, bool isFree)
    {
        var mayHaveBeen = job.MayHaveBeenCharged
            || outcome is AttemptOutcome.Ambiguous or AttemptOutcome.Lost or AttemptOutcome.Unusable && !isFree;
        return verdict.End is { } end ? verdict with { End = end with { MayHaveBeenCharged = mayHaveBeen } } : verdict;
    }
}
