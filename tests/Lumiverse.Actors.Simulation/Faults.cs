namespace Lumiverse.Actors.Simulation;

/// <summary>How unkind a world is; shares are probabilities per message, turn, call or reading.</summary>
public sealed record Faults
{
    public static Faults None { get; } = new() { Name = "none" };

    public static Faults Mild { get; } = new()
    {
        Name = "mild",
        LostMessages = 0.005,
        DoubledMessages = 0.01,
        LongestDelay = TimeSpan.FromSeconds(1),
        CrashesPerTurn = 0.0002,
        CrashesPerDay = 1,
        Throttled = 0.03,
        Refused = 0.01,
        Uncharged = 0.02,
        Ambiguous = 0.005,
        Unusable = 0.002,
        Quotas = 0.0005,
        Impossible = 0.002,
        FailedReadings = 0.01,
        OutagesPerDay = 0.2,
        DeletedConnections = 0.02,
        FailedWrites = 0.001,
        FullDisksPerDay = 0.2,
        BrokenStreamsPerDay = 10,
    };

    public static Faults Harsh { get; } = new()
    {
        Name = "harsh",
        LostMessages = 0.05,
        DoubledMessages = 0.05,
        LongestDelay = TimeSpan.FromSeconds(20),
        CrashesPerTurn = 0.003,
        CrashesPerDay = 12,
        Throttled = 0.12,
        Refused = 0.03,
        Uncharged = 0.1,
        Ambiguous = 0.06,
        Unusable = 0.02,
        Quotas = 0.004,
        Impossible = 0.01,
        FailedReadings = 0.05,
        OutagesPerDay = 2,
        DeletedConnections = 0.2,
        FailedWrites = 0.01,
        FullDisksPerDay = 2,
        BrokenStreamsPerDay = 100,
    };

    public required string Name { get; init; }
    public double LostMessages { get; init; }
    public double DoubledMessages { get; init; }
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMilliseconds(20);
    public double CrashesPerTurn { get; init; }
    public double CrashesPerDay { get; init; }
    public double Throttled { get; init; }
    public double Refused { get; init; }
    public double Uncharged { get; init; }
    public double Ambiguous { get; init; }
    public double Unusable { get; init; }

    /// <summary>Turned away until another day.</summary>
    public double Quotas { get; init; }

    /// <summary>Turned away for good, as with a wrong key.</summary>
    public double Impossible { get; init; }
    public double FailedReadings { get; init; }
    public double OutagesPerDay { get; init; }

    /// <summary>Share of the connections that are deleted in the course of the world.</summary>
    public double DeletedConnections { get; init; }

    /// <summary>Share of the writes that are turned down, fail, or are stored though nobody hears of it.</summary>
    public double FailedWrites { get; init; }

    /// <summary>Times at which a host can write nothing for minutes.</summary>
    public double FullDisksPerDay { get; init; }

    /// <summary>How often the event stream of a page breaks.</summary>
    public double BrokenStreamsPerDay { get; init; }

    public static Faults? Named(string name) => name switch
    {
        "none" => None,
        "mild" => Mild,
        "harsh" => Harsh,
        _ => null,
    };
}
