using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class Pauses_and_gaps
{
    private static readonly SceneReadOutcome InTenSeconds = new SceneReadOutcome.Postponed(TimeSpan.FromSeconds(10));

    private readonly SceneStage _stage = new();

    [Fact]
    public void A_reading_may_wait_once()
    {
        Assert.True(Assert.Single(_stage.Notice("m1").Effects.All<Effect.ReadScene>()).Request.MayWait);
        _stage.ReplyIsRead(InTenSeconds);
        Assert.Equal(Given.Noon.AddSeconds(10), _stage.Due);
        Assert.Empty(_stage.Owed);
        var read = Assert.Single(_stage.TellAfter(TimeSpan.FromSeconds(10), new SceneCommand.TimeHasCome()).Effects.All<Effect.ReadScene>());
        Assert.False(read.Request.MayWait);
        Assert.Null(_stage.Due);
    }

    [Fact]
    public void It_waits_across_a_restart()
    {
        _stage.Notice("m1");
        _stage.ReplyIsRead(InTenSeconds);
        _stage.Recover();
        Assert.Equal(Given.Noon.AddSeconds(10), _stage.Due);
        Assert.Empty(_stage.TellAfter(TimeSpan.FromSeconds(9), new SceneCommand.TimeHasCome()).Facts);
        Assert.Single(_stage.TellAfter(TimeSpan.FromSeconds(1), new SceneCommand.TimeHasCome()).Effects.All<Effect.ReadScene>());
    }

    [Fact]
    public void Each_message_begins_the_wait_again_but_not_for_ever()
    {
        for (var second = 0; second < 300; second += 5)
        {
            _stage.Notice($"m{second}");
            _stage.ReplyIsRead(InTenSeconds);
            if (_stage.Journal.OfType<SceneFact.ReadingResumed>().Any())
                break;
            _stage.TellAfter(TimeSpan.FromSeconds(5), new SceneCommand.TimeHasCome());
        }

        Assert.Equal(Given.Noon + SceneTurn.LongestWait, _stage.Now);
    }

    [Fact]
    public void Several_messages_at_once_are_one_image()
    {
        foreach (var message in new[] { "m1", "m2", "m3" })
        {
            _stage.Notice(message);
            _stage.ReplyIsRead(InTenSeconds);
        }

        _stage.TellAfter(TimeSpan.FromSeconds(10), new SceneCommand.TimeHasCome());
        _stage.ReplyIsRead(Given.Reading(Given.Tavern));
        Assert.Equal(1, _stage.CountJobs());
        Assert.Equal("m3", _stage.LastDecision().Message?.Value);
    }

    [Fact]
    public void A_reply_within_the_gap_of_replies_is_judged_and_not_painted_and_nothing_is_lost()
    {
        var policy = Given.Policy with { MinimumGapMessages = 2 };
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern", policy);
        _stage.Paint("m2", Given.Forest, policy);
        Assert.StartsWith("Within the minimum gap: 2 of 2 replies are left. Changed: environment", _stage.LastDecision().Reason);
        _stage.Paint("m3", Given.Forest, policy);
        Assert.Equal(1, _stage.CountJobs());
        _stage.Paint("m4", Given.Forest, policy);
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void A_reply_within_the_gap_of_time_is_judged_and_not_painted()
    {
        var policy = Given.Policy with { MinimumGapSeconds = 60 };
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern", policy);
        _stage.Now += TimeSpan.FromSeconds(45);
        _stage.Paint("m2", Given.Forest, policy);
        Assert.StartsWith("Within the minimum gap: 15 s of 60 are left.", _stage.LastDecision().Reason);
        _stage.Now += TimeSpan.FromSeconds(15);
        _stage.Paint("m3", Given.Forest, policy);
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void A_person_need_not_mind_the_gap()
    {
        var policy = Given.Policy with { MinimumGapSeconds = 60, MinimumGapMessages = 5 };
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern", policy);
        _stage.Ask("click", JobTrigger.Manual, Given.Forest, policy);
        Assert.True(_stage.IsSubmitted("click"));
    }

    [Fact]
    public void An_image_that_failed_holds_nothing_up()
    {
        var policy = Given.Policy with { MinimumGapSeconds = 60, MinimumGapMessages = 5 };
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern, policy), JobEnd.Without(JobOutcome.Failed, "Down.", Given.Noon));
        _stage.Paint("m2", Given.Tavern, policy);
        Assert.True(_stage.LastDecision().Generate);
    }
}
