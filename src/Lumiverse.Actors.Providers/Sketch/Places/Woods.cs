using Lumiverse.Actors.Providers.Sketch.Painting;
using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Forest and swamp.</summary>
internal static class Woods
{
    public static SKPoint PaintForest(Easel easel)
    {
        var dice = easel.Dice("forest");
        var (unit, height) = (easel.Unit, easel.Height);
        for (var row = 0; row < 4; row++)
            PaintRow(easel, dice, (0.56f + 0.08f * row) * height, (27 + 3 * row) * unit, 0.8f - 0.2f * row, (4.4f + row) * unit);
        if ((easel.Brief.Air & (Air.Rain | Air.Snow | Air.Storm)) == 0)
            PaintShafts(easel);
        var ground = new Ripple(dice);
        float FloorAt(float x) => height * 0.84f - 3 * unit * ground.At(x / unit / 26);
        using var floor = easel.Land(FloorAt);
        easel.FillDown(floor, height * 0.8f, height, easel.Palette.At(0x5E7A45, 0.12f), easel.Palette.Lit(0x22331F));
        PaintPath(easel);
        PaintFrame(easel, dice);
        easel.Grass(dice, x => height * 1.01f, 9 * unit, 150, easel.Palette.Lit(0x1B2A19));
        return new SKPoint(easel.Width * 0.57f, height * 0.9f);
    }

    public static SKPoint PaintSwamp(Easel easel)
    {
        var dice = easel.Dice("swamp");
        var (unit, height, palette) = (easel.Unit, easel.Height, easel.Palette);
        for (var row = 0; row < 2; row++)
            PaintRow(easel, dice, (0.58f + 0.03f * row) * height, (14 + 5 * row) * unit, 0.75f - 0.2f * row, 4 * unit);
        easel.BandDown(0.6f * height, height, palette.At(0x7C8A5C, 0.45f), palette.Lit(0x2C3A2A));
        Water.Shimmer(easel, dice, 0.63f * height, height, 0.35f);
        foreach (var (share, tall) in new[] { (0.1f, 62f), (0.27f, 44f), (0.83f, 68f), (0.68f, 36f) })
        {
            var foot = height * (0.68f + 0.0028f * tall);
            easel.Oval(easel.Width * share, foot, 9 * unit, 1.6f * unit, palette.Lit(0x39462B));
            easel.Bare(dice, easel.Width * share, foot, tall * unit, palette.At(0x2A2A24, 0.45f - tall / 160));
        }
        for (var pad = 0; pad < 24; pad++)
        {
            var y = dice.Between(0.72f, 0.97f);
            easel.Oval(dice.Share() * easel.Width, y * height, unit * 3 * y, unit * 0.7f * y, palette.Lit(0x5F7B3B));
        }
        easel.Grass(dice, x => height * 1.01f, 15 * unit, 90, palette.Lit(0x252E1C));
        return new SKPoint(easel.Width * 0.5f, height * 0.86f);
    }

    /// <summary>A row of firs and crowns whose feet vanish in haze.</summary>
    public static void PaintRow(Easel easel, Dice dice, float foot, float tall, float distance, float gap)
    {
        var line = new Ripple(dice);
        for (var x = -gap; x < easel.Width + gap; x += gap * dice.Between(0.6f, 1.3f))
        {
            var size = tall * (0.6f + 0.6f * line.At(x / tall, 3));
            easel.Fir(dice, x, foot + size * 0.06f, size, easel.Palette.At(0x2F5B3C, distance));
        }
        using var land = easel.Land(x => foot - easel.Unit * line.At(x / easel.Unit / 9));
        easel.FillDown(land, foot, foot + 14 * easel.Unit, easel.Palette.At(0x3E6A42, distance), Ink.Mix(easel.Palette.At(0x3E6A42, distance), easel.Palette.Haze, 0.35f));
    }

    private static void PaintShafts(Easel easel)
    {
        var (dice, sun) = (easel.Dice("shafts"), Sky.LuminaryOf(easel));
        for (var shaft = 0; shaft < 5; shaft++)
        {
            var (spread, width) = (dice.Between(-0.35f, 0.35f) * easel.Width, dice.Between(4, 10) * easel.Unit);
            using var ray = Easel.Outline(
                new(sun.X + spread * 0.3f, 0.1f * easel.Height), new(sun.X + spread * 0.3f + width * 0.4f, 0.1f * easel.Height),
                new(sun.X + spread * 1.6f + width * 1.6f, 0.86f * easel.Height), new(sun.X + spread * 1.6f, 0.86f * easel.Height));
            easel.FillDown(ray, 0.1f * easel.Height, 0.86f * easel.Height, easel.Palette.Light.Faint(0.16f), easel.Palette.Light.Faint(0));
        }
    }

    private static void PaintPath(Easel easel)
    {
        var (width, height) = (easel.Width, easel.Height);
        using var path = new SKPath();
        path.MoveTo(width * 0.52f, height * 0.825f);
        path.CubicTo(width * 0.46f, height * 0.87f, width * 0.6f, height * 0.92f, width * 0.3f, height * 1.02f);
        path.LineTo(width * 0.62f, height * 1.02f);
        path.CubicTo(width * 0.68f, height * 0.92f, width * 0.5f, height * 0.87f, width * 0.54f, height * 0.825f);
        path.Close();
        easel.FillDown(path, height * 0.82f, height, easel.Palette.At(0xC0A778, 0.25f), easel.Palette.Lit(0x6B5840));
    }

    /// <summary>Great trunks at both sides and leaves above, close enough to be dark.</summary>
    private static void PaintFrame(Easel easel, Dice dice)
    {
        var (unit, width, height, palette) = (easel.Unit, easel.Width, easel.Height, easel.Palette);
        foreach (var (share, thick, distance) in new[] { (0.19f, 4.5f, 0.2f), (0.8f, 5.5f, 0.16f), (0.045f, 9f, 0.03f), (0.95f, 10f, 0f) })
            easel.Trunk(dice, width * share, height * (0.93f - distance * 0.4f), height * 1.1f, thick * unit, palette.At(0x2B2A25, distance));
        for (var leaf = 0; leaf < 46; leaf++)
        {
            var side = dice.Share() * 2 - 1;
            var (x, y) = (width * (0.5f + side * 0.55f), height * (0.12f * side * side * dice.Between(0.3f, 1.5f) - 0.02f));
            easel.Oval(x, y, dice.Between(6, 11) * unit, dice.Between(4, 6) * unit, palette.At(dice.Chance(0.5f) ? 0x20361Fu : 0x2A4526u, 0.04f));
        }
    }
}
