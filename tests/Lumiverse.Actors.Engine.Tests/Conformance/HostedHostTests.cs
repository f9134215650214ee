using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

public sealed class HostedHostTests : EntityWorld
{
    /// <summary>How long to wait for what is not to come.</summary>
    private static readonly TimeSpan ShortPatience = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(20);

    public static TheoryData<string> Rules => [.. HostRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_engines_host_keeps_the_rules_of_hosts(string rule) => HostRules.All[rule](Host<GalleryBehaviour>(LongPatience));

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_engines_host_keeps_them_on_a_journal_that_fails_and_loses_answers(string rule)
    {
        var dice = new Dice(7);
        Journal.Chance = () =>
        {
            lock (dice)
                return Task.FromResult(dice.Share() switch { < 0.2 => WriteFate.Failed, < 0.4 => WriteFate.AckLost, _ => WriteFate.Stored });
        };

        HostRules.All[rule](Host<GalleryBehaviour>(LongPatience));
    }

    [Theory]
    [InlineData("What is owed is done after a crash")]
    [InlineData("A timer outlives a crash")]
    [InlineData("A timer outlives its host's idleness")]
    public void A_host_that_forgets_what_is_owed_and_when_is_caught(string rule) =>
        Assert.Equal(rule, Assert.Throws<BrokenPromiseException>(() => HostRules.All[rule](Host<Forgetful>(ShortPatience))).Promise);

    private HostedGallery<TBehaviour> Host<TBehaviour>(TimeSpan patience) where TBehaviour : IBehaviour<GalleryState, GalleryCommand, GalleryFact>
    {
        var limits = Limits with { FirstRestartPause = TimeSpan.FromMilliseconds(1), LongestRestartPause = TimeSpan.FromMilliseconds(5), FactsPerSnapshot = 20 };
        return new(Sys, Journal, Clock, limits, Parked, isSo => AwaitConditionNoThrow(isSo, patience, TimeSpan.FromMilliseconds(5)));
    }

    /// <summary>Stands for a host that looks neither at what is owed nor at the clock, and leaves whatever there is to do.</summary>
    private sealed class Forgetful : IBehaviour<GalleryState, GalleryCommand, GalleryFact>
    {
        public static GalleryState Initial => GalleryBehaviour.Initial;

        public static Decision<GalleryFact> Decide(GalleryState state, GalleryCommand command, Turn turn) => GalleryBehaviour.Decide(state, command, turn);

        public static GalleryState Evolve(GalleryState state, GalleryFact fact) => GalleryBehaviour.Evolve(state, fact);

        public static ImmutableArray<Effect> Owed(GalleryState state) => [];

        public static DateTimeOffset? Due(GalleryState state) => null;

        public static bool IsAtRest(GalleryState state) => true;

        public static UserId? Audience(GalleryState stateAfter, GalleryFact fact) => GalleryBehaviour.Audience(stateAfter, fact);
    }
}
