using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Tests.Providers;

public sealed class Changed_connections
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(9);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly ConnectionStage _stage = Connections.With(Given.Paid);

    [Fact]
    public void Another_account_does_not_serve_the_pause_of_the_old_one()
    {
        _stage.Submit("job");
        _stage.Answer("job", Given.Throttled(Pause));
        Assert.Equal(["job"], Change(callsDiffer: true).Calls());
    }

    [Fact]
    public void Another_name_lifts_nothing()
    {
        _stage.Submit("job");
        _stage.Answer("job", Given.Throttled(Pause));
        Assert.Empty(Change(callsDiffer: false).Calls());
        Assert.Equal(Given.Noon + Pause, _stage.Due);
    }

    [Fact]
    public void The_trouble_of_another_address_is_forgotten()
    {
        _stage.Submit("job");
        for (var i = 0; _stage.State.Breaker.OpenUntil is null; i++)
        {
            _stage.Answer("job", Given.Throttled());
            if (_stage.State.Breaker.OpenUntil is null)
                _stage.WaitUntilDue();
        }

        Assert.Equal(["job"], Change(callsDiffer: true).Calls());
        Assert.Equal(CircuitBreaker.Closed, _stage.State.Breaker);
    }

    [Fact]
    public void A_quota_that_is_used_up_does_not_stop_another_key()
    {
        _stage.Submit("first");
        _stage.Answer("first", Given.Throttled(Day));
        Change(callsDiffer: true);
        Assert.Equal(["second"], _stage.Submit("second").Calls());
    }

    [Fact]
    public void What_the_old_account_is_told_late_does_not_silence_the_new_one()
    {
        _stage.Submit("first");
        _stage.Submit("second");
        Change(callsDiffer: true);
        Assert.Equal(["second"], _stage.Answer("first", Given.Throttled(Day)).Calls());
        Assert.Null(_stage.State.PausedUntil);
        Assert.Equal(QueuedJobStage.Waiting, _stage.StageOf("first"));
    }

    [Fact]
    public void A_key_that_was_wrong_when_it_was_changed_is_no_reason_to_fail()
    {
        _stage.Submit("job");
        Change(callsDiffer: true);
        _stage.Answer("job", new AttemptOutcome.NotStarted("The key is wrong.", false, null));
        Assert.Equal(["job"], _stage.WaitUntilDue().Calls());
        _stage.Answer("job", new AttemptOutcome.NotStarted("The key is wrong.", false, null));
        Assert.Equal(JobOutcome.Failed, _stage.EndOf("job").Outcome);
    }

    [Fact]
    public void What_is_lifted_stays_lifted_after_a_crash()
    {
        _stage.Submit("job");
        _stage.Answer("job", Given.Throttled(Day));
        Change(callsDiffer: true);
        _stage.Recover();
        Assert.Null(_stage.State.PausedUntil);
    }

    /// <summary>Otherwise terms whose reading was lost in a crash would stay unread until somebody calls, and the first calls run under old limits.</summary>
    [Fact]
    public void A_connection_is_at_rest_only_when_its_terms_are_read()
    {
        Change(callsDiffer: false);
        Assert.False(ConnectionBehaviour.IsAtRest(_stage.State));
        _stage.Tell(new ConnectionCommand.TermsWereRead(Given.Paid));
        Assert.True(ConnectionBehaviour.IsAtRest(_stage.State));
    }

    private Decision<ConnectionFact> Change(bool callsDiffer) =>
        _stage.Tell(new ConnectionCommand.NoticeProfile(Given.Chat.User, Given.Connection, "{}", callsDiffer));
}
