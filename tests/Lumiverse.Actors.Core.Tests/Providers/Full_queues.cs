using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Full_queues
{
    [Fact]
    public void A_job_too_many_is_refused_with_a_time_to_come_back()
    {
        var end = Full().Submit("late").ToldEnd();
        Assert.Equal(JobOutcome.Refused, end.Outcome);
        Assert.True(end.RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public void A_refused_request_that_is_repeated_is_not_painted_when_there_is_room()
    {
        var stage = Full();
        stage.Submit("late");
        stage.Withdraw("job5", WithdrawalReason.Cancelled);
        Assert.Equal(JobOutcome.Refused, stage.Submit("late").ToldEnd().Outcome);
        Assert.False(stage.State.Jobs.ContainsKey("late"));
    }

    private static ConnectionStage Full()
    {
        var stage = Connections.With(Given.Paid);
        for (var i = 0; i < ConnectionTurn.MostWaiting; i++)
            stage.Submit($"job{i}");
        return stage;
    }
}
