namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>Width and height in pixels, both at least 1.</summary>
internal readonly record struct PixelExtent(int Width, int Height)
{
    /// <summary>The same shape with its longer side at most <paramref name="longest"/>; never enlarged.</summary>
    public PixelExtent FitInto(int longest)
    {
        var longer = Math.Max(Width, Height);
        return longer <= longest ? this : new PixelExtent(Scale(Width, longest, longer), Scale(Height, longest, longer));
    }

    private static int Scale(int side, int longest, int longer) =>
        Math.Max(1, (int)Math.Round((double)side * longest / longer));
}
