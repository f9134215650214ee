using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Pixels;

/// <summary>Turns a reduced picture the way its EXIF orientation says (CIPA DC-008, tag 0x0112).</summary>
internal static class Orientation
{
    public static bool SwapsSides(SKEncodedOrigin origin) => origin >= SKEncodedOrigin.LeftTop;

    /// <summary>The picture upright: itself when it is already, else a copy.</summary>
    public static PixelGrid Upright(PixelGrid source, SKEncodedOrigin origin)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return source;
        var upright = new PixelGrid(SwapsSides(origin) ? new PixelExtent(source.Height, source.Width) : source.Extent);
        Turn(source, upright, origin);
        return upright;
    }

    private static void Turn(PixelGrid source, PixelGrid upright, SKEncodedOrigin origin)
    {
        for (var y = 0; y < upright.Height; y++)
            for (var x = 0; x < upright.Width; x++)
            {
                var (fromX, fromY) = SourceOf(x, y, source.Width - 1, source.Height - 1, origin);
                source.Row(fromY).Slice(fromX * PixelGrid.BytesPerPixel, PixelGrid.BytesPerPixel)
                    .CopyTo(upright.Row(y)[(x * PixelGrid.BytesPerPixel)..]);
            }
    }

    private static (int X, int Y) SourceOf(int x, int y, int right, int bottom, SKEncodedOrigin origin) => origin switch
    {
        SKEncodedOrigin.TopRight => (right - x, y),
        SKEncodedOrigin.BottomRight => (right - x, bottom - y),
        SKEncodedOrigin.BottomLeft => (x, bottom - y),
        SKEncodedOrigin.LeftTop => (y, x),
        SKEncodedOrigin.RightTop => (y, bottom - x),
        SKEncodedOrigin.RightBottom => (right - y, bottom - x),
        SKEncodedOrigin.LeftBottom => (right - y, x),
        _ => (x, y),
    };
}
