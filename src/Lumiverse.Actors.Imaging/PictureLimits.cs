namespace Lumiverse.Actors.Imaging;

/// <summary>What a picture may cost before it is turned down. A decoding cannot be interrupted, so these bound its time and memory.</summary>
internal static class PictureLimits
{
    /// <summary>Three times the largest answer seen from a provider (20 MB at 4096×4096).</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    /// <summary>A 10000×10000 picture: 400 MB while it is decoded, and about a second of one core.</summary>
    public const long MostPixels = 100_000_000;

    /// <summary>Interlaced PNG and progressive JPEG keep every pass in memory beside the pixels, so they get less room.</summary>
    public const long MostPixelsInPasses = 40_000_000;

    /// <summary>Longer side of the large thumbnail: a background on a phone, a card on a desktop.</summary>
    public const int LargeThumbnail = 700;

    /// <summary>Longer side of the small thumbnail: a tile of the gallery.</summary>
    public const int SmallThumbnail = 300;

    /// <summary>Longer side of what the placeholder is computed from; the algorithm takes no more.</summary>
    public const int PlaceholderSource = 100;
}
