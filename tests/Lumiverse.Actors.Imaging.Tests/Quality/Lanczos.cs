using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests.Quality;

/// <summary>A plain, slow Lanczos reduction of luminance: the reference that fast reductions are held against.</summary>
internal static class Lanczos
{
    private const int Lobes = 3;

    public static double[,] Reduce(SKBitmap source, int width, int height)
    {
        var luma = Luma(source);
        return Transposed(ReduceColumns(Transposed(ReduceColumns(luma, width)), height));
    }

    public static double[,] Luma(SKBitmap source)
    {
        var (luma, pixels) = (new double[source.Height, source.Width], source.Pixels);
        for (var y = 0; y < source.Height; y++)
            for (var x = 0; x < source.Width; x++)
            {
                var color = pixels[y * source.Width + x];
                luma[y, x] = 0.299 * color.Red + 0.587 * color.Green + 0.114 * color.Blue;
            }
        return luma;
    }

    private static double[,] ReduceColumns(double[,] source, int width)
    {
        var (height, from) = (source.GetLength(0), source.GetLength(1));
        var reduced = new double[height, width];
        for (var x = 0; x < width; x++)
        {
            var taps = Taps((x + 0.5) * from / width - 0.5, (double)from / width, from);
            for (var y = 0; y < height; y++)
                foreach (var (index, weight) in taps)
                    reduced[y, x] += weight * source[y, index];
        }
        return reduced;
    }

    private static List<(int Index, double Weight)> Taps(double center, double ratio, int length)
    {
        List<(int Index, double Weight)> taps = [];
        for (var index = (int)Math.Ceiling(center - Lobes * ratio); index <= center + Lobes * ratio; index++)
            taps.Add((Math.Clamp(index, 0, length - 1), Kernel((index - center) / ratio)));
        var sum = taps.Sum(tap => tap.Weight);
        return [.. taps.Select(tap => (tap.Index, tap.Weight / sum))];
    }

    private static double Kernel(double x) => x == 0 ? 1 : Math.Abs(x) >= Lobes ? 0 :
        Lobes * Math.Sin(Math.PI * x) * Math.Sin(Math.PI * x / Lobes) / (Math.PI * Math.PI * x * x);

    private static double[,] Transposed(double[,] source)
    {
        var turned = new double[source.GetLength(1), source.GetLength(0)];
        for (var y = 0; y < turned.GetLength(0); y++)
            for (var x = 0; x < turned.GetLength(1); x++)
                turned[y, x] = source[x, y];
        return turned;
    }
}
