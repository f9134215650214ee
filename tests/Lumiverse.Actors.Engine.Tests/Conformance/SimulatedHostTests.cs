using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Engine.Tests.Conformance;

public sealed class SimulatedHostTests
{
    private const int Worlds = 20;

    private static readonly Faults Crashes = new() { Name = "crashes", CrashesPerTurn = 0.1 };

    public static TheoryData<string> Rules => [.. HostRules.All.Keys];

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_simulators_host_keeps_the_rules_of_hosts(string rule) => HostRules.All[rule](new SimulatedGallery(RuleBook.Real, Faults.None, 1));

    [Fact]
    public void The_simulators_host_tells_what_is_durable_wherever_it_goes_down() => TellInManyWorlds(RuleBook.Real);

    [Fact]
    public void A_host_that_acts_before_it_persists_is_caught()
    {
        var broken = Assert.Throws<BrokenPromiseException>(() => TellInManyWorlds(RuleBook.Real with { ActsBeforePersisting = true }));

        Assert.Equal("What is told is durable", broken.Promise);
    }

    [Theory]
    [InlineData("What is owed is done after a crash", "What is owed is done after a crash")]
    [InlineData("A timer outlives a crash", "A timer outlives a crash")]
    [InlineData("A repetition has the same answer", "It is the same answer")]
    [InlineData("State outlives a crash", "It is the same answer")]
    [InlineData("A timer outlives its host's idleness", "A timer outlives its host's idleness")]
    [InlineData("What the journal turns down is not so", "What the journal turns down is not so")]
    public void A_broken_host_is_caught(string rule, string promise)
    {
        var galleries = RuleBook.Real.Galleries;
        var broken = rule switch
        {
            "What is owed is done after a crash" => RuleBook.Real with { Galleries = galleries with { Owed = _ => [] } },
            "A timer outlives a crash" => RuleBook.Real with { Galleries = galleries with { Due = _ => null } },
            "A timer outlives its host's idleness" => RuleBook.Real with { DropsTimersAtPassivation = true },
            "What the journal turns down is not so" => RuleBook.Real with { ActsBeforePersisting = true },
            _ => RuleBook.Real with
            {
                Galleries = galleries with { Evolve = (state, fact) => galleries.Evolve(state, fact is GalleryFact.ImageAdded added ? added with { PublicToken = "another" } : fact) },
            },
        };

        var caught = Assert.Throws<BrokenPromiseException>(() => HostRules.All[rule](new SimulatedGallery(broken, Faults.None, 1)));
        Assert.Equal(promise, caught.Promise);
    }

    [Fact]
    public void A_host_in_which_commands_overtake_each_other_is_caught() =>
        AssertCaught("Commands have their turn in the order they came", new Overtaking(Simulated(1)));

    [Fact]
    public void A_host_whose_snapshots_are_lost_is_caught() =>
        AssertCaught("A snapshot stands for what it was taken of", new Amnesiac(Simulated(1), Simulated(2)));

    private static SimulatedGallery Simulated(ulong seed) => new(RuleBook.Real, Faults.None, seed);

    private static void AssertCaught(string rule, IGalleryHost host) =>
        Assert.Equal(rule, Assert.Throws<BrokenPromiseException>(() => HostRules.All[rule](host)).Promise);

    private static void TellInManyWorlds(RuleBook rules)
    {
        for (ulong seed = 1; seed <= Worlds; seed++)
            HostRules.All["What is told is durable"](new SimulatedGallery(rules, Crashes, seed));
    }
}
