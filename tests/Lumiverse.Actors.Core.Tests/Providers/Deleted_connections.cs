using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Deleted_connections
{
    [Fact]
    public void Waiting_jobs_are_cancelled_and_say_why()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("first");
        stage.Submit("second");
        stage.Delete();
        Assert.Equal(QueuedJobStage.Calling, stage.StageOf("first"));
        Assert.Equal(JobOutcome.Cancelled, stage.EndOf("second").Outcome);
        Assert.Contains("connection was deleted", stage.EndOf("second").Reason);
    }

    [Fact]
    public void A_call_that_is_not_sent_yet_is_dropped_and_says_why()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        var attempt = stage.AttemptOf("job");
        Assert.Equal(attempt, Assert.Single(stage.Delete().Effects.All<Effect.CancelUnsentCall>()).Attempt);
        var end = stage.Answer("job", Given.Throttled()).ToldEnd();
        Assert.Equal(JobOutcome.Cancelled, end.Outcome);
        Assert.Contains("connection was deleted", end.Reason);
    }

    [Fact]
    public void A_call_that_fails_after_the_deletion_ends_its_job()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        stage.Delete();
        stage.Answer("job", Given.Throttled());
        Assert.Equal(JobOutcome.Cancelled, stage.EndOf("job").Outcome);
        Assert.Empty(stage.State.Jobs);
    }

    [Fact]
    public void A_picture_that_was_under_way_is_kept()
    {
        var stage = Connections.With(Given.Paid);
        stage.Submit("job");
        stage.Delete();
        stage.Answer("job", Given.Succeeded());
        stage.Save("job");
        Assert.Equal(JobOutcome.Done, stage.EndOf("job").Outcome);
    }

    [Fact]
    public void A_request_that_comes_after_the_deletion_is_cancelled_and_remembered()
    {
        var stage = Connections.With(Given.Paid);
        stage.Delete();
        Assert.Equal(JobOutcome.Cancelled, stage.Submit("job").ToldEnd().Outcome);
        Assert.Empty(stage.Submit("job").Facts);
    }

    [Fact]
    public void Terms_that_were_read_before_the_deletion_do_not_revive_it()
    {
        var stage = Connections.With(Given.Paid);
        stage.Delete();
        stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid));
        Assert.True(stage.State.IsDeleted);
        Assert.Empty(stage.Submit("job").Calls());
    }

    [Fact]
    public void A_connection_that_is_stored_again_works_again()
    {
        var stage = Connections.With(Given.Paid);
        stage.Delete();
        stage.Tell(new ConnectionCommand.NoticeProfile(Given.Chat.User, Given.Connection, "{}"));
        stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid));
        Assert.Equal(["job"], stage.Submit("job").Calls());
    }

    [Fact]
    public void A_changed_profile_is_read_even_when_the_host_goes_down_before_it()
    {
        var stage = Connections.With(Given.Paid);
        stage.Tell(new ConnectionCommand.NoticeProfile(Given.Chat.User, Given.Connection, "{}"));
        stage.Recover();
        Assert.Equal(Given.Connection, Assert.IsType<Effect.ReadTerms>(Assert.Single(stage.Owed)).Connection);
        stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid));
        Assert.Empty(stage.Owed);
    }
}
