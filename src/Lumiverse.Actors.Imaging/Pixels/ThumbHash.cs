using System.Runtime.InteropServices;

namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>
/// The ThumbHash of a picture (Evan Wallace, evanw.github.io/thumbhash): about 25 bytes that hold its average colour,
/// its shape and the lowest frequencies of its luminance and colours, for a blurred stand-in while the picture loads.
/// </summary>
internal static class ThumbHash
{
    /// <param name="pixels">At most 100 pixels on each side.</param>
    public static string Encode(PixelGrid pixels)
    {
        var planes = ThumbHashPlanes.Of(pixels);
        var (columns, rows) = LuminanceTerms(pixels.Extent, planes.HasAlpha);
        var luminance = CosineTerms.Of(planes.Luminance, pixels.Extent, Math.Max(3, columns), Math.Max(3, rows));
        var yellowBlue = CosineTerms.Of(planes.YellowBlue, pixels.Extent, 3, 3);
        var redGreen = CosineTerms.Of(planes.RedGreen, pixels.Extent, 3, 3);
        var alpha = planes.HasAlpha ? CosineTerms.Of(planes.Alpha, pixels.Extent, 5, 5) : null;

        var isLandscape = pixels.Width > pixels.Height;
        List<byte> hash = [];
        AppendHeader(hash, luminance, yellowBlue, redGreen, alpha is not null);
        AppendShape(hash, isLandscape ? rows : columns, yellowBlue, redGreen, isLandscape);
        if (alpha is not null)
            hash.Add((byte)(Share(15, alpha.Average) | Share(15, alpha.Scale) << 4));
        AppendTerms(hash, [luminance, yellowBlue, redGreen, .. alpha is null ? [] : new[] { alpha }]);
        return Convert.ToBase64String(CollectionsMarshal.AsSpan(hash));
    }

    /// <summary>More terms along the longer side; fewer in all where alpha needs room too.</summary>
    private static (int Columns, int Rows) LuminanceTerms(PixelExtent extent, bool hasAlpha)
    {
        var (most, longer) = (hasAlpha ? 5f : 7f, Math.Max(extent.Width, extent.Height));
        return (Math.Max(1, Round(most * extent.Width / longer)), Math.Max(1, Round(most * extent.Height / longer)));
    }

    private static void AppendHeader(List<byte> hash, CosineTerms luminance, CosineTerms yellowBlue, CosineTerms redGreen, bool hasAlpha)
    {
        var header = Share(63, luminance.Average) | Share(31.5f, 1 + yellowBlue.Average) << 6
            | Share(31.5f, 1 + redGreen.Average) << 12 | Share(31, luminance.Scale) << 18 | (hasAlpha ? 1 << 23 : 0);
        hash.AddRange((byte)header, (byte)(header >> 8), (byte)(header >> 16));
    }

    private static void AppendShape(List<byte> hash, int shorterTerms, CosineTerms yellowBlue, CosineTerms redGreen, bool isLandscape)
    {
        var shape = shorterTerms | Share(63, yellowBlue.Scale) << 3 | Share(63, redGreen.Scale) << 9 | (isLandscape ? 1 << 15 : 0);
        hash.AddRange((byte)shape, (byte)(shape >> 8));
    }

    /// <summary>Four bits per term, the first of a pair in the lower half of the byte.</summary>
    private static void AppendTerms(List<byte> hash, ReadOnlySpan<CosineTerms> channels)
    {
        var count = 0;
        foreach (var channel in channels)
            foreach (var term in channel.Varying)
                if (count++ % 2 == 0)
                    hash.Add((byte)Share(15, term));
                else
                    hash[^1] |= (byte)(Share(15, term) << 4);
    }

    private static int Share(float most, float value) => Round(most * value);

    /// <summary>Halves go up, as in the reference implementation.</summary>
    private static int Round(float value) => (int)MathF.Floor(value + 0.5f);
}
