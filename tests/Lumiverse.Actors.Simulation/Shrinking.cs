namespace Lumiverse.Actors.Simulation;

/// <summary>
/// Looks for a smaller world in which the same promise breaks, and then for the shortest beginning of that world after
/// which it does: a short trace is read, a long one is not.
/// </summary>
public static class Shrinking
{
    /// <summary>Tries per size; a promise that breaks rarely needs some luck in a smaller world.</summary>
    private const int SeedsPerSize = 12;

    private const double ShortestDays = 0.005;

    /// <param name="rules">Null = the real ones.</param>
    public static WorldReport Smallest(WorldReport failed, RuleBook? rules = null)
    {
        var smallest = failed;
        while (Smaller(smallest.Plan).Select(plan => Simulator.Run(plan, rules)).FirstOrDefault(report => Broke(report, failed)) is { } found)
            smallest = found;
        return smallest;
    }

    /// <summary>
    /// The same world, busy up to the earliest step after which the promise breaks; one step fewer, and it is kept. Where
    /// more steps mend what fewer broke, it is one of several such steps.
    /// </summary>
    /// <param name="rules">Null = the real ones.</param>
    public static WorldReport ShortestPrefix(WorldReport failed, RuleBook? rules = null)
    {
        var (kept, shortest) = (-1L, failed);
        while ((shortest.Plan.Until ?? failed.Steps) - kept > 1)
        {
            var middle = kept + ((shortest.Plan.Until ?? failed.Steps) - kept) / 2;
            var report = Simulator.Run(failed.Plan with { Until = middle }, rules);
            if (Broke(report, failed))
                shortest = report;
            else
                kept = middle;
        }

        return shortest;
    }

    private static bool Broke(WorldReport report, WorldReport failed) => report.Broken is { } broken && broken.Promise == failed.Broken?.Promise;

    private static IEnumerable<WorldPlan> Smaller(WorldPlan plan)
    {
        for (var seed = 0UL; seed < SeedsPerSize; seed++)
        {
            if (plan.Chats > 1)
                yield return plan with { Chats = plan.Chats / 2, Seed = plan.Seed + seed };
            if (plan.Days > ShortestDays)
                yield return plan with { Days = plan.Days / 2, Seed = plan.Seed + seed };
        }
    }
}
