using System.Globalization;

namespace Lumiverse.Actors.Simulation;

/// <summary>What the program was asked to simulate.</summary>
internal sealed record Arguments(ulong Seed, int Chats, double Days, int Worlds, Faults Faults, long? Until, bool Trace, string Picture)
{
    public const string Usage = "--seed=N --chats=100 --days=1 --worlds=1 --faults=none|mild|harsh [--until=STEP] [--trace=true] [--picture=artifacts/simulation.svg]";

    public IEnumerable<WorldPlan> Plans => Enumerable.Range(0, Worlds).Select(i => new WorldPlan(Seed + (ulong)i, Chats, Days, Faults) { Until = Until });

    /// <summary>Null when the words make no sense.</summary>
    public static Arguments? Parse(IReadOnlyList<string> words)
    {
        var parsed = new Arguments(1, 20, 0.25, 1, Faults.Mild, null, false, "artifacts/simulation.svg");
        foreach (var word in words)
        {
            var (name, value) = word.Split('=', 2) is [var left, var right] ? (left, right) : (word, "");
            if (parsed.With(name, value) is not { } next)
                return null;
            parsed = next;
        }

        return parsed;
    }

    private Arguments? With(string name, string value) => name switch
    {
        "--seed" when ulong.TryParse(value, CultureInfo.InvariantCulture, out var seed) => this with { Seed = seed },
        "--chats" when int.TryParse(value, CultureInfo.InvariantCulture, out var chats) && chats > 0 => this with { Chats = chats },
        "--days" when double.TryParse(value, CultureInfo.InvariantCulture, out var days) && days > 0 => this with { Days = days },
        "--worlds" when int.TryParse(value, CultureInfo.InvariantCulture, out var worlds) && worlds > 0 => this with { Worlds = worlds },
        "--faults" when Faults.Named(value) is { } faults => this with { Faults = faults },
        "--until" when long.TryParse(value, CultureInfo.InvariantCulture, out var step) && step >= 0 => this with { Until = step },
        "--picture" when value.Length > 0 => this with { Picture = value },
        "--trace" => this with { Trace = true },
        _ => null,
    };
}
