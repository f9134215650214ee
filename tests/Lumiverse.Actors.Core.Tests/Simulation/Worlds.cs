using Lumiverse.Actors.Simulation;

namespace Lumiverse.Actors.Core.Tests.Simulation;

public sealed class Worlds
{
    /// <summary>Most mutants are caught in the first world; the rare ones need a chat that is unlucky in a certain order.</summary>
    private const int MostWorlds = 120;

    public static TheoryData<string> Mutations => [.. Mutants.All.Keys];

    [Theory, InlineData("none", 100), InlineData("mild", 200), InlineData("harsh", 700)]
    public void Every_promise_is_kept(string faults, int worlds)
    {
        var broken = ShortPlans(faults, worlds).AsParallel().Select(plan => Simulator.Run(plan)).FirstOrDefault(report => report.Broken is not null);
        Assert.True(broken is null, $"{broken?.Broken?.Message}\n{broken?.Plan.HowToReplay}");
    }

    [Fact]
    public void A_world_is_the_same_however_often_it_is_lived_through()
    {
        var plan = Plans("harsh", 1).Single();
        Assert.Equal(Transcript(plan), Transcript(plan));
    }

    [Fact]
    public void Harsh_worlds_see_every_end_and_lose_hosts()
    {
        var reports = Plans("harsh", 20).AsParallel().Select(plan => Simulator.Run(plan)).ToList();
        Assert.Equal(6, reports.SelectMany(report => report.Ends.Keys).Distinct().Count());
        Assert.True(reports.Sum(report => report.Crashes) > 100);
    }

    [Theory, MemberData(nameof(Mutations))]
    public void A_mutant_is_caught(string name)
    {
        var (rules, promise) = Mutants.All[name];
        // A mutant may break another promise first in an unlucky world; its own one breaks in some world.
        var isCaught = Plans("harsh", MostWorlds).Select(plan => Simulator.Run(plan, rules).Broken?.Promise).Any(broken => broken == promise);
        Assert.True(isCaught, $"{MostWorlds} worlds in which nobody noticed: {promise}");
    }

    [Fact]
    public void A_failing_world_shrinks_to_a_shorter_one_that_breaks_the_same_promise()
    {
        var (rules, promise) = Mutants.All["forgets what a page missed"];
        var failed = Plans("harsh", MostWorlds).Select(plan => Simulator.Run(plan, rules)).First(report => report.Broken?.Promise == promise);
        var smallest = Shrinking.Smallest(failed, rules);
        Assert.Equal(promise, smallest.Broken?.Promise);
        Assert.True(smallest.Plan.Chats * smallest.Plan.Days < failed.Plan.Chats * failed.Plan.Days);
    }

    [Theory]
    [InlineData("forgets what a page missed")]
    [InlineData("ignores Retry-After")]
    public void The_shortest_beginning_of_a_world_that_breaks_a_promise_is_found_and_replayed(string name)
    {
        var (rules, promise) = Mutants.All[name];
        var failed = Plans("harsh", MostWorlds).Select(plan => Simulator.Run(plan, rules)).First(report => report.Broken?.Promise == promise);
        var plan = Shrinking.ShortestPrefix(failed, rules).Plan;
        Assert.True(plan.Until > 0 && plan.Until <= failed.Steps);
        Assert.Equal(promise, Simulator.Run(plan, rules).Broken?.Promise);
        Assert.NotEqual(promise, Simulator.Run(plan with { Until = plan.Until - 1 }, rules).Broken?.Promise);
        Assert.Contains($"--seed={plan.Seed} --chats=8 --days=0.25 --faults=harsh --until={plan.Until} --trace=true", plan.HowToReplay);
    }

    private static IEnumerable<WorldPlan> Plans(string faults, int count) =>
        Enumerable.Range(1, count).Select(seed => new WorldPlan((ulong)seed, 8, 0.25, Faults.Named(faults) ?? Faults.None));

    /// <summary>A few chats for an hour: a thousand of them fit into every test run.</summary>
    private static IEnumerable<WorldPlan> ShortPlans(string faults, int count) => Plans(faults, count).Select(plan => plan with { Chats = 3, Days = 0.04 });

    private static string Transcript(WorldPlan plan)
    {
        var lines = new List<string>();
        Simulator.Run(plan, null, lines.Add);
        Assert.NotEmpty(lines);
        return string.Join('\n', lines);
    }
}
