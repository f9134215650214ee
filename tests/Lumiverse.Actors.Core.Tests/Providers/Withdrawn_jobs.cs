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

    [Fact]
    public void A_superseded_job_that_is_sent_finishes()
    {
        _stage.Submit("job");
        Assert.Empty(_stage.Withdraw("job", WithdrawalReason.Superseded).Effects);
        _stage.Answer("job", Given.Succeeded());
        _stage.Save("job");
        Assert.Equal(JobOutcome.Done, _stage.EndOf("job").Outcome);
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
