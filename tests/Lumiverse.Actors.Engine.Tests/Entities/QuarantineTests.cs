using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class QuarantineTests : EntityWorld
{
    [Theory]
    [MemberData(nameof(BadEvents))]
    public void A_journal_that_does_not_replay_answers_every_ask_with_the_reason(object bad, string reason)
    {
        Journal.Seed(NameOf(Ann), Added(Ann, "one"), bad, Added(Ann, "two"));
        Tell(Ann, Caption("first"));
        Assert.Contains(reason, ExpectMsg<Answer.Failed>().Reason, StringComparison.Ordinal);
        var incarnation = Seated(Ann);
        Tell(Ann, Caption("second"));
        Assert.Contains(NameOf(Ann), ExpectMsg<Answer.Failed>().Reason, StringComparison.Ordinal);
        Tell(Bob, Caption("elsewhere"));

        ExpectMsg<Answer.Done>();
        Assert.Equal(incarnation, Seated(Ann));
        Assert.Equal(3, Journal.EventsOf(NameOf(Ann)).Count());
        Effects.ExpectNoMsg(50); // Nothing is owed to a state that can't be trusted.
    }

    public static TheoryData<object, string> BadEvents() => new()
    {
        { new UnreadableMessage("gallery.image-added.v7", "no such manifest"), "event 2, gallery.image-added.v7" },
        { new GalleryFact.ImageDetailsSet(ImageId.Of("i"), false, TestGallery.FoldThrows, []), "event 2, ImageDetailsSet" },
        { new SceneFact.JobSubmitted(JobId.Of("job"), DateTimeOffset.UnixEpoch), "event 2 is a JobSubmitted" },
    };

    [Fact]
    public void A_snapshot_that_cannot_be_read_quarantines_the_gallery()
    {
        Journal.UnreadableSnapshots[NameOf(Ann)] = true;
        Tell(Ann, Caption("first"));

        Assert.Contains("snapshot 1", ExpectMsg<Answer.Failed>().Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quarantined_gallery_leaves_memory_and_is_read_again_when_it_is_mended()
    {
        Journal.UnreadableSnapshots[NameOf(Ann)] = true;
        Tell(Ann, Caption("first"));
        ExpectMsg<Answer.Failed>();
        LetGo(Ann);
        Journal.UnreadableSnapshots.Clear();

        Tell(Ann, Caption("second"));

        ExpectMsg<Answer.Done>();
        Assert.Equal(["second"], Captions(Ann));
    }
}
