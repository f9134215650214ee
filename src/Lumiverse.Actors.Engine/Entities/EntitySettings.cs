namespace Lumiverse.Actors.Engine.Entities;

/// <summary>Limits of every hosted actor.</summary>
public sealed record EntitySettings
{
    /// <summary>An idle actor leaves memory after this: longer than a person thinks about a reply, short for a server of a million chats.</summary>
    public TimeSpan IdleTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>
    /// How often what is owed is asked for again: well above the time of a turn, well below a person's patience. Only a
    /// message that was lost in a crash needs it.
    /// </summary>
    public TimeSpan OwedInterval { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Facts between two snapshots. Recovery reads about 20,000 events a second, so a restart costs milliseconds.</summary>
    public int FactsPerSnapshot { get; init; } = 200;

    /// <summary>A message that throws this often is put aside: twice may be a passing fault, three times is the message.</summary>
    public int MostThrows { get; init; } = 3;

    /// <summary>Back-off of an actor that stopped because the journal could not be written: min·2ⁿ up to the longest, plus up to a fifth of jitter.</summary>
    public TimeSpan FirstRestartPause { get; init; } = TimeSpan.FromMilliseconds(200);

    public TimeSpan LongestRestartPause { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Messages kept for an actor that is leaving, recovering or backing off. Completions of the engine's own work are kept beyond it.</summary>
    public int MostBuffered { get; init; } = 1000;
}
