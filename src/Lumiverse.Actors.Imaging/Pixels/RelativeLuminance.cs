namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>Relative luminance as WCAG 2.2 defines it: linear light, weighted by how bright each primary looks.</summary>
internal static class RelativeLuminance
{
    private static readonly float[] Linear = [.. Enumerable.Range(0, 256).Select(ToLinear)];

    /// <summary>The average over the picture, 0 (black) to 1 (white); what is transparent counts as black.</summary>
    public static double Of(PixelGrid pixels)
    {
        var sum = 0d;
        var bytes = pixels.Bytes;
        for (var index = 0; index < bytes.Length; index += PixelGrid.BytesPerPixel)
            sum += 0.2126f * Linear[bytes[index]] + 0.7152f * Linear[bytes[index + 1]] + 0.0722f * Linear[bytes[index + 2]];
        return Math.Clamp(sum / (pixels.Width * pixels.Height), 0, 1);
    }

    private static float ToLinear(int value)
    {
        var share = value / 255f;
        return share <= 0.04045f ? share / 12.92f : MathF.Pow((share + 0.055f) / 1.055f, 2.4f);
    }
}
