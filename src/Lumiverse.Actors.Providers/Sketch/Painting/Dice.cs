namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>
/// Chance from a seed (SplitMix64; Steele, Lea, Flood 2014). <see cref="Random"/> promises no sequence over versions of
/// the runtime, and the same seed has to give the same picture.
/// </summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>FNV-1a of a text: the same in every process, unlike <see cref="string.GetHashCode()"/>.</summary>
    public static ulong Hash(string text) => text.Aggregate(14695981039346656037UL, (hash, c) => (hash ^ c) * 1099511628211UL);

    /// <summary>In [0, 1).</summary>
    public float Share() => (NextBits() >> 40) * (1f / (1 << 24));

    public float Between(float from, float to) => from + (to - from) * Share();

    public int Below(int limit) => (int)(NextBits() % (ulong)limit);

    public bool Chance(float share) => Share() < share;

    private ulong NextBits()
    {
        var bits = _state += 0x9E3779B97F4A7C15UL;
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9UL;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EBUL;
        return bits ^ bits >> 31;
    }
}
