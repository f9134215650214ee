using SkiaSharp;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>A picture as heavy as a generated one: gradients, shapes and grain.</summary>
internal static class TestPicture
{
    public static byte[] Png(int width, int height)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var random = new Random(1);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
                bitmap.SetPixel(x, y, Pixel(x, y, random));
        }

        return bitmap.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    private static SKColor Pixel(int x, int y, Random random)
    {
        var wave = 60 * Math.Sin(x / 70.0) * Math.Cos(y / 50.0);
        var grain = random.Next(-8, 9);
        byte Channel(double value) => (byte)Math.Clamp(value + wave + grain, 0, 255);
        return new SKColor(Channel(x / 6.0), Channel(90 + y / 8.0), Channel(200 - y / 6.0));
    }
}
