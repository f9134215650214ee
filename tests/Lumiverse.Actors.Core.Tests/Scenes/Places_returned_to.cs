using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class Places_returned_to
{
    private readonly SceneStage _stage = new();

    public Places_returned_to()
    {
        _stage.PaintToTheEnd("m1", Given.Tavern, "tavern");
        _stage.PaintToTheEnd("m2", Given.Forest, "forest");
    }

    [Fact]
    public void By_default_nothing_is_charged_and_the_picture_is_offered()
    {
        _stage.Paint("m3", Given.Tavern);
        Assert.Equal((false, "tavern", 1), (_stage.LastDecision().Generate, _stage.LastDecision().Offered?.Value, _stage.LastDecision().CallsSaved));
        Assert.StartsWith("There is a picture of this place already: use it, or make a new one. Changed: environment", _stage.LastDecision().Reason);
        Assert.Equal(("forest", 2), (_stage.Shown(), _stage.CountJobs()));
    }

    [Fact]
    public void The_offer_can_be_taken_and_is_what_the_next_reply_is_compared_with()
    {
        _stage.Paint("m3", Given.Tavern);
        _stage.Tell(new SceneCommand.ShowImage(Given.Chat, ImageId.Of("tavern"), Given.Picture()));
        _stage.Paint("m4", Given.Tavern);
        Assert.Equal("tavern", _stage.Shown());
        Assert.StartsWith(SceneJudge.NotEnoughChange, _stage.LastDecision().Reason);
    }

    [Fact]
    public void The_offer_can_be_turned_down()
    {
        _stage.Paint("m3", Given.Tavern);
        _stage.Ask("click", JobTrigger.Force, Given.Tavern);
        Assert.True(_stage.IsSubmitted("click"));
    }

    [Fact]
    public void It_is_shown_again_without_a_call_where_the_settings_say_so()
    {
        _stage.Paint("m3", Given.Tavern, Given.Policy with { Return = ReturnToPlace.Always });
        Assert.Equal((false, "tavern"), (_stage.LastDecision().Generate, _stage.LastDecision().Reused?.Value));
        Assert.Equal(("tavern", 2), (_stage.Shown(), _stage.CountJobs()));
        Assert.Equal("m3", _stage.State.Background?.Message?.Value);
    }

    [Fact]
    public void It_is_painted_anew_where_the_settings_say_so()
    {
        _stage.Paint("m3", Given.Tavern, Given.Policy with { Return = ReturnToPlace.Never });
        Assert.Equal(3, _stage.CountJobs());
    }

    [Fact]
    public void The_same_place_that_looks_otherwise_is_painted()
    {
        _stage.Paint("m3", Given.Tavern with { TimeOfDay = TimeOfDay.Midday, Weather = "clear sky" });
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void Another_place_in_the_same_air_is_no_return()
    {
        _stage.Paint("m3", Given.Tavern with { Environment = "castle gate" });
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void A_deleted_picture_is_not_offered()
    {
        _stage.Tell(new SceneCommand.ForgetImage(ImageId.Of("tavern")));
        _stage.Paint("m3", Given.Tavern);
        Assert.True(_stage.LastDecision().Generate);
    }

    [Fact]
    public void Generate_is_not_held_back()
    {
        _stage.Ask("click", JobTrigger.Manual, Given.Tavern);
        Assert.True(_stage.IsSubmitted("click"));
    }

    [Fact]
    public void Going_back_and_forth_is_painted_once_each()
    {
        for (var turn = 3; turn < 13; turn++)
            _stage.Paint($"m{turn}", turn % 2 == 0 ? Given.Forest : Given.Tavern, Given.Policy with { Return = ReturnToPlace.Always });
        Assert.Equal(("forest", 2), (_stage.Shown(), _stage.CountJobs()));
    }
}
