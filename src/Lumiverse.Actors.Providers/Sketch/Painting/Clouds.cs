using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>Clouds with a lit head that thin out towards their flat foot; a ceiling of them when it rains.</summary>
internal static class Clouds
{
    public static void Paint(Easel easel)
    {
        var air = easel.Brief.Air;
        if ((air & (Air.Rain | Air.Snow | Air.Storm)) != 0)
            PaintCeiling(easel);
        else
            PaintScattered(easel, air.HasFlag(Air.Clouds) ? 11 : 5, air.HasFlag(Air.Wind) ? 1.7f : 1);
    }

    private static void PaintScattered(Easel easel, int count, float stretch)
    {
        var dice = easel.Dice("clouds");
        for (var cloud = 0; cloud < count; cloud++)
        {
            var height = (cloud + dice.Share()) / count;
            var size = easel.Unit * (4 + 12 * (1 - height)) * dice.Between(0.7f, 1.2f);
            PaintCloud(easel, dice, dice.Between(-0.05f, 1.05f) * easel.Width, (0.17f + 0.36f * height) * easel.Height, size, stretch, height);
        }
    }

    private static void PaintCloud(Easel easel, Dice dice, float x, float y, float size, float stretch, float height)
    {
        var palette = easel.Palette;
        var lit = Ink.Mix(palette.SkyMiddle, Ink.Mix(palette.Light, SKColors.White.Times(palette.Ambient), 0.4f), palette.IsDark ? 0.22f : 0.75f);
        using var body = Puffs(dice, x, y, size, stretch);
        easel.FillDown(body, y - size * 0.8f, y, lit.Faint(0.95f - 0.3f * height), Ink.Mix(lit, palette.SkyMiddle, 0.6f).Faint(0.12f));
    }

    private static SKPath Puffs(Dice dice, float x, float y, float size, float stretch)
    {
        var heap = new SKPath();
        const int puffs = 8;
        for (var puff = 0; puff < puffs; puff++)
        {
            var along = (puff + 0.5f) / puffs * 2 - 1;
            var radius = size * (0.2f + 0.45f * (1 - along * along)) * dice.Between(0.8f, 1.15f);
            heap.AddArc(SKRect.Create(x + along * size * 1.5f * stretch - radius * 1.3f * stretch, y - radius * 1.35f, radius * 2.6f * stretch, radius * 2.7f), 180, 180);
        }
        return heap;
    }

    private static void PaintCeiling(Easel easel)
    {
        var (dice, dark) = (easel.Dice("ceiling"), easel.Brief.Air.HasFlag(Air.Storm) ? 0.3f : 0.1f);
        for (var layer = 0; layer < 4; layer++)
        {
            var ripple = new Ripple(dice);
            var (edge, color) = ((0.42f - 0.11f * layer) * easel.Height, Ink.Mix(easel.Palette.SkyMiddle, easel.Palette.SkyTop, layer / 3f).Darker(dark * layer / 3));
            using var path = new SKPath();
            path.MoveTo(0, 0);
            for (var x = 0f; x <= easel.Width + easel.Unit; x += easel.Unit)
                path.LineTo(x, edge - 0.1f * easel.Height * MathF.Abs(2 * ripple.At(x / easel.Unit / 30, 3) - 1));
            path.LineTo(easel.Width, 0);
            easel.FillDown(path, edge - 0.16f * easel.Height, edge, color.Faint(0.95f), Ink.Mix(color, easel.Palette.Horizon, 0.3f).Faint(0.65f));
        }
    }
}
