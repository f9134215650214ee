using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>How often a provider does what else than paint: shares of its calls, together 1 at most.</summary>
public sealed record WorldFaults
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    /// <summary>Every call is painted.</summary>
    public static WorldFaults None { get; } = new();

    /// <summary>A provider on a usual day.</summary>
    public static WorldFaults Mild { get; } = new() { Throttled = 0.05, Failed = 0.02, Refused = 0.02, Unanswered = 0.01 };

    /// <summary>Half of all calls go wrong.</summary>
    public static WorldFaults Harsh { get; } = new() { Throttled = 0.2, Failed = 0.1, Refused = 0.1, Unanswered = 0.1 };

    /// <summary>Too many requests, every other time with a pause that is asked for. Free, and tried again.</summary>
    public double Throttled { get; init; }

    /// <summary>A failure of the provider's own. Free; tried again where the provider says so.</summary>
    public double Failed { get; init; }

    /// <summary>A decision of policy. Never tried again.</summary>
    public double Refused { get; init; }

    /// <summary>Painted and charged, and the line drops before or in the answer. Never tried again: the job ends uncertain.</summary>
    public double Unanswered { get; init; }

    internal Manner Draw(WorldDice dice)
    {
        var (pick, half) = (dice.Share(), dice.Share() < 0.5);
        bool Falls(double share) => (pick -= share) < 0;
        return Falls(Throttled) ? new Manner.Throttles(half ? Pause : null)
            : Falls(Failed) ? new Manner.Fails()
            : Falls(Refused) ? new Manner.Refuses()
            : Falls(Unanswered) ? half ? new Manner.HangsUp() : new Manner.StopsHalfway()
            : new Manner.Paints();
    }
}
