using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class What_becomes_the_background
{
    private readonly SceneStage _stage = new();

    [Fact]
    public void The_image_of_the_latest_wish()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done("tavern"));
        Assert.Equal("tavern", _stage.Shown());
    }

    [Fact]
    public void Not_an_image_that_a_newer_scene_waits_behind()
    {
        var older = _stage.Paint("m1", Given.Tavern);
        var newer = _stage.Paint("m2", Given.Forest);
        _stage.IsEnded(older, Given.Done("tavern"));
        Assert.Null(_stage.Shown());
        Assert.True(_stage.IsSubmitted(newer));
        _stage.IsEnded(newer, Given.Done("forest"));
        Assert.Equal("forest", _stage.Shown());
    }

    [Fact]
    public void Not_an_older_wish_that_is_fulfilled_late()
    {
        _stage.Request("slow", JobTrigger.Force);
        _stage.IsEnded(_stage.Paint("m1", Given.Forest), Given.Done("forest"));
        _stage.RequestIsRead("slow", Given.Reading(Given.Tavern));
        _stage.IsEnded("slow", Given.Done("tavern"));
        Assert.Equal("forest", _stage.Shown());
    }

    [Fact]
    public void Not_a_job_that_waited_while_a_person_chose_an_image_of_their_own()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.Tell(new SceneCommand.ShowImage(Given.Chat, ImageId.Of("own"), Given.Picture()));
        _stage.IsEnded(job, Given.Done("tavern"));
        Assert.Equal("own", _stage.Shown());
    }

    [Fact]
    public void Nothing_when_a_person_cleared_it_while_the_first_image_was_under_way()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.Tell(new SceneCommand.ClearBackground());
        _stage.IsEnded(job, Given.Done("tavern"));
        Assert.Null(_stage.Shown());
    }

    [Fact]
    public void The_next_image_although_the_one_before_was_deleted_meanwhile()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern), Given.Done("tavern"));
        var job = _stage.Paint("m2", Given.Forest);
        _stage.Tell(new SceneCommand.ForgetImage(ImageId.Of("tavern")));
        Assert.Null(_stage.Shown());
        _stage.IsEnded(job, Given.Done("forest"));
        Assert.Equal("forest", _stage.Shown());
    }

    [Fact]
    public void Not_a_cancelled_job_whose_image_came_before_the_connection_heard_of_it()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.Cancel(job);
        _stage.IsEnded(job, Given.Done("tavern"));
        Assert.Null(_stage.Shown());
        Assert.Equal((JobOutcome.Cancelled, "tavern"), (_stage.EndOf(job).Outcome, _stage.EndOf(job).Image?.Id.Value));
    }

    [Fact]
    public void Nothing_for_an_image_that_is_meant_for_something_else()
    {
        _stage.IsEnded(_stage.Paint("m1", Given.Tavern, Given.Policy with { Target = OutputTarget.ChatAttachment }), Given.Done());
        Assert.Null(_stage.Shown());
    }
}
