namespace Lumiverse.Actors.Simulation;

/// <summary>Looks for a smaller world in which the same promise breaks: a short trace is read, a long one is not.</summary>
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
