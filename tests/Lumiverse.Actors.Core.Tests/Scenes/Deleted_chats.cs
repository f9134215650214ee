using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class Deleted_chats
{
    private readonly SceneStage _stage = new();

    [Fact]
    public void A_reply_whose_scene_is_being_read_is_not_painted()
    {
        _stage.Notice("m1");
        var readId = _stage.State.Reply?.ReadId ?? "";
        _stage.Tell(new SceneCommand.ForgetChat());
        _stage.Tell(new SceneCommand.SceneWasRead(readId, Given.Reading(Given.Tavern)));
        Assert.Empty(_stage.State.Jobs);
        Assert.Empty(_stage.Owed);
    }

    [Fact]
    public void Jobs_that_are_not_submitted_end_and_the_submitted_one_is_withdrawn()
    {
        var sent = _stage.Paint("m1", Given.Tavern);
        var waiting = _stage.Paint("m2", Given.Forest);
        _stage.Request("reading");
        var decision = _stage.Tell(new SceneCommand.ForgetChat());
        Assert.Equal(JobOutcome.Cancelled, _stage.EndOf(waiting).Outcome);
        Assert.Equal(JobOutcome.Cancelled, _stage.EndOf("reading").Outcome);
        var told = Assert.IsType<ConnectionCommand.WithdrawJob>(Assert.Single(decision.ToConnection()));
        Assert.Equal((sent, WithdrawalReason.ChatDeleted), (told.Ticket.Job.Value, told.Reason));
    }

    [Fact]
    public void An_image_that_comes_after_all_is_kept_and_not_shown()
    {
        var job = _stage.Paint("m1", Given.Tavern);
        _stage.Tell(new SceneCommand.ForgetChat());
        _stage.IsEnded(job, Given.Done());
        Assert.Null(_stage.Shown());
        Assert.NotNull(_stage.EndOf(job).Image);
    }

    [Fact]
    public void A_chat_of_which_nothing_is_known_is_forgotten_without_a_fact()
    {
        Assert.Empty(_stage.Tell(new SceneCommand.ForgetChat()).Facts);
    }
}
