using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>Sky, sun, moon, stars and clouds.</summary>
internal static class Sky
{
    /// <summary>Where the land begins, as a share of the height.</summary>
    public const float HorizonShare = 0.62f;

    private const int Stars = 240;

    public static void Paint(Easel easel)
    {
        var palette = easel.Palette;
        easel.BandDown(0, easel.Height, palette.SkyTop, palette.SkyMiddle, palette.Horizon, palette.Horizon);
        if (easel.Brief.Time is TimeOfDay.Night or TimeOfDay.Midnight or TimeOfDay.Dusk && !IsCovered(easel))
            PaintStars(easel);
        PaintLuminary(easel);
        Clouds.Paint(easel);
    }

    /// <summary>Where sun or moon stands.</summary>
    public static SKPoint LuminaryOf(Easel easel)
    {
        var dice = easel.Dice("luminary");
        var x = dice.Chance(0.5f) ? dice.Between(0.2f, 0.38f) : dice.Between(0.62f, 0.8f);
        return new SKPoint(x * easel.Width, AltitudeOf(easel.Brief.Time) * easel.Height);
    }

    private static float AltitudeOf(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => 0.52f,
        TimeOfDay.Morning => 0.3f,
        TimeOfDay.Midday => 0.12f,
        TimeOfDay.GoldenHour => 0.44f,
        TimeOfDay.Dusk => 0.56f,
        _ => 0.2f,
    };

    private static bool IsCovered(Easel easel) => (easel.Brief.Air & (Air.Rain | Air.Storm | Air.Snow)) != 0;

    private static void PaintStars(Easel easel)
    {
        var dice = easel.Dice("stars");
        for (var star = 0; star < Stars; star++)
        {
            var (x, height) = (dice.Share() * easel.Width, dice.Share());
            var brightness = dice.Between(0.15f, 0.9f) * (1 - height) * (easel.Brief.Time == TimeOfDay.Dusk ? 0.5f : 1);
            easel.Oval(x, height * easel.Height * 0.6f, dice.Between(0.06f, 0.2f) * easel.Unit, easel.Unit * 0.15f, SKColors.White.Faint(brightness));
        }
    }

    private static void PaintLuminary(Easel easel)
    {
        var (at, unit, light) = (LuminaryOf(easel), easel.Unit, easel.Palette.Light);
        var veil = IsCovered(easel) ? 0.25f : easel.Brief.Air.HasFlag(Air.Fog) ? 0.6f : 1;
        if (easel.Brief.Time is TimeOfDay.Night or TimeOfDay.Midnight)
            PaintMoon(easel, at, veil, easel.Brief.Motif == Motif.Moon ? 9 : 5.5f);
        else
        {
            easel.Glow(at.X, at.Y, 48 * unit, light, 0.55f * veil);
            easel.Glow(at.X, at.Y, 16 * unit, light, 0.6f * veil);
            easel.Oval(at.X, at.Y, 5 * unit, 5 * unit, light.Lighter(0.35f).Faint(veil));
        }
    }

    private static void PaintMoon(Easel easel, SKPoint at, float veil, float size)
    {
        var (unit, light) = (easel.Unit, easel.Palette.Light);
        easel.Glow(at.X, at.Y, size * 6 * unit, light, 0.28f * veil);
        easel.Oval(at.X, at.Y, size * unit, size * unit, light.Faint(veil));
        var sea = Ink.Mix(light, easel.Palette.SkyMiddle, 0.25f).Faint(0.55f * veil);
        easel.Oval(at.X - 0.3f * size * unit, at.Y - 0.2f * size * unit, 0.3f * size * unit, 0.24f * size * unit, sea);
        easel.Oval(at.X + 0.25f * size * unit, at.Y + 0.3f * size * unit, 0.36f * size * unit, 0.25f * size * unit, sea);
        easel.Oval(at.X + 0.35f * size * unit, at.Y - 0.4f * size * unit, 0.16f * size * unit, 0.14f * size * unit, sea);
    }
}
