namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>
/// How much of each source pixel falls into each reduced one, along one axis. Every reduced pixel has the same number
/// of taps, some with weight 0, so that the inner loops never branch.
/// </summary>
internal sealed class AreaWeights
{
    private readonly int[] _first;
    private readonly float[] _weights;

    public AreaWeights(int from, int to)
    {
        Taps = Math.Min(from, (int)Math.Ceiling((double)from / to) + 1);
        _first = new int[to];
        _weights = new float[to * Taps];
        for (var index = 0; index < to; index++)
            Cover(index, (double)index * from / to, (double)(index + 1) * from / to, from);
    }

    public int Taps { get; }

    public int First(int index) => _first[index];

    public ReadOnlySpan<float> Of(int index) => _weights.AsSpan(index * Taps, Taps);

    private void Cover(int index, double start, double end, int from)
    {
        var first = _first[index] = Math.Min((int)start, from - Taps);
        for (var tap = 0; tap < Taps; tap++)
            _weights[index * Taps + tap] = (float)(Overlap(first + tap, start, end) / (end - start));
    }

    private static double Overlap(int pixel, double start, double end) =>
        Math.Max(0, Math.Min(pixel + 1, end) - Math.Max(pixel, start));
}
