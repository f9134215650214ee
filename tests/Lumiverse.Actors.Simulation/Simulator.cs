namespace Lumiverse.Actors.Simulation;

/// <summary>Lives through worlds.</summary>
public static class Simulator
{
    /// <summary>One world from its first to its last turn, on one thread.</summary>
    /// <param name="rules">Null = the real ones.</param>
    /// <param name="trace">Hears every command, fact and crash; null = nobody listens, which is much faster.</param>
    public static WorldReport Run(WorldPlan plan, RuleBook? rules = null, Action<string>? trace = null) =>
        new World(plan, rules ?? RuleBook.Real, trace).Live();
}
