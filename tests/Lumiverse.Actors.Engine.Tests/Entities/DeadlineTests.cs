using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class DeadlineTests : EntityWorld
{
    [Fact]
    public void An_ask_that_nobody_waits_for_any_more_is_dropped_unseen()
    {
        Tell(Ann, Caption("late"), Clock.GetUtcNow().AddMilliseconds(-1));
        Tell(Ann, Caption("in time"), Clock.GetUtcNow().AddSeconds(1));

        ExpectMsg<Answer.Done>();
        ExpectNoMsg(50);
        Assert.Equal(["in time"], Captions(Ann));
    }

    [Fact]
    public void An_ask_that_expires_while_it_waits_for_its_turn_is_dropped_unseen()
    {
        Journal.Hold(NameOf(Ann));
        Tell(Ann, Caption("first"));
        Tell(Ann, Caption("expires"), Clock.GetUtcNow().AddSeconds(1));
        Tell(Ann, Caption("for ever"));
        AwaitAssert(() => Assert.Single(Journal.Writes));

        Clock.Move(TimeSpan.FromSeconds(2));
        Journal.Release(NameOf(Ann));

        ExpectMsg<Answer.Done>();
        ExpectMsg<Answer.Done>();
        Assert.Equal(["first", "for ever"], Captions(Ann));
    }

    [Fact]
    public void A_command_of_another_kind_is_answered()
    {
        Tell(Ann, new Lumiverse.Actors.Core.Scenes.SceneCommand.GetScene(), null, TestActor);

        Assert.Contains("GetScene", ExpectMsg<Answer.Failed>().Reason, StringComparison.Ordinal);
    }
}
