using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>Arithmetic with colours.</summary>
internal static class Ink
{
    public static SKColor Of(uint rgb) => new(0xFF000000 | rgb);

    public static SKColor Mix(SKColor from, SKColor to, float share) => new(
        Blend(from.Red, to.Red, share), Blend(from.Green, to.Green, share), Blend(from.Blue, to.Blue, share), Blend(from.Alpha, to.Alpha, share));

    public static SKColor Darker(this SKColor color, float share) => Mix(color, SKColors.Black.WithAlpha(color.Alpha), share);

    public static SKColor Lighter(this SKColor color, float share) => Mix(color, SKColors.White.WithAlpha(color.Alpha), share);

    public static SKColor Faint(this SKColor color, float opacity) => color.WithAlpha((byte)Math.Clamp(opacity * 255, 0, 255));

    public static SKColor Times(this SKColor color, SKColor light) => new(
        (byte)(color.Red * light.Red / 255), (byte)(color.Green * light.Green / 255), (byte)(color.Blue * light.Blue / 255), color.Alpha);

    /// <summary>Less colour (below 1) or more (above 1).</summary>
    public static SKColor Saturated(this SKColor color, float amount)
    {
        var luma = Luma(color);
        return new(Away(luma, color.Red, amount), Away(luma, color.Green, amount), Away(luma, color.Blue, amount), color.Alpha);
    }

    /// <summary>The hue of a tint at the brightness of the colour.</summary>
    public static SKColor Toned(this SKColor color, SKColor tint, float share)
    {
        var scale = Luma(color) / Math.Max(1, Luma(tint));
        var toned = new SKColor(Clamp(tint.Red * scale), Clamp(tint.Green * scale), Clamp(tint.Blue * scale), color.Alpha);
        return Mix(color, toned, share);
    }

    private static float Luma(SKColor color) => 0.299f * color.Red + 0.587f * color.Green + 0.114f * color.Blue;

    private static byte Away(float luma, byte channel, float amount) => Clamp(luma + (channel - luma) * amount);

    private static byte Blend(byte from, byte to, float share) => Clamp(from + (to - from) * share);

    private static byte Clamp(float value) => (byte)Math.Clamp(value + 0.5f, 0, 255);
}
