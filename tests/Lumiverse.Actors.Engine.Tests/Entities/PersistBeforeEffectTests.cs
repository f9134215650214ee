using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class PersistBeforeEffectTests : EntityWorld
{
    [Fact]
    public void Commands_of_one_sender_have_their_turns_in_order()
    {
        string[] captions = [.. Enumerable.Range(0, 200).Select(number => $"{number}")];

        foreach (var caption in captions)
            Tell(Ann, Caption(caption));

        Assert.All(captions, _ => ExpectMsg<Answer.Done>());
        Assert.Equal(captions, Captions(Ann));
    }

    [Fact]
    public void Nothing_leaves_before_the_journal_has_acknowledged()
    {
        Journal.Hold(NameOf(Ann));
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")));
        AwaitAssert(() => Assert.Single(Journal.Writes));

        ExpectNoMsg(100);
        Effects.ExpectNoMsg(0);
        Journal.Release(NameOf(Ann));

        ExpectMsg<Answer.ImageIs>();
        Effects.ExpectMsg<Effect.MakeThumbnails>();
    }

    [Fact]
    public void A_slow_write_of_one_gallery_does_not_hold_up_the_turns_of_another()
    {
        Journal.Hold(NameOf(Ann));
        Tell(Ann, Caption("slow"));
        Tell(Bob, new GalleryCommand.DeleteImage(ImageId.Of("none"), null));

        ExpectMsg<Answer.Missing>();
        Journal.Release(NameOf(Ann));
        ExpectMsg<Answer.Done>();
    }

    [Fact]
    public void Effects_of_a_turn_come_after_all_of_its_facts()
    {
        Tell(Ann, Caption(TestGallery.TwoFacts));

        ExpectMsg<Answer.Done>();
        Effects.ExpectMsg<Effect.DiscardStaged>();
        Assert.Equal(["first", "second"], Captions(Ann));
        Effects.ExpectNoMsg(50);
    }

    [Fact]
    public void The_facts_of_a_turn_are_stored_all_or_none()
    {
        Journal.Next(NameOf(Ann), WriteFate.Failed);
        Tell(Ann, Caption(TestGallery.TwoFacts));

        ExpectMsg<Answer.Done>();
        Assert.Equal(["first", "second"], Captions(Ann));
        Assert.Equal(2, Journal.Writes.Count);
    }

    [Fact]
    public void A_turn_whose_write_was_turned_down_is_answered_and_leaves_nothing_behind()
    {
        Tell(Ann, Caption("before"));
        ExpectMsg<Answer.Done>();
        Journal.Next(NameOf(Ann), WriteFate.Rejected);

        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "rejected")));
        Tell(Ann, new GalleryCommand.DeleteImage(ImageId.Of("rejected"), null));

        ExpectMsg<Answer.Failed>();
        ExpectMsg<Answer.Missing>(); // The gallery never had an image.
        Effects.ExpectNoMsg(50);
        Assert.Equal(["before"], Captions(Ann));
    }

    [Fact]
    public void After_a_write_of_unknown_outcome_the_next_incarnation_answers_from_the_journal()
    {
        Journal.Next(NameOf(Ann), WriteFate.AckLost);
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")));

        var answer = ExpectMsg<Answer.ImageIs>();

        var added = Assert.IsType<GalleryFact.ImageAdded>(Journal.EventsOf(NameOf(Ann)).First());
        Assert.Equal(added.PublicToken, answer.PublicToken);
        Assert.Single(Journal.EventsOf(NameOf(Ann)).OfType<GalleryFact.ImageAdded>());
    }

    [Fact]
    public void A_repeated_command_has_the_recorded_answer()
    {
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one", Small)));
        var first = ExpectMsg<Answer.ImageIs>();

        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one", Small)));

        Assert.Equal(first.PublicToken, ExpectMsg<Answer.ImageIs>().PublicToken);
        Assert.Single(Journal.EventsOf(NameOf(Ann)));
    }

    [Fact]
    public void What_waited_behind_a_failed_write_is_delivered_to_the_next_incarnation_in_order()
    {
        Journal.Hold(NameOf(Ann));
        Journal.Next(NameOf(Ann), WriteFate.Failed);
        string[] captions = [.. Enumerable.Range(0, 20).Select(number => $"{number}")];
        foreach (var caption in captions)
            Tell(Ann, Caption(caption), null, caption == "7" ? Akka.Actor.ActorRefs.NoSender : TestActor);
        AwaitAssert(() => Assert.Single(Journal.Writes));

        Journal.Release(NameOf(Ann));

        Assert.All(captions.Skip(1), _ => ExpectMsg<Answer.Done>());
        Assert.Equal(captions, Captions(Ann));
    }
}
