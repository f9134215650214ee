using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Silences_longer_than_patience
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public void The_job_that_met_them_fails_and_says_when_to_come_back()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        stage.Answer("job", Given.Throttled(Day));
        Assert.Equal((JobOutcome.Failed, Day), (stage.EndOf("job").Outcome, stage.EndOf("job").RetryAfter));
        Assert.Equal("Too many requests. It takes requests again at 2031-05-05 12:00 UTC.", stage.EndOf("job").Reason);
    }

    [Fact]
    public void The_jobs_behind_it_do_not_wait_for_days()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("first");
        stage.Submit("second");
        stage.Answer("first", Given.Throttled(Day));
        Assert.Equal((JobOutcome.Failed, Day), (stage.EndOf("second").Outcome, stage.EndOf("second").RetryAfter));
        Assert.Equal(
            "The provider takes no requests at the moment. It takes requests again at 2031-05-05 12:00 UTC. Generate again then, or with another connection or key.",
            stage.EndOf("second").Reason);
    }

    [Fact]
    public void Newcomers_are_told_at_once_how_long_it_lasts()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("first");
        stage.Answer("first", Given.Throttled(Day));
        stage.Now += TimeSpan.FromHours(1);
        var end = stage.Submit("second").ToldEnd();
        Assert.Equal((JobOutcome.Failed, TimeSpan.FromHours(23)), (end.Outcome, end.RetryAfter));
    }

    [Fact]
    public void When_little_of_it_is_left_newcomers_wait_for_the_rest()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("first");
        stage.Answer("first", Given.Throttled(Day));
        stage.Now += Day - TimeSpan.FromMinutes(5);
        stage.Submit("second");
        Assert.Equal(["second"], stage.WaitUntilDue().Calls());
        Assert.Equal(Given.Noon + Day, stage.Now);
    }
}
