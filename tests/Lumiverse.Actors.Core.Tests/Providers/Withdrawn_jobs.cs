using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Withdrawn_jobs
{
    private readonly ConnectionStage _stage = Connections.With(Given.Paid);

    [Theory]
    [InlineData(WithdrawalReason.Cancelled, JobOutcome.Cancelled)]
    [InlineData(WithdrawalReason.Superseded, JobOutcome.Superseded)]
    [InlineData(WithdrawalReason.ChatDeleted, JobOutcome.Cancelled)]
    public void A_waiting_job_ends_at_once(WithdrawalReason reason, JobOutcome end)
    {
        _stage.Submit("first");
        _stage.Submit("second");
        Assert.Equal(end, _stage.Withdraw("second", reason).ToldEnd().Outcome);
    }

    /// <summary>How a superseded call ends, and what its job comes to.</summary>
    public static TheoryData<AttemptOutcome, JobOutcome> SupersededCalls => new()
    {
        { new AttemptOutcome.NotStarted("Dropped before it was sent.", true, null), JobOutcome.Superseded },
        { new AttemptOutcome.NotStarted("The key is wrong.", false, null), JobOutcome.Superseded },
        { Given.Throttled(TimeSpan.FromSeconds(9)), JobOutcome.Superseded },
        { new AttemptOutcome.FailedUncharged("Crashed.", null), JobOutcome.Superseded },
        { new AttemptOutcome.Refused("Against the rules."), JobOutcome.Refused },
        { new AttemptOutcome.Ambiguous("The line went dead."), JobOutcome.Uncertain },
        { new AttemptOutcome.Lost(), JobOutcome.Uncertain },
    };

    [Theory, MemberData(nameof(SupersededCalls))]
    public void A_superseded_call_is_not_made_again_and_tells_what_it_may_have_cost(AttemptOutcome outcome, JobOutcome end)
    {
        _stage.Submit("job");
        _stage.Withdraw("job", WithdrawalReason.Superseded);
        Assert.Empty(_stage.Answer("job", outcome).Calls());
        Assert.Equal((end, outcome.MayHaveCost), (_stage.EndOf("job").Outcome, _stage.EndOf("job").MayHaveBeenCharged));
    }

    [Fact]
    public void A_superseded_job_that_is_sent_finishes()
    {
        _stage.Submit("job");
        var attempt = _stage.AttemptOf("job");
        Assert.Equal(attempt, Assert.IsType<Effect.CancelUnsentCall>(Assert.Single(_stage.Withdraw("job", WithdrawalReason.Superseded).Effects)).Attempt);
        _stage.Answer("job", Given.Succeeded());
        _stage.Save("job");
        Assert.Equal(JobOutcome.Done, _stage.EndOf("job").Outcome);
    }

    [Fact]
    public void A_call_that_is_dropped_unsent_says_nothing_about_the_provider()
    {
        for (var i = 0; i < CircuitBreaker.FailuresToOpen; i++)
        {
            _stage.Submit($"job{i}");
            _stage.Withdraw($"job{i}", WithdrawalReason.Superseded);
            _stage.Answer($"job{i}", Given.Throttled());
        }

        Assert.Equal(CircuitBreaker.Closed, _stage.State.Breaker);
    }

    [Fact]
    public void After_a_crash_what_is_superseded_is_still_dropped_while_it_is_unsent()
    {
        _stage.Submit("job");
        var attempt = _stage.AttemptOf("job");
        _stage.Withdraw("job", WithdrawalReason.Superseded);
        _stage.Recover();
        Assert.Equal(attempt, Assert.Single(_stage.Owed.All<Effect.CancelUnsentCall>()).Attempt);
        Assert.Empty(_stage.Owed.All<Effect.CancelCall>());
    }

    [Fact]
    public void A_person_breaks_off_what_was_superseded_and_nothing_revives_it()
    {
        _stage.Submit("job");
        _stage.Withdraw("job", WithdrawalReason.Superseded);
        Assert.Single(_stage.Withdraw("job", WithdrawalReason.Cancelled).Effects.All<Effect.CancelCall>());
        Assert.Empty(_stage.Withdraw("job", WithdrawalReason.Superseded).Effects);
        Assert.Equal(WithdrawalReason.Cancelled, _stage.State.Jobs["job"].Withdrawal);
    }

    [Fact]
    public void A_cancelled_call_is_broken_off()
    {
        _stage.Submit("job");
        Assert.Single(_stage.Withdraw("job", WithdrawalReason.Cancelled).Effects.All<Effect.CancelCall>());
        _stage.Answer("job", new AttemptOutcome.FailedUncharged("Broken off.", null));
        Assert.Equal(JobOutcome.Cancelled, _stage.EndOf("job").Outcome);
    }

    [Fact]
    public void An_image_that_was_paid_before_the_cancelling_came_through_is_kept()
    {
        _stage.Submit("job");
        _stage.Withdraw("job", WithdrawalReason.Cancelled);
        _stage.Answer("job", Given.Succeeded());
        var end = _stage.Save("job").ToldEnd();
        Assert.Equal((JobOutcome.Cancelled, "image"), (end.Outcome, end.Image?.Id.Value));
    }

    [Fact]
    public void A_cancelled_call_of_unknown_outcome_says_that_it_may_have_cost_money()
    {
        _stage.Submit("job");
        _stage.Withdraw("job", WithdrawalReason.Cancelled);
        _stage.Answer("job", new AttemptOutcome.Ambiguous("Broken off."));
        Assert.True(_stage.EndOf("job") is { Outcome: JobOutcome.Cancelled, MayHaveBeenCharged: true });
    }

    [Fact]
    public void A_request_that_comes_after_its_withdrawal_finds_the_end()
    {
        _stage.Withdraw("job", WithdrawalReason.Cancelled);
        var late = _stage.Submit("job");
        Assert.Equal(JobOutcome.Cancelled, late.ToldEnd().Outcome);
        Assert.Empty(late.Facts);
    }

    [Fact]
    public void A_withdrawal_that_is_repeated_breaks_off_once()
    {
        _stage.Submit("job");
        _stage.Withdraw("job", WithdrawalReason.Cancelled);
        Assert.Empty(_stage.Withdraw("job", WithdrawalReason.Cancelled).Effects);
    }
}
