using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class Images_at_messages
{
    private readonly SceneStage _stage = new();

    [Theory, InlineData(OutputTarget.ChatAttachment), InlineData(OutputTarget.AttachToMessage)]
    public void The_host_is_told_until_it_says_so(OutputTarget target)
    {
        var job = _stage.Paint("m", Given.Tavern, Given.Policy with { Target = target });
        var told = Assert.Single(_stage.IsEnded(job, Given.Done("image")).Effects.All<Effect.AttachImage>());
        Assert.Equal(new SceneAttachment(MessageId.Of("m"), ImageId.Of("image"), target), told.Attachment);
        _stage.Recover();
        Assert.Equal(told, Assert.Single(_stage.Owed));
        _stage.Tell(new SceneCommand.ImageWasAttached(ImageId.Of("image")));
        Assert.Empty(_stage.Owed);
        Assert.Empty(_stage.Tell(new SceneCommand.ImageWasAttached(ImageId.Of("image"))).Facts);
    }

    [Fact]
    public void A_message_that_was_named_is_the_one()
    {
        _stage.Request(Given.Order("click", JobTrigger.Force) with { Target = OutputTarget.AttachToMessage, AttachTo = MessageId.Of("m7") });
        _stage.RequestIsRead("click", Given.Reading(Given.Tavern));
        Assert.Equal("m7", Assert.Single(_stage.IsEnded("click", Given.Done()).Effects.All<Effect.AttachImage>()).Attachment.Message.Value);
    }

    [Theory, InlineData(OutputTarget.Background), InlineData(OutputTarget.Preview)]
    public void Other_images_belong_at_no_message(OutputTarget target)
    {
        var job = _stage.Paint("m1", Given.Tavern, Given.Policy with { Target = target });
        Assert.Empty(_stage.IsEnded(job, Given.Done()).Effects.All<Effect.AttachImage>());
    }

    [Fact]
    public void What_failed_belongs_at_no_message()
    {
        var job = _stage.Paint("m1", Given.Tavern, Given.Policy with { Target = OutputTarget.ChatAttachment });
        Assert.Empty(_stage.IsEnded(job, JobEnd.Without(JobOutcome.Failed, "Down.", Given.Noon)).Effects.All<Effect.AttachImage>());
    }
}
