using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class Edited_and_deleted_replies
{
    private readonly SceneStage _stage = new();

    [Fact]
    public void Deleting_the_last_reply_brings_back_the_picture_of_the_one_before_without_a_call()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        var decision = _stage.Remove("m2");
        Assert.Equal("tavern", _stage.Shown());
        Assert.Empty(decision.ToConnection());
        Assert.True(Assert.Single(decision.Facts.OfType<SceneFact.BackgroundChanged>()).IsRestored);
    }

    [Fact]
    public void It_is_the_picture_that_stood_there_also_when_the_reply_before_had_none_of_its_own()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Paint("m2", Given.Tavern with { Mood = "calm" });
        _stage.PaintToTheEnd("m3", Given.Forest, "forest");
        _stage.Remove("m3");
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void Deleting_every_reply_shows_what_stood_there_before_them()
    {
        _stage.Tell(new SceneCommand.ShowImage(Given.Chat, ImageId.Of("own"), Given.Picture()));
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Remove("m1");
        Assert.Equal("own", _stage.Shown());
    }

    [Fact]
    public void Deleting_a_reply_in_the_middle_leaves_the_picture_that_it_brought()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        _stage.Paint("m3", Given.Forest with { Mood = "tense" });
        _stage.Remove("m2");
        Assert.Equal("forest", _stage.Shown());
        _stage.Remove("m3");
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void What_is_read_next_begins_at_the_scene_before_the_deleted_reply()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        _stage.Remove("m2");
        Assert.Equal(Given.Tavern, Assert.Single(_stage.Notice("m3").Effects.All<Effect.ReadScene>()).Request.Previous);
    }

    [Fact]
    public void An_alternative_that_was_painted_shows_its_picture_when_it_is_selected_again()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Notice("m2", "harbour");
        _stage.ReplyIsRead(Given.Reading(Given.Forest));
        _stage.IsEnded(_stage.State.Jobs.Keys.Single(), Given.Done("forest"));
        _stage.EditTo("m2", "stay", Given.Tavern);
        Assert.Equal("tavern", _stage.Shown());
        var back = _stage.Edit("m2", "harbour");
        Assert.Equal("forest", _stage.Shown());
        Assert.Empty(back.Effects.All<Effect.ReadScene>());
        Assert.Equal(Given.Forest, _stage.State.Seen);
    }

    [Fact]
    public void A_reply_that_had_its_job_gets_no_second_one_however_often_it_is_edited()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.EditTo("m1", "b", Given.Forest);
        Assert.Equal(1, _stage.CountJobs());
        Assert.Equal(
            "This reply has had its automatic image; generate to have another.", _stage.LastDecision().Reason.Split(" Changed")[0]);
        _stage.Recover();
        _stage.EditTo("m1", "c", Given.Forest with { Environment = "wind mill" });
        Assert.Equal(1, _stage.CountJobs());
    }

    [Fact]
    public void A_reply_that_had_none_may_get_its_one_after_an_edit()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Paint("m2", Given.Tavern);
        Assert.Equal(1, _stage.CountJobs());
        _stage.EditTo("m2", "b", Given.Forest);
        Assert.Equal(2, _stage.CountJobs());
    }

    [Fact]
    public void A_mended_word_keeps_the_picture()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        var mended = _stage.EditTo("m2", "b", Given.Forest with { FocalDetail = "a stone with moss" });
        Assert.Equal("forest", _stage.Shown());
        Assert.Empty(mended.Facts.OfType<SceneFact.BackgroundChanged>());
        Assert.StartsWith(SceneJudge.NotEnoughChange, _stage.LastDecision().Reason);
    }

    [Fact]
    public void A_mended_word_keeps_the_picture_that_is_on_its_way()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.EditTo("m1", "b", Given.Tavern);
        _stage.IsEnded(job, Given.Done("tavern"));
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void A_mended_word_keeps_an_image_of_ones_own()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Tell(new SceneCommand.ShowImage(Given.Chat, ImageId.Of("own"), Given.Picture()));
        _stage.EditTo("m1", "b", Given.Tavern);
        Assert.Equal("own", _stage.Shown());
    }

    [Fact]
    public void While_nothing_is_read_an_edit_changes_nothing_behind_the_chat()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Edit("m1", "b");
        _stage.ReplyIsRead(new SceneReadOutcome.SwitchedOff("Off."));
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void A_job_of_a_text_that_is_gone_finishes_and_is_shown_when_the_text_is_back()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        var job = _stage.Paint("m2", Given.Forest);
        _stage.EditTo("m2", "b", Given.Tavern);
        _stage.IsEnded(job, Given.Done("forest"));
        Assert.Equal("tavern", _stage.Shown());
        Assert.NotNull(_stage.EndOf(job).Image);
        _stage.Edit("m2", "");
        Assert.Equal("forest", _stage.Shown());
    }

    [Fact]
    public void A_job_of_a_text_that_is_gone_holds_no_background_up()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        _stage.Ask("click", JobTrigger.Force, Given.Forest);
        _stage.EditTo("m2", "b", Given.Tavern);
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void A_text_that_was_judged_is_not_read_again()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Paint("m2", Given.Tavern);
        _stage.EditTo("m2", "b", Given.Tavern with { Mood = "calm" });
        Assert.Empty(_stage.Edit("m2", "").Effects.All<Effect.ReadScene>());
        Assert.Empty(_stage.Owed);
    }

    [Fact]
    public void A_job_of_a_deleted_reply_is_dropped_unless_it_is_sent_and_never_shown()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        var told = Assert.IsType<ConnectionCommand.WithdrawJob>(Assert.Single(_stage.Remove("m1").ToConnection()));
        Assert.Equal((job, WithdrawalReason.Superseded), (told.Ticket.Job.Value, told.Reason));
        _stage.IsEnded(job, Given.Done("tavern"));
        Assert.Null(_stage.Shown());
    }

    [Fact]
    public void What_a_person_asked_for_is_not_dropped_with_the_reply()
    {
        _stage.Paint("m1", Given.Tavern);
        _stage.Ask("click", JobTrigger.Force, Given.Forest);
        _stage.Remove("m1");
        Assert.Null(_stage.State.Jobs["click"].Withdrawal);
    }

    [Fact]
    public void An_image_of_ones_own_is_not_overridden_by_judging_the_same_text_again()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Tell(new SceneCommand.ShowImage(Given.Chat, ImageId.Of("own"), Given.Picture()));
        _stage.Edit("m1", "b");
        _stage.Edit("m1", "");
        Assert.Equal("own", _stage.Shown());
    }

    [Fact]
    public void A_cleared_background_stays_cleared_there_and_comes_back_elsewhere()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        _stage.Tell(new SceneCommand.ClearBackground());
        _stage.Edit("m2", "b");
        _stage.Edit("m2", "");
        Assert.Null(_stage.Shown());
        _stage.Remove("m2");
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void A_deleted_image_comes_back_nowhere()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
        _stage.Tell(new SceneCommand.ForgetImage(ImageId.Of("tavern")) { Chat = Given.Chat });
        Assert.Equal("forest", _stage.Shown());
        _stage.Remove("m2");
        Assert.Null(_stage.Shown());
    }

    [Fact]
    public void A_picture_whose_successor_failed_is_shown_after_all()
    {
        var older = _stage.Paint("m1", Given.Tavern);
        var newer = _stage.Paint("m2", Given.Forest);
        _stage.IsEnded(older, Given.Done("tavern"));
        Assert.Null(_stage.Shown());
        _stage.IsEnded(newer, JobEnd.Without(JobOutcome.Failed, "Down.", Given.Noon));
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void A_reply_that_was_superseded_is_on_record_and_is_judged_when_it_is_the_newest_again()
    {
        _stage.Notice("m1");
        _stage.Notice("m2");
        Assert.Equal(("m1", "Superseded by a newer reply before it was judged."), (_stage.LastDecision().Message?.Value, _stage.LastDecision().Reason));
        _stage.Remove("m2");
        Assert.Equal("m1", _stage.State.Reply?.Message.Value);
        _stage.ReplyIsRead(Given.Reading(Given.Tavern));
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void A_reply_that_is_deleted_before_it_was_judged_is_on_record()
    {
        _stage.Notice("m1");
        _stage.Remove("m1");
        Assert.Equal("The reply was deleted before it was judged.", _stage.LastDecision().Reason);
        Assert.Empty(_stage.Owed);
    }

    [Fact]
    public void An_edit_that_the_reading_saw_first_counts()
    {
        _stage.Notice("m1", "a");
        _stage.ReplyIsRead((SceneReadOutcome.Read)Given.Reading(Given.Tavern) with { Message = MessageId.Of("m1"), Version = "b" });
        Assert.Equal(("b", true), (_stage.LastDecision().Version, _stage.LastDecision().Generate));
        Assert.Empty(_stage.Edit("m1", "b").Facts);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void A_message_that_is_not_known_changes_nothing(bool isRemoved)
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        var decision = isRemoved ? _stage.Remove("question") : _stage.Edit("question", "b");
        Assert.Empty(decision.Facts);
        Assert.IsType<Answer.Done>(decision.Reply());
    }

    [Fact]
    public void A_deleted_reply_that_is_told_again_stays_deleted()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.Remove("m1");
        Assert.Empty(_stage.Notice("m1", "a").Facts);
        Assert.Empty(_stage.Edit("m1", "b").Facts);
    }

    [Fact]
    public void A_reply_that_is_told_again_after_many_were_deleted_is_not_judged_again()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        for (var number = 0; number < SceneFold.MostRecent; number++)
        {
            _stage.Notice($"gone{number}");
            _stage.Remove($"gone{number}");
        }

        Assert.DoesNotContain(MessageId.Of("m1"), _stage.State.RecentReplies);
        Assert.Empty(_stage.Notice("m1").Facts);
    }

    [Fact]
    public void Of_a_long_story_the_picture_before_what_is_remembered_is_kept()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        var replies = Enumerable.Range(2, ChatTrail.MostReplies).Select(number => $"m{number}").ToList();
        foreach (var reply in replies)
            _stage.Paint(reply, Given.Tavern);
        Assert.Equal(ChatTrail.MostReplies, _stage.State.Trail.Replies.Count);
        _stage.PaintToTheEnd("last", Given.Forest, "forest");
        foreach (var reply in replies.Append("last").Reverse())
            _stage.Remove(reply);
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void A_reply_that_is_edited_as_it_grows_keeps_its_picture_and_few_of_its_texts()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        for (var length = 0; length < 100; length++)
            _stage.Edit("m1", $"v{length}");
        _stage.ReplyIsRead(Given.Reading(Given.Tavern));
        Assert.Equal("tavern", _stage.Shown());
        Assert.Equal(TrailReply.MostTexts, _stage.State.Trail.Newest?.Texts.Count);
        Assert.DoesNotContain(
            _stage.Journal.OfType<SceneFact.Decided>(), decided => decided.Reason.StartsWith("Superseded", StringComparison.Ordinal));
    }
}
