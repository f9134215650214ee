namespace Lumiverse.Actors.Simulation;

/// <summary>Lives through worlds.</summary>
public static class Simulator
{
    /// <summary>One world from its first to its last turn, on one thread.</summary>
    /// <param name="rules">Null = the real ones.</param>
    /// <param name="trace">Hears every command, fact and crash; null = nobody listens, which is much faster.</param>
    /// <param name="watch">Sees how the world stands a few hundred times; null = nobody looks.</param>
    public static WorldReport Run(WorldPlan plan, RuleBook? rules = null, Action<string>? trace = null, Action<Sample>? watch = null) =>
        new World(plan, rules ?? RuleBook.Real, trace, watch).Live();
}
