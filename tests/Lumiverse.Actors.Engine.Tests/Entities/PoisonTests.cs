using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class PoisonTests : EntityWorld
{
    [Fact]
    public void A_message_that_throws_three_times_is_parked_and_the_next_one_is_served()
    {
        var image = $"{Guid.NewGuid():N}";
        Tell(Ann, Caption("before"));
        Tell(Ann, Caption(TestGallery.Throw, image));
        Tell(Ann, Caption("after"));

        ExpectMsg<Answer.Done>();
        var failed = ExpectMsg<Answer.Failed>();
        ExpectMsg<Answer.Done>();

        var parked = Assert.Single(Parked.All);
        Assert.Equal(NameOf(Ann), parked.Actor);
        Assert.Contains(parked.Message, failed.Reason, StringComparison.Ordinal);
        Assert.Equal(3, DecisionsOn(image));
        Assert.Equal(["before", "after"], Captions(Ann));
    }

    [Fact]
    public void A_message_that_throws_once_is_answered_as_usual_and_is_not_overtaken()
    {
        Tell(Ann, Caption("before"));
        Tell(Ann, Caption(TestGallery.ThrowOnce, $"{Guid.NewGuid():N}"));
        Tell(Ann, Caption("after"));

        for (var answers = 0; answers < 3; answers++)
            ExpectMsg<Answer.Done>();
        Assert.Equal(["before", TestGallery.ThrowOnce, "after"], Captions(Ann));
        Assert.Empty(Parked.All);
    }

    [Fact]
    public void Throws_are_remembered_by_an_actor_that_starts_again()
    {
        Limits = Limits with { MostThrows = 2 };
        var image = $"{Guid.NewGuid():N}";
        Tell(Ann, Caption(TestGallery.Throw, image));
        ExpectMsg<Answer.Failed>();
        LetGo(Ann);

        Tell(Ann, Caption(TestGallery.Throw, image));

        ExpectMsg<Answer.Failed>();
        Assert.Equal(3, DecisionsOn(image)); // Twice, and once more: it was known.
    }

    [Fact]
    public void A_throw_is_counted_when_the_table_of_throws_can_be_written_again()
    {
        Parked.FailuresToCome = 2;
        Tell(Ann, Caption(TestGallery.ThrowOnce, $"{Guid.NewGuid():N}"));
        Tell(Ann, Caption("after"));

        ExpectMsg<Answer.Done>();
        ExpectMsg<Answer.Done>();
        Assert.Equal([TestGallery.ThrowOnce, "after"], Captions(Ann));
    }

    [Fact]
    public void A_gallery_does_not_leave_while_a_message_is_being_counted()
    {
        Limits = Limits with { IdleTimeout = TimeSpan.FromMilliseconds(50) };
        Parked.FailuresToCome = 2; // 600 ms of counting.
        Tell(Ann, Caption(TestGallery.ThrowOnce, $"{Guid.NewGuid():N}"));

        ExpectMsg<Answer.Done>();
        Assert.Equal([TestGallery.ThrowOnce], Captions(Ann));
    }

    private static int DecisionsOn(string image) => TestGallery.Decisions.Count(
        decision => decision.Command is GalleryCommand.SetImageDetails set && set.Image == ImageId.Of(image));
}
