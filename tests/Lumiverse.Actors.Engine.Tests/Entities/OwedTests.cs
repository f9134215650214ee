using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class OwedTests : EntityWorld
{
    [Fact]
    public void Effects_that_a_crash_lost_are_asked_for_after_recovery()
    {
        Journal.Seed(NameOf(Ann), Added(Ann, "one"), new GalleryFact.ThumbnailsWanted(ImageId.Of("one"), Small.Hash));

        Tell(Ann, new GalleryCommand.TimeHasCome());

        Assert.Equal(ImageId.Of("one"), Effects.ExpectMsg<Effect.MakeThumbnails>().Image);
    }

    [Fact]
    public void An_incarnation_that_ends_between_write_and_effect_leaves_the_effect_to_the_next()
    {
        Journal.Next(NameOf(Ann), WriteFate.AckLost);
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")), null, Akka.Actor.ActorRefs.NoSender);

        Assert.Equal(ImageId.Of("one"), Effects.ExpectMsg<Effect.MakeThumbnails>().Image);
    }

    [Fact]
    public void What_stays_owed_is_asked_for_again_from_time_to_time_until_it_comes()
    {
        Limits = Limits with { OwedInterval = TimeSpan.FromMilliseconds(20) };
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")));
        ExpectMsg<Answer.ImageIs>();

        for (var times = 0; times < 4; times++)
            Effects.ExpectMsg<Effect.MakeThumbnails>();
        Tell(Ann, new GalleryCommand.ThumbnailsWereMade(ImageId.Of("one"), null, null));
        Tell(Ann, Caption("done"));
        ExpectMsg<Answer.Done>();

        while (Effects.HasMessages)
            Effects.ReceiveOne();
        Effects.ExpectNoMsg(200);
    }

    [Fact]
    public void A_timer_is_armed_again_after_a_crash_and_an_overdue_one_fires_at_once()
    {
        Journal.Seed(NameOf(Ann), Added(Ann, "one", Small), Due(Clock.GetUtcNow().AddMinutes(-1)));

        Tell(Ann, new GalleryCommand.DeleteImage(ImageId.Of("other"), null)); // Anything that starts it.

        AwaitAssert(() => Assert.Single(Journal.EventsOf(NameOf(Ann)).OfType<GalleryFact.ThumbnailsMade>()));
    }

    [Fact]
    public void A_timer_that_fires_before_its_time_by_the_wall_clock_is_armed_again()
    {
        Journal.Seed(NameOf(Ann), Added(Ann, "one", Small), Due(Clock.GetUtcNow().AddMilliseconds(30)));
        Tell(Ann, new GalleryCommand.DeleteImage(ImageId.Of("other"), null));
        ExpectMsg<Answer.Done>();
        AwaitAssert(() => Assert.Contains(TestGallery.Decisions, decision => decision is { User: { } user, Command: GalleryCommand.TimeHasCome } && user == Ann));
        Assert.Empty(Journal.EventsOf(NameOf(Ann)).OfType<GalleryFact.ThumbnailsMade>());

        Clock.Move(TimeSpan.FromSeconds(1));

        AwaitAssert(() => Assert.Single(Journal.EventsOf(NameOf(Ann)).OfType<GalleryFact.ThumbnailsMade>()));
    }

    [Fact]
    public void The_first_turn_after_a_recovery_and_every_change_say_whether_the_gallery_must_be_woken()
    {
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")));
        Tell(Ann, Caption("still awake"));
        Tell(Ann, new GalleryCommand.ThumbnailsWereMade(ImageId.Of("one"), null, null));
        Tell(Ann, Caption("asleep"));
        ExpectMsg<Answer.ImageIs>();
        ExpectMsg<Answer.Done>();
        ExpectMsg<Answer.Done>();
        LetGo(Ann);
        Tell(Ann, Caption("recovered"));
        ExpectMsg<Answer.Done>();

        Assert.Equal(
            ["", EntityTags.Awake, "", EntityTags.Asleep, "", EntityTags.Asleep],
            Journal.Stored.Select(stored => stored.Tags.SingleOrDefault(tag => tag is EntityTags.Awake or EntityTags.Asleep, "")));
        Assert.All(Journal.Stored, stored => Assert.Contains(EntityTags.Of(Ann), stored.Tags));
    }

    private static GalleryFact.ThumbnailsWanted Due(DateTimeOffset at) => new(ImageId.Of($"due-{at.ToUnixTimeMilliseconds()}"), Small.Hash);
}
