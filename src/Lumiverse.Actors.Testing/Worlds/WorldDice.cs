namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>
/// The chance of a world: SplitMix64 (Steele, Lea, Flood 2014). Written out, because the numbers of System.Random may differ
/// between runtimes and a seed has to mean the same everywhere.
/// </summary>
internal sealed class WorldDice(ulong seed)
{
    private readonly Lock _gate = new();
    private ulong _state = seed;

    /// <summary>A number in [0, 1).</summary>
    public double Share()
    {
        lock (_gate)
            return (Next() >> 11) * (1.0 / (1UL << 53));
    }

    private ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        var mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
