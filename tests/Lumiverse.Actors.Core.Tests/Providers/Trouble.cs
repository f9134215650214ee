using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Trouble
{
    [Fact]
    public void Calls_broken_off_by_people_say_nothing_about_the_provider()
    {
        var stage = Connections.With(Given.Paid);
        for (var i = 0; i < CircuitBreaker.FailuresToOpen; i++)
        {
            stage.Submit($"job{i}");
            stage.Withdraw($"job{i}", WithdrawalReason.Cancelled);
            stage.Answer($"job{i}", new AttemptOutcome.Ambiguous("Broken off."));
        }

        Assert.Equal(CircuitBreaker.Closed, stage.State.Breaker);
    }

    [Fact]
    public void A_free_call_that_goes_down_with_the_server_every_time_is_given_up()
    {
        var stage = Connections.With(Given.Free);
        stage.Submit("job");
        for (var i = 1; i < RetryPolicy.MostAttempts; i++)
        {
            stage.Answer("job", new AttemptOutcome.Lost());
            if (stage.StageOf("job") == QueuedJobStage.Waiting)
                stage.WaitUntilDue();
        }

        stage.Answer("job", new AttemptOutcome.Lost());
        Assert.Equal(JobOutcome.Failed, stage.EndOf("job").Outcome);
    }

    [Fact]
    public void A_chat_that_was_served_is_not_overtaken_by_newcomers_for_ever()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit(Given.Ticket("mine1", chat: "mine"));
        stage.Submit(Given.Ticket("mine2", chat: "mine"));
        stage.Submit(Given.Ticket("theirs0", chat: "theirs0"));
        var called = "mine1";
        for (var i = 1; called != "mine2"; i++)
        {
            Assert.True(i < 5, "mine2 starves");
            stage.Submit(Given.Ticket($"theirs{i}", chat: $"theirs{i}"));
            stage.Answer(called, Given.Succeeded());
            stage.Save(called);
            called = Assert.Single(stage.State.Jobs.Values, job => job.Stage == QueuedJobStage.Calling).Ticket.Job.Value;
        }
    }
}
