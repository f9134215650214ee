using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>Surfaces of water: sky upside down, shimmer, and the path of light under sun or moon.</summary>
internal static class Water
{
    /// <summary>From the shore line to the lower edge.</summary>
    public static void Surface(Easel easel, float top, uint deep)
    {
        var palette = easel.Palette;
        easel.BandDown(top, easel.Height, Ink.Mix(palette.Horizon, palette.At(deep, 0.3f), 0.35f), Ink.Mix(palette.SkyMiddle, palette.Lit(deep), 0.6f), palette.Lit(deep).Darker(0.25f));
        Shimmer(easel, easel.Dice("shimmer"), top, easel.Height, 0.5f);
        LightPath(easel, top);
    }

    /// <summary>Short level strokes, longer towards the eye.</summary>
    public static void Shimmer(Easel easel, Dice dice, float top, float bottom, float strength)
    {
        foreach (var color in new[] { easel.Palette.Horizon.Lighter(0.15f), easel.Palette.SkyTop })
        {
            using var path = new SKPath();
            for (var stroke = 0; stroke < 90; stroke++)
            {
                var near = MathF.Pow(dice.Share(), 1.5f);
                var (x, y, length) = (dice.Share() * easel.Width, top + (bottom - top) * near, (1.5f + 9 * near) * easel.Unit);
                AddLens(path, x, y, length, (0.1f + 0.45f * near) * easel.Unit);
            }
            easel.Fill(path, color.Faint(0.42f * strength));
        }
    }

    private static void LightPath(Easel easel, float top)
    {
        var (dice, sun) = (easel.Dice("light path"), Sky.LuminaryOf(easel));
        using var path = new SKPath();
        for (var stroke = 0; stroke < 60; stroke++)
        {
            var near = stroke / 60f;
            var length = (2 + 11 * near) * easel.Unit * dice.Between(0.3f, 1);
            AddLens(path, sun.X + dice.Between(-3, 3) * easel.Unit * (0.5f + near), top + near * (easel.Height - top), length, (0.16f + 0.5f * near) * easel.Unit);
        }
        easel.Fill(path, easel.Palette.Light.Lighter(0.2f).Faint(easel.Palette.IsDark ? 0.75f : 0.5f));
    }

    private static void AddLens(SKPath path, float x, float y, float length, float thickness)
    {
        path.MoveTo(x - length / 2, y);
        path.QuadTo(x, y - thickness, x + length / 2, y);
        path.QuadTo(x, y + thickness, x - length / 2, y);
        path.Close();
    }
}
