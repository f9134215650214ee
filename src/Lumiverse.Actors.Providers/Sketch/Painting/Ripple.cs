namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>A smooth random line: what hills, shores and clouds are cut from.</summary>
internal sealed class Ripple
{
    private const int Points = 64;

    private readonly float[] _heights;

    public Ripple(Dice dice) => _heights = [.. Enumerable.Range(0, Points).Select(_ => dice.Share())];

    /// <summary>In [0, 1]; one bump per unit, and finer ones with every octave.</summary>
    public float At(float x, int octaves = 4)
    {
        var (sum, weight, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += weight * Smooth(x * (1 << octave) + octave * 17.3f);
            total += weight;
            weight *= 0.5f;
        }
        return sum / total;
    }

    /// <summary>In [0, 1], with sharp crests.</summary>
    public float Crest(float x, int octaves = 5)
    {
        var (sum, weight, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += weight * (1 - MathF.Abs(2 * Smooth(x * (1 << octave) + octave * 9.1f) - 1));
            total += weight;
            weight *= 0.46f;
        }
        return sum / total;
    }

    private float Smooth(float x)
    {
        var (whole, part) = ((int)MathF.Floor(x), x - MathF.Floor(x));
        var ease = part * part * (3 - 2 * part);
        return _heights[whole & (Points - 1)] * (1 - ease) + _heights[(whole + 1) & (Points - 1)] * ease;
    }
}
