using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Mountains, and the lake among them.</summary>
internal static class Heights
{
    public static SKPoint PaintMountains(Easel easel)
    {
        var (dice, unit, height) = (easel.Dice("mountains"), easel.Unit, easel.Height);
        PaintRanges(easel, dice);
        Woods.PaintRow(easel, dice, 0.77f * height, 11 * unit, 0.38f, 3 * unit);
        Woods.PaintRow(easel, dice, 0.85f * height, 17 * unit, 0.18f, 6 * unit);
        var ripple = new Ripple(dice);
        float MeadowAt(float x) => height * 0.93f - 6 * unit * ripple.At(x / unit / 40);
        using var meadow = easel.Land(MeadowAt);
        easel.FillDown(meadow, 0.86f * height, height, easel.Palette.Lit(0x6B8A4A), easel.Palette.Lit(0x2C4029));
        easel.Grass(dice, MeadowAt, 3 * unit, 160, easel.Palette.Lit(0x4C6B38));
        return new SKPoint(easel.Width * 0.35f, MeadowAt(easel.Width * 0.35f) + unit);
    }

    public static SKPoint PaintLake(Easel easel)
    {
        var (dice, unit, height, palette) = (easel.Dice("lake"), easel.Unit, easel.Height, easel.Palette);
        PaintRanges(easel, dice);
        Woods.PaintRow(easel, dice, 0.645f * height, 8 * unit, 0.5f, 2.4f * unit);
        Water.Surface(easel, 0.655f * height, 0x2F6A7C);
        PaintReflection(easel, dice);
        var ripple = new Ripple(dice);
        float ShoreAt(float x) => height * (0.99f - 0.13f * MathF.Abs(x / easel.Width - 0.55f)) - 3 * unit * ripple.At(x / unit / 18);
        using var shore = easel.Land(ShoreAt);
        easel.FillDown(shore, 0.88f * height, height, palette.Lit(0x6F7F50), palette.Lit(0x2B3A28));
        easel.Grass(dice, ShoreAt, 7 * unit, 170, palette.Lit(0x3A4F2C));
        foreach (var share in new[] { 0.04f, 0.13f, 0.94f })
            easel.Fir(dice, easel.Width * share, ShoreAt(easel.Width * share) + unit, dice.Between(34, 52) * unit, palette.Lit(0x1F3A2A));
        return new SKPoint(easel.Width * 0.3f, ShoreAt(easel.Width * 0.3f) + unit);
    }

    /// <summary>Three ranges, the farther the paler; the nearest with snow and a shadow side.</summary>
    public static void PaintRanges(Easel easel, Dice dice)
    {
        for (var range = 0; range < 3; range++)
        {
            var ripple = new Ripple(dice);
            var (foot, tall, span) = ((0.6f + 0.05f * range) * easel.Height, (0.34f - 0.05f * range) * easel.Height, (46 - 8 * range) * easel.Unit);
            float CrestAt(float x) => foot - tall * MathF.Pow(ripple.Crest(x / span + range * 7), 1.6f);
            PaintRange(easel, CrestAt, foot, 0.78f - 0.22f * range);
        }
    }

    private static void PaintRange(Easel easel, Func<float, float> crestAt, float foot, float distance)
    {
        var rock = easel.Palette.At(0x5D6C86, distance);
        using var range = easel.Land(crestAt, 0.5f);
        easel.FillDown(range, foot - 0.3f * easel.Height, foot + 0.04f * easel.Height, rock, Ink.Mix(rock, easel.Palette.Haze, 0.55f));
        var snow = easel.Palette.At(0xF4F7FB, distance * 0.75f);
        for (var x = 0f; x < easel.Width; x += easel.Unit)
            if (IsPeak(crestAt, x, easel.Unit))
                PaintPeak(easel, crestAt, x, foot, snow, rock.Darker(0.16f));
    }

    private static bool IsPeak(Func<float, float> crestAt, float x, float unit) =>
        crestAt(x) < crestAt(x - unit) && crestAt(x) <= crestAt(x + unit) && crestAt(x) < crestAt(x - 5 * unit) && crestAt(x) < crestAt(x + 5 * unit);

    /// <summary>Snow follows the crest down both sides and ends in teeth; the side away from the light is in shadow.</summary>
    private static void PaintPeak(Easel easel, Func<float, float> crestAt, float x, float foot, SKColor snow, SKColor shadow)
    {
        var (unit, top) = (easel.Unit, crestAt(x));
        var side = Sky.LuminaryOf(easel).X > x ? -1 : 1;
        using var shaded = new SKPath();
        shaded.MoveTo(x, top);
        for (var along = 0; along <= 12; along++)
            shaded.LineTo(x + side * along * unit, crestAt(x + side * along * unit));
        shaded.LineTo(x + side * 10 * unit, foot);
        shaded.LineTo(x + side * 1.5f * unit, top + (foot - top) * 0.55f);
        shaded.LineTo(x + side * 2.4f * unit, top + (foot - top) * 0.3f);
        shaded.Close();
        easel.FillDown(shaded, top, foot, shadow.Faint(0.7f), shadow.Faint(0));
        using var cap = new SKPath();
        cap.MoveTo(x - 5 * unit, crestAt(x - 5 * unit));
        for (var along = -5; along <= 5; along++)
            cap.LineTo(x + along * unit, crestAt(x + along * unit) - 0.1f * unit);
        for (var tooth = 4; tooth >= -4; tooth--)
            cap.LineTo(x + tooth * unit, Math.Max(crestAt(x + tooth * unit), top) + (tooth % 2 == 0 ? 3.2f : 1.1f) * unit * (1 - MathF.Abs(tooth) / 6));
        cap.Close();
        easel.Fill(cap, snow.Faint(0.92f));
    }

    private static void PaintReflection(Easel easel, Dice dice)
    {
        var (top, ripple) = (0.655f * easel.Height, new Ripple(dice));
        using var mirrored = new SKPath();
        mirrored.MoveTo(0, top);
        for (var x = 0f; x <= easel.Width + easel.Unit; x += easel.Unit)
            mirrored.LineTo(x, top + easel.Unit * (4 + 9 * ripple.At(x / easel.Unit / 6)));
        mirrored.LineTo(easel.Width, top);
        mirrored.Close();
        easel.FillDown(mirrored, top, top + 12 * easel.Unit, easel.Palette.At(0x2F5B3C, 0.45f).Faint(0.75f), easel.Palette.At(0x2F5B3C, 0.5f).Faint(0));
    }
}
