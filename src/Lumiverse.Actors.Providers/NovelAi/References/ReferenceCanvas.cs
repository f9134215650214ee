using System.Collections.Immutable;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.NovelAi.References;

/// <summary>Brings a picture onto a canvas of a size that NovelAI takes as a reference: any other one is refused.</summary>
internal static class ReferenceCanvas
{
    /// <summary>As much as an avatar or an upload may have, with room to spare.</summary>
    public const int MostBytes = 50 * 1024 * 1024;

    /// <summary>160 MB while one picture is decoded; photographs of common cameras have less.</summary>
    public const long MostPixels = 40_000_000;

    public static ImmutableArray<SKSizeI> Sizes { get; } = [new(1024, 1536), new(1536, 1024), new(1472, 1472)];

    /// <summary>The picture as PNG: whole, upright and centred on black; null when it can't be decoded or is too large.</summary>
    public static byte[]? Fit(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length is 0 or > MostBytes)
            return null;
        using var stored = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(stored);
        if (codec is null || (long)codec.Info.Width * codec.Info.Height > MostPixels)
            return null;
        using var picture = Decode(codec);
        return picture is null ? null : Paint(picture, codec.EncodedOrigin);
    }

    private static SKImage? Decode(SKCodec codec)
    {
        using var pixels = new SKBitmap(codec.Info.WithColorType(SKColorType.Rgba8888).WithAlphaType(SKAlphaType.Premul).WithColorSpace(SKColorSpace.CreateSrgb()));
        if (codec.GetPixels(pixels.Info, pixels.GetPixels()) != SKCodecResult.Success)
            return null;
        pixels.SetImmutable(); // The image shares pixels that can't change instead of copying them.
        return SKImage.FromBitmap(pixels);
    }

    private static byte[] Paint(SKImage picture, SKEncodedOrigin origin)
    {
        var turned = Turned(picture, origin);
        var size = Nearest(turned.Width, turned.Height);
        using var surface = SKSurface.Create(new SKImageInfo(size.Width, size.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        surface.Canvas.Clear(SKColors.Black);
        var scale = Math.Min((float)size.Width / turned.Width, (float)size.Height / turned.Height);
        surface.Canvas.Translate((size.Width - (turned.Width * scale)) / 2, (size.Height - (turned.Height * scale)) / 2);
        surface.Canvas.Scale(scale);
        surface.Canvas.Concat(Upright(origin, turned));
        surface.Canvas.DrawImage(picture, 0, 0, new SKSamplingOptions(SKFilterMode.Linear, SKMipmapMode.Linear));
        using var canvas = surface.Snapshot();
        using var png = canvas.Encode(SKEncodedImageFormat.Png, 100);
        return png.ToArray();
    }

    /// <summary>The size whose sides are most nearly as the picture's are.</summary>
    private static SKSizeI Nearest(int width, int height) =>
        Sizes.MinBy(size => Math.Abs(((double)size.Width / size.Height) - ((double)width / height)));

    private static SKSizeI Turned(SKImage picture, SKEncodedOrigin origin) =>
        origin >= SKEncodedOrigin.LeftTop ? new(picture.Height, picture.Width) : new(picture.Width, picture.Height);

    /// <summary>From pixels as stored to pixels as seen; <paramref name="seen"/> is the size as seen.</summary>
    private static SKMatrix Upright(SKEncodedOrigin origin, SKSizeI seen) => origin switch
    {
        SKEncodedOrigin.TopRight => new SKMatrix(-1, 0, seen.Width, 0, 1, 0, 0, 0, 1),
        SKEncodedOrigin.BottomRight => new SKMatrix(-1, 0, seen.Width, 0, -1, seen.Height, 0, 0, 1),
        SKEncodedOrigin.BottomLeft => new SKMatrix(1, 0, 0, 0, -1, seen.Height, 0, 0, 1),
        SKEncodedOrigin.LeftTop => new SKMatrix(0, 1, 0, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightTop => new SKMatrix(0, -1, seen.Width, 1, 0, 0, 0, 0, 1),
        SKEncodedOrigin.RightBottom => new SKMatrix(0, -1, seen.Width, -1, 0, seen.Height, 0, 0, 1),
        SKEncodedOrigin.LeftBottom => new SKMatrix(0, 1, 0, -1, 0, seen.Height, 0, 0, 1),
        _ => SKMatrix.Identity,
    };
}
