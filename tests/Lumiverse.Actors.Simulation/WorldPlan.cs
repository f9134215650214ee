using System.Globalization;

namespace Lumiverse.Actors.Simulation;

/// <summary>All that a world depends on: the same plan is the same world, turn by turn.</summary>
public sealed record WorldPlan(ulong Seed, int Chats, double Days, Faults Faults)
{
    /// <summary>The step after which the world becomes kind, though its busy time is not over; null = it lives through it.</summary>
    public long? Until { get; init; }

    /// <summary>The command that lives through this world again.</summary>
    public string HowToReplay => string.Create(
        CultureInfo.InvariantCulture, $"dotnet cake --target=Simulate --seed={Seed} --chats={Chats} --days={Days} --faults={Faults.Name}{Until switch { { } step => $" --until={step}", null => "" }} --trace=true");
}

/// <summary>What a world came to.</summary>
/// <param name="Messages">
/// Turns, and besides them calls and readings asked for and answered, and events that pages heard.
/// </param>
/// <param name="Turns">Commands that actors decided on.</param>
/// <param name="ChargedCalls">Calls that cost money.</param>
/// <param name="Steps">Things that happened one after the other, until the end or the broken promise.</param>
/// <param name="Ends">How many jobs ended in each way.</param>
/// <param name="Broken">The promise that was broken; null = all were kept.</param>
public sealed record WorldReport(
    WorldPlan Plan, long Messages, long Turns, long Facts, long Calls, long ChargedCalls, long Crashes, long Steps, TimeSpan Drained,
    IReadOnlyDictionary<string, int> Ends, BrokenPromiseException? Broken);

/// <summary>A world in which the rules broke their word.</summary>
public sealed class BrokenPromiseException(string promise, string detail) : Exception($"{promise}: {detail}")
{
    public string Promise => promise;
}
