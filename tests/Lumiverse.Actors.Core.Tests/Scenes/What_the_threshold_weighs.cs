using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class What_the_threshold_weighs
{
    private readonly SceneStage _stage = new();

    [Fact]
    public void The_first_scene_of_a_chat_is_always_worth_a_picture()
    {
        _stage.Paint("m1", Given.Tavern);
        Assert.True(_stage.LastDecision().Generate);
        Assert.Equal("The first scene of this chat.", _stage.LastDecision().Reason);
    }

    [Fact]
    public void A_scene_that_is_being_painted_counts_as_the_one_before()
    {
        _stage.Paint("m1", Given.Tavern);
        _stage.Paint("m2", Given.Tavern);
        Assert.StartsWith(SceneJudge.NotEnoughChange, _stage.LastDecision().Reason);
    }

    [Fact]
    public void After_a_failed_picture_the_same_scene_is_worth_another_try()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.IsEnded(job, JobEnd.Without(JobOutcome.Failed, "Down.", Given.Noon));
        _stage.Paint("m2", Given.Tavern);
        Assert.True(_stage.LastDecision().Generate);
    }

    [Theory, InlineData(OutputTarget.ChatAttachment), InlineData(OutputTarget.AttachToMessage), InlineData(OutputTarget.Preview)]
    public void An_image_that_is_no_background_counts_as_a_picture_of_its_kind(OutputTarget target)
    {
        var policy = Given.Policy with { Target = target };
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern, policy), Given.Done());
        _stage.Paint("m2", Given.Tavern, policy);
        Assert.StartsWith(SceneJudge.NotEnoughChange, _stage.LastDecision().Reason);
        _stage.Paint("m3", Given.Tavern);
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void Generate_obeys_it_and_says_why_not()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done());
        _stage.Ask("click", JobTrigger.Manual, Given.Tavern with { Environment = "the dim tavern" });
        Assert.Equal(JobOutcome.Refused, _stage.EndOf("click").Outcome);
        Assert.Equal("Scene has not changed enough: nothing changed; 0 of 2 needed.", _stage.EndOf("click").Reason);
    }

    [Fact]
    public void One_change_of_two_is_named()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done());
        _stage.Ask("click", JobTrigger.Manual, Given.Tavern with { Environment = "wind mill" });
        Assert.Equal(
            "Scene has not changed enough: only environment (dim harbour tavern → wind mill); 1 of 2 needed.", _stage.EndOf("click").Reason);
    }

    [Fact]
    public void Force_is_not_weighed()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done());
        _stage.Ask("click", JobTrigger.Force, Given.Tavern);
        Assert.True(_stage.IsSubmitted("click"));
    }

    [Fact]
    public void Words_of_ones_own_are_not_weighed()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done());
        _stage.Request(Given.Order("click") with { Mode = PromptMode.Custom, Prompt = "A dragon." });
        _stage.RequestIsRead("click", Given.Reading(null));
        Assert.True(_stage.IsSubmitted("click"));
    }

    [Fact]
    public void Words_of_ones_own_in_the_settings_are_not_weighed_when_a_person_clicks()
    {
        var policy = Given.Policy with { Mode = PromptMode.Custom, CustomPrompt = "A dragon." };
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done());
        _stage.Request("click");
        _stage.RequestIsRead("click", Given.Reading(null, policy));
        Assert.True(_stage.IsSubmitted("click"));
    }

    [Fact]
    public void They_are_weighed_when_nobody_clicks()
    {
        var policy = Given.Policy with { Mode = PromptMode.Custom, CustomPrompt = "A dragon." };
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern, policy), Given.Done());
        _stage.Paint("m2", Given.Tavern, policy);
        Assert.False(_stage.LastDecision().Generate);
    }

    [Fact]
    public void The_setting_that_paints_every_reply_is_obeyed()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done());
        _stage.Paint("m2", Given.Tavern, Given.Policy with { Force = true });
        Assert.True(_stage.LastDecision().Generate);
    }
}
