namespace Lumiverse.Actors.Imaging.Tests.Quality;

/// <summary>Structural similarity of two luminance planes (Wang et al. 2004), over windows of 8×8; 1 = the same.</summary>
internal static class Ssim
{
    private const int Window = 8;
    private const double Steady = 0.01 * 255 * 0.01 * 255;
    private const double Contrast = 0.03 * 255 * 0.03 * 255;

    public static double Of(double[,] first, double[,] second)
    {
        List<double> windows = [];
        for (var y = 0; y + Window <= first.GetLength(0); y += Window / 2)
            for (var x = 0; x + Window <= first.GetLength(1); x += Window / 2)
                windows.Add(OfWindow(first, second, x, y));
        return windows.Average();
    }

    private static double OfWindow(double[,] first, double[,] second, int left, int top)
    {
        var (sumA, sumB, sumAA, sumBB, sumAB) = (0d, 0d, 0d, 0d, 0d);
        for (var y = top; y < top + Window; y++)
            for (var x = left; x < left + Window; x++)
            {
                var (a, b) = (first[y, x], second[y, x]);
                (sumA, sumB, sumAA, sumBB, sumAB) = (sumA + a, sumB + b, sumAA + a * a, sumBB + b * b, sumAB + a * b);
            }
        const int count = Window * Window;
        var (meanA, meanB) = (sumA / count, sumB / count);
        var (varianceA, varianceB, covariance) = (sumAA / count - meanA * meanA, sumBB / count - meanB * meanB, sumAB / count - meanA * meanB);
        return (2 * meanA * meanB + Steady) * (2 * covariance + Contrast)
            / ((meanA * meanA + meanB * meanB + Steady) * (varianceA + varianceB + Contrast));
    }
}
