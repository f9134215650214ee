namespace Lumiverse.Actors.Simulation;

/// <summary>
/// The one source of chance of a world: SplitMix64 (Steele, Lea, Flood 2014). Written out, because the numbers of
/// System.Random may differ between runtimes and a seed has to mean the same world everywhere.
/// </summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A number in [0, 1).</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    public bool Happens(double probability) => probability > 0 && Share() < probability;

    public int Below(int count) => (int)(Share() * count);

    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    public TimeSpan Between(TimeSpan least, TimeSpan most) => least + (most - least) * Share();

    /// <summary>A pause whose length is exponentially distributed, as between events that know nothing of each other.</summary>
    public TimeSpan Around(TimeSpan mean) => mean * -Math.Log(1 - Share());

    public string Id(string kind) => $"{kind}-{Next():x16}";
}
