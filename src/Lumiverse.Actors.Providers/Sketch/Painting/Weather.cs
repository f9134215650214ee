using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>What falls or drifts between the eye and the place.</summary>
internal static class Weather
{
    public static void Paint(Easel easel)
    {
        var air = easel.Brief.Air;
        if (air.HasFlag(Air.Fog))
            PaintFog(easel);
        if (air.HasFlag(Air.Storm))
            PaintLightning(easel);
        if (air.HasFlag(Air.Rain))
            PaintRain(easel);
        if (air.HasFlag(Air.Snow))
            PaintSnow(easel);
        if (air.HasFlag(Air.Wind) && !air.HasFlag(Air.Rain))
            PaintWind(easel);
    }

    private static void PaintFog(Easel easel)
    {
        var (dice, haze) = (easel.Dice("fog"), easel.Palette.Haze.Lighter(0.08f));
        for (var bank = 0; bank < 5; bank++)
        {
            var (y, thickness) = ((0.48f + 0.1f * bank + dice.Between(-0.02f, 0.02f)) * easel.Height, dice.Between(0.07f, 0.12f) * easel.Height);
            easel.BandDown(y - thickness, y + thickness, haze.Faint(0), haze.Faint(0.5f - 0.06f * bank), haze.Faint(0));
        }
    }

    private static void PaintRain(Easel easel)
    {
        var dice = easel.Dice("rain");
        var slant = easel.Brief.Air.HasFlag(Air.Wind) ? 0.4f : 0.12f;
        var color = Ink.Mix(easel.Palette.Horizon, SKColors.White, 0.5f);
        foreach (var (drops, length, opacity) in new[] { (260, 4f, 0.2f), (120, 8f, 0.32f) })
        {
            using var path = new SKPath();
            for (var drop = 0; drop < drops; drop++)
            {
                var (x, y, fall) = (dice.Between(-0.1f, 1.2f) * easel.Width, dice.Between(-0.1f, 1) * easel.Height, length * easel.Unit * dice.Between(0.6f, 1.2f));
                path.MoveTo(x, y);
                path.LineTo(x - slant * fall, y + fall);
            }
            easel.Stroke(path, 0.03f * length * easel.Unit, color.Faint(opacity));
        }
    }

    private static void PaintSnow(Easel easel)
    {
        var dice = easel.Dice("snow");
        var color = Ink.Mix(easel.Palette.Horizon, SKColors.White, 0.75f);
        for (var flake = 0; flake < 420; flake++)
        {
            var size = MathF.Pow(dice.Share(), 3) * 0.75f + 0.14f;
            easel.Oval(
                dice.Share() * easel.Width, dice.Share() * easel.Height, size * easel.Unit, size * easel.Unit, color.Faint(0.85f - 0.5f * size));
        }
    }

    private static void PaintWind(Easel easel)
    {
        var dice = easel.Dice("wind");
        var color = easel.Palette.Light.Lighter(0.3f).Faint(0.28f);
        for (var gust = 0; gust < 9; gust++)
        {
            var (x, y, length) = (dice.Share() * easel.Width, dice.Between(0.25f, 0.9f) * easel.Height, dice.Between(14, 34) * easel.Unit);
            using var path = new SKPath();
            path.MoveTo(x, y);
            path.CubicTo(x + length * 0.4f, y - 3 * easel.Unit, x + length * 0.6f, y + 3 * easel.Unit, x + length, y - easel.Unit);
            easel.Stroke(path, 0.22f * easel.Unit, color);
        }
    }

    private static void PaintLightning(Easel easel)
    {
        var (dice, unit) = (easel.Dice("lightning"), easel.Unit);
        var (x, y) = (dice.Between(0.2f, 0.8f) * easel.Width, 0.1f * easel.Height);
        easel.Glow(x, 0.3f * easel.Height, 45 * unit, Ink.Of(0xC9D6FF), 0.5f);
        using var bolt = new SKPath();
        bolt.MoveTo(x, y);
        while (y < 0.58f * easel.Height)
        {
            (x, y) = (x + dice.Between(-4, 4) * unit, y + dice.Between(2, 5) * unit);
            bolt.LineTo(x, y);
            if (dice.Chance(0.25f))
                Fork(bolt, dice, x, y, unit);
        }
        easel.Stroke(bolt, 1.3f * unit, Ink.Of(0xAFC2FF).Faint(0.35f));
        easel.Stroke(bolt, 0.4f * unit, Ink.Of(0xF4F7FF));
    }

    private static void Fork(SKPath bolt, Dice dice, float x, float y, float unit)
    {
        var side = dice.Chance(0.5f) ? 1 : -1;
        bolt.LineTo(x + side * dice.Between(3, 6) * unit, y + dice.Between(3, 6) * unit);
        bolt.LineTo(x + side * dice.Between(5, 8) * unit, y + dice.Between(8, 12) * unit);
        bolt.MoveTo(x, y);
    }
}
