using Akka.Actor;
using Akka.Cluster.Sharding;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Serialization;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class PassivationTests : EntityWorld
{
    [Fact]
    public void An_idle_gallery_leaves_memory_and_comes_back_with_the_same_state()
    {
        Limits = Limits with { IdleTimeout = TimeSpan.FromMilliseconds(200) };
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one", Small)));
        var token = ExpectMsg<Answer.ImageIs>().PublicToken;
        var actor = Seated(Ann);
        Watch(actor);
        ExpectTerminated(actor);

        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one", Small)));

        Assert.Equal(token, ExpectMsg<Answer.ImageIs>().PublicToken);
        Assert.Single(Journal.EventsOf(NameOf(Ann)));
    }

    [Fact]
    public void A_snapshot_and_later_events_give_the_state_that_all_events_give()
    {
        Limits = Limits with { FactsPerSnapshot = 7 };
        for (var number = 0; number < 40; number++)
        {
            Tell(Ann, new GalleryCommand.AddImage(Image(Ann, $"{number}", Small)));
            ExpectMsg<Answer.ImageIs>();
        }

        LetGo(Ann);
        var replayed = Journal.EventsOf(NameOf(Ann)).Cast<GalleryFact>().Aggregate(GalleryBehaviour.Initial, GalleryBehaviour.Evolve);
        foreach (var (image, token) in replayed.Recent)
        {
            Tell(Ann, new GalleryCommand.AddImage(Image(Ann, image, Small)));
            Assert.Equal(token, ExpectMsg<Answer.ImageIs>().PublicToken);
        }

        Assert.Equal(40, Journal.Stored.Count);
    }

    [Fact]
    public void Recovery_starts_at_the_snapshot_that_was_saved_on_leaving()
    {
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one", Small)));
        var token = ExpectMsg<Answer.ImageIs>().PublicToken;
        LetGo(Ann);
        var (actor, number, _, tags) = Journal.Stored.Single();
        Journal.Stored.Clear(); // Only what comes after the snapshot is read, so that nobody misses it …
        Journal.Stored.Enqueue((actor, number, new UnreadableMessage("x", "must not be read"), tags));

        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one", Small)));

        Assert.Equal(token, ExpectMsg<Answer.ImageIs>().PublicToken);
    }

    [Fact]
    public void A_gallery_with_work_under_way_does_not_leave()
    {
        Limits = Limits with { IdleTimeout = TimeSpan.FromMilliseconds(20) };
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")));
        ExpectMsg<Answer.ImageIs>();
        var actor = Seated(Ann);
        Watch(actor);

        ExpectNoMsg(300);
        Tell(Ann, new GalleryCommand.ThumbnailsWereMade(ImageId.Of("one"), null, null));

        ExpectTerminated(actor);
    }

    [Fact]
    public void A_gallery_that_got_work_between_asking_to_leave_and_leaving_is_back_at_once()
    {
        Tell(Ann, Caption("idle"));
        ExpectMsg<Answer.Done>();
        var actor = Seated(Ann);
        Watch(actor);
        Tell(Ann, new GalleryCommand.AddImage(Image(Ann, "one")));

        Parent.Tell(new Passivate(LeaveMemory.Instance), actor);

        ExpectMsg<Answer.ImageIs>();
        ExpectTerminated(actor);
        Effects.ExpectMsg<Effect.MakeThumbnails>();
        Effects.ExpectMsg<Effect.MakeThumbnails>(); // Asked for again by the next incarnation, although nobody called it.
    }

    [Fact]
    public async Task No_command_is_lost_or_answered_twice_however_often_the_gallery_leaves()
    {
        const int Senders = 16;
        const int Asks = 120;
        Limits = Limits with { IdleTimeout = TimeSpan.FromMilliseconds(1) };
        _ = Parent;
        using var over = new CancellationTokenSource();
        var leaving = Task.Run(() => AskToLeaveAsync(over.Token));

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(AskInTurnAsync));
        await over.CancelAsync();
        await leaving;

        var captions = Captions(Ann);
        Assert.Equal(Senders * Asks, captions.Count);
        Assert.Equal(Senders * Asks, captions.Distinct().Count());
        for (var sender = 0; sender < Senders; sender++)
            Assert.Equal(Enumerable.Range(0, Asks).Select(ask => $"{sender}:{ask}"), captions.Where(caption => caption?.StartsWith($"{sender}:", StringComparison.Ordinal) == true));

        async Task AskInTurnAsync(int sender)
        {
            for (var ask = 0; ask < Asks; ask++)
                Assert.IsType<Answer.Done>(await AskAsync(Ann, Caption($"{sender}:{ask}")));
        }
    }

    private async Task AskToLeaveAsync(CancellationToken over)
    {
        while (!over.IsCancellationRequested)
        {
            var seated = Sys.ActorSelection(Parent.Path / Ann.Value);
            try
            {
                Parent.Tell(new Passivate(LeaveMemory.Instance), await seated.ResolveOne(TimeSpan.FromMilliseconds(200), CancellationToken.None));
            }
            catch (ActorNotFoundException)
            {
                // Nobody is seated at this moment, or he is just leaving.
            }
        }
    }
}
