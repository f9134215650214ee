using Akka.Actor;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Tests.Entities;

public sealed class BackOffTests : EntityWorld
{
    [Fact]
    public void A_journal_that_stays_down_is_tried_with_growing_pauses_and_everything_is_delivered_after()
    {
        Journal.GoDown(NameOf(Ann));
        Tell(Ann, Caption("internal"), null, ActorRefs.NoSender);
        for (var ask = 0; ask < 5; ask++)
            Tell(Ann, Caption($"{ask}"));
        AwaitCondition(() => Journal.Writes.Count >= 7, TimeSpan.FromSeconds(20));

        Journal.ComeUp(NameOf(Ann));

        for (var ask = 0; ask < 5; ask++)
            ExpectMsg<Answer.Done>();
        Assert.Equal(["internal", "0", "1", "2", "3", "4"], Captions(Ann));
        var times = Journal.Writes.Take(7).Select(write => write.Timestamp).ToArray();
        // 10, 20, 40, 80, 160, 200 ms: no write comes before its pause is over, however slow the machine is.
        int[] pauses = [10, 20, 40, 80, 160, 200];
        Assert.All(pauses.Index(), pause => Assert.True(
            TimeProvider.System.GetElapsedTime(times[pause.Index], times[pause.Index + 1]) >= TimeSpan.FromMilliseconds(pause.Item - 10)));
    }

    [Fact]
    public void Asks_beyond_the_limit_are_turned_down_and_internal_messages_are_kept()
    {
        Limits = Limits with { MostBuffered = 10 };
        Journal.Hold(NameOf(Ann));
        for (var ask = 0; ask < 10; ask++)
            Tell(Ann, Caption("ask"));

        Tell(Ann, Caption("too many"));
        Tell(Ann, Caption("internal"), null, ActorRefs.NoSender);

        Assert.True(ExpectMsg<Answer.Busy>().RetryAfter > TimeSpan.Zero);
        Journal.Release(NameOf(Ann));
        for (var ask = 0; ask < 10; ask++)
            ExpectMsg<Answer.Done>();
        AwaitAssert(() => Assert.Equal([.. Enumerable.Repeat("ask", 10), "internal"], Captions(Ann)));
    }

    [Fact]
    public void A_failure_of_one_gallery_leaves_the_others_alone()
    {
        Journal.GoDown(NameOf(Ann));
        Tell(Ann, Caption("fails"));
        for (var number = 0; number < 50; number++)
        {
            Tell(Bob, Caption($"{number}"));
            ExpectMsg<Answer.Done>();
        }

        Assert.Empty(Captions(Ann));
    }

    [Fact]
    public void A_failed_gallery_is_started_again_although_nobody_calls()
    {
        Limits = Limits with { LongestRestartPause = TimeSpan.FromMilliseconds(20) };
        Tell(Ann, Caption("before"));
        ExpectMsg<Answer.Done>();
        var first = Seated(Ann);
        Watch(first);

        Sys.Stop(first);

        ExpectTerminated(first);
        AwaitAssert(() => Assert.NotEqual(first, Seated(Ann)));
    }
}
