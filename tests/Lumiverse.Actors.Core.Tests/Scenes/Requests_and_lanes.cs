using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class Requests_and_lanes
{
    private readonly SceneStage _stage = new();

    [Fact]
    public void A_repeated_request_is_answered_as_it_stands()
    {
        _stage.Request("job");
        var again = _stage.Request("job");
        Assert.Empty(again.Facts);
        Assert.Equal(new Answer.JobStands(JobId.Of("job"), null), again.Reply());
    }

    [Fact]
    public void A_repeated_request_of_an_ended_job_is_answered_with_its_end()
    {
        _stage.Request("job");
        _stage.RequestIsRead("job", new SceneReadOutcome.Failed("No connection."));
        var again = _stage.Request("job");
        Assert.Empty(again.Facts);
        Assert.Equal(JobOutcome.Failed, Assert.IsType<Answer.JobStands>(again.Reply()).End?.Outcome);
    }

    [Fact]
    public void A_reply_that_is_noticed_twice_is_read_once()
    {
        _stage.Notice("m1");
        Assert.Empty(_stage.Notice("m1").Facts);
        _stage.ReplyIsRead(new SceneReadOutcome.SwitchedOff("Off."));
        Assert.Empty(_stage.Notice("m1").Facts);
    }

    [Fact]
    public void A_newer_reply_replaces_one_that_is_being_read()
    {
        _stage.Notice("m1");
        var older = _stage.State.Reply?.ReadId ?? "";
        _stage.Notice("m2");
        Assert.Empty(_stage.Tell(new SceneCommand.SceneWasRead(older, Given.Reading(Given.Tavern))).Facts);
    }

    [Fact]
    public void Too_many_requests_at_once_are_told_when_to_try_again()
    {
        for (var i = 0; i < SceneTurn.MostLiveJobs; i++)
            _stage.Request($"job{i}");
        var refused = _stage.Request("late");
        Assert.Empty(refused.Facts);
        Assert.True(Assert.IsType<Answer.Busy>(refused.Reply()).RetryAfter > TimeSpan.Zero);
    }

    [Fact]
    public void The_newest_scene_replaces_those_that_wait()
    {
        var first = _stage.Paint("m1", Given.Tavern);
        var second = _stage.Paint("m2", Given.Forest);
        var third = _stage.Paint("m3", Given.Tavern);
        Assert.True(_stage.IsSubmitted(first));
        Assert.Equal(JobOutcome.Superseded, _stage.EndOf(second).Outcome);
        _stage.IsEnded(first, JobEnd.Without(JobOutcome.Superseded, "", Given.Noon));
        Assert.True(_stage.IsSubmitted(third));
    }

    [Fact]
    public void The_submitted_one_is_withdrawn_in_case_it_is_not_sent_yet()
    {
        var first = _stage.Paint("m1", Given.Tavern);
        _stage.Notice("m2");
        var told = Assert.IsType<ConnectionCommand.WithdrawJob>(Assert.Single(_stage.ReplyIsRead(Given.Reading(Given.Forest)).ToConnection()));
        Assert.Equal((first, WithdrawalReason.Superseded), (told.Ticket.Job.Value, told.Reason));
    }

    [Fact]
    public void What_a_person_asked_for_is_not_superseded_by_what_nobody_asked_for()
    {
        _stage.Paint("m1", Given.Tavern);
        _stage.Ask("force", JobTrigger.Force, Given.Forest);
        var automatic = _stage.Paint("m2", Given.Tavern);
        Assert.Equal(SceneJobStage.Waiting, _stage.State.Jobs["force"].Stage);
        Assert.Equal(SceneJobStage.Waiting, _stage.State.Jobs[automatic].Stage);
    }

    [Fact]
    public void What_a_person_asked_for_goes_first()
    {
        var running = _stage.Paint("m1", Given.Tavern);
        _stage.Ask("force", JobTrigger.Force, Given.Forest);
        _stage.Paint("m2", Given.Tavern);
        _stage.IsEnded(running, Given.Done());
        Assert.True(_stage.IsSubmitted("force"));
    }

    [Fact]
    public void A_newer_wish_of_a_person_replaces_an_older_one()
    {
        _stage.Paint("m1", Given.Tavern);
        _stage.Ask("older", JobTrigger.Force, Given.Forest);
        _stage.Ask("newer", JobTrigger.Force, Given.Forest);
        Assert.Equal(JobOutcome.Superseded, _stage.EndOf("older").Outcome);
    }

    [Fact]
    public void Images_for_different_purposes_do_not_wait_for_each_other()
    {
        var background = _stage.Paint("m1", Given.Tavern);
        _stage.Ask("preview", JobTrigger.Force, Given.Forest, Given.Policy with { Target = OutputTarget.Preview });
        Assert.True(_stage.IsSubmitted(background) && _stage.IsSubmitted("preview"));
    }

    [Fact]
    public void After_a_crash_readings_and_submitted_jobs_are_asked_for_again()
    {
        _stage.Paint("m1", Given.Tavern);
        _stage.Notice("m2");
        _stage.Request("click");
        _stage.Recover();
        Assert.Equal(2, _stage.Owed.All<Effect.ReadScene>().Length);
        Assert.IsType<ConnectionCommand.SubmitJob>(Assert.Single(_stage.Owed.All<Effect.TellConnection>()).Command);
        Assert.Empty(_stage.Owed.All<Effect.Reply>());
    }

    [Fact]
    public void Cancelling_a_job_that_is_not_submitted_ends_it()
    {
        _stage.Request("click");
        var answer = Assert.IsType<Answer.JobStands>(_stage.Cancel("click").Reply());
        Assert.Equal(JobOutcome.Cancelled, answer.End?.Outcome);
    }

    [Fact]
    public void Cancelling_a_job_that_nobody_knows_says_so() => Assert.IsType<Answer.Missing>(_stage.Cancel("ghost").Reply());

    [Fact]
    public void A_request_that_cannot_be_read_fails_and_says_why()
    {
        _stage.Request("click");
        _stage.RequestIsRead("click", new SceneReadOutcome.Failed("Choose a connection."));
        Assert.Equal((JobOutcome.Failed, "Choose a connection."), (_stage.EndOf("click").Outcome, _stage.EndOf("click").Reason));
    }

    [Fact]
    public void An_end_that_is_told_twice_counts_once()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.IsEnded(job, Given.Done());
        Assert.Empty(_stage.IsEnded(job, JobEnd.Without(JobOutcome.Failed, "", Given.Noon)).Facts);
    }
}
