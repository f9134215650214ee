using SkiaSharp;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>How bright each pixel of a picture is, as WCAG reckons it: 0 for black, 1 for white.</summary>
internal sealed class LuminanceMap
{
    private static readonly double[] Linear = [.. Enumerable.Range(0, 256).Select(channel => Linearize(channel / 255.0))];

    private readonly SKColor[] _pixels;

    private LuminanceMap(SKBitmap picture) => (_pixels, Width, Height) = (picture.Pixels, picture.Width, picture.Height);

    public int Width { get; }

    public int Height { get; }

    public double this[int x, int y] => Of(_pixels[(y * Width) + x]);

    public static LuminanceMap Read(byte[] png)
    {
        using var picture = SKBitmap.Decode(png);
        return new LuminanceMap(picture);
    }

    public static double Of(byte red, byte green, byte blue) => (0.2126 * Linear[red]) + (0.7152 * Linear[green]) + (0.0722 * Linear[blue]);

    private static double Of(SKColor colour) => Of(colour.Red, colour.Green, colour.Blue);

    private static double Linearize(double part) => part <= 0.04045 ? part / 12.92 : Math.Pow((part + 0.055) / 1.055, 2.4);
}
