using Lumiverse.Actors.Imaging.Pixels;
using NetVips;

namespace Lumiverse.Actors.Imaging;

/// <summary>
/// JPEG by libvips, whose codec uses the processor's vectors where Skia's doesn't: half the time, and as many bytes but for a
/// few in a hundred. Its native library is there only where its package for the platform is.
/// </summary>
internal static class VectorJpeg
{
    public static bool IsAvailable { get; } = ModuleInitializer.VipsInitialized;

    /// <summary>Null when the library is not there or gives up.</summary>
    public static byte[]? Encode(PixelGrid opaque, int quality)
    {
        if (!IsAvailable)
            return null;
        try
        {
            return opaque.Lend((layout, address) => Encode(opaque, address, quality));
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static byte[] Encode(PixelGrid opaque, IntPtr address, int quality)
    {
        using var lent = Image.NewFromMemory(
            address, (ulong)opaque.Bytes.Length, opaque.Width, opaque.Height, PixelGrid.BytesPerPixel, Enums.BandFormat.Uchar);
        using var colours = lent.ExtractBand(0, n: 3);
        // A thread for each picture is what the pool has already; the setting for the whole process is its host's.
        using var alone = colours.Mutate(header => header.Set(GValue.GIntType, "concurrency", 1));
        return alone.JpegsaveBuffer(q: quality, subsampleMode: Enums.ForeignSubsample.On, keep: Enums.ForeignKeep.None);
    }
}
