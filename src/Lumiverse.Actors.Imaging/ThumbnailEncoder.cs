using Lumiverse.Actors.Imaging.Pixels;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging;

/// <summary>
/// Encodes thumbnails: JPEG where nothing shows through, as WebP costs eight times the time; WebP where something does.
/// No metadata is written, so none of the source's survives.
/// </summary>
internal static class ThumbnailEncoder
{
    public const int JpegQuality = 82;

    private static readonly SKJpegEncoderOptions Jpeg = new(JpegQuality, SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore);
    private static readonly SKWebpEncoderOptions WebP = new(SKWebpEncoderCompression.Lossy, quality: 80);

    /// <summary>Null when the encoder gives up.</summary>
    public static EncodedThumbnail? Encode(PixelGrid pixels)
    {
        var isOpaque = pixels.IsOpaque();
        var encoded = (isOpaque ? VectorJpeg.Encode(pixels, JpegQuality) : null) ?? EncodeWithSkia(pixels, isOpaque);
        return encoded is null ? null : new EncodedThumbnail(
            encoded, isOpaque ? "image/jpeg" : "image/webp", pixels.Width, pixels.Height);
    }

    /// <summary>What there is on every platform; null when the encoder gives up.</summary>
    public static byte[]? EncodeWithSkia(PixelGrid pixels, bool isOpaque)
    {
        using var encoded = pixels.Lend((layout, address) => Encode(layout, address, isOpaque));
        return encoded?.ToArray();
    }

    private static SKData? Encode(SKImageInfo layout, IntPtr address, bool isOpaque)
    {
        // Without a colour space no profile is embedded; browsers take that for sRGB.
        using var pixmap = new SKPixmap(layout.WithColorSpace(null).WithAlphaType(isOpaque ? SKAlphaType.Opaque : SKAlphaType.Premul), address);
        return isOpaque ? pixmap.Encode(Jpeg) : pixmap.Encode(WebP);
    }
}
