using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Open sea, and a harbour.</summary>
internal static class Coasts
{
    private const float Shore = 0.6f;

    public static SKPoint PaintSea(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("sea"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        PaintHeadland(easel, dice);
        Water.Surface(easel, Shore * height, 0x1F5F86);
        PaintWaves(easel, dice);
        PaintSail(easel, width * dice.Between(0.4f, 0.55f), Shore * height + 3 * unit, 9 * unit);
        using var beach = new SKPath();
        beach.MoveTo(-unit, height * 0.9f);
        beach.CubicTo(width * 0.2f, height * 0.86f, width * 0.42f, height * 0.95f, width * 0.7f, height * 1.02f);
        beach.LineTo(-unit, height * 1.02f);
        beach.Close();
        easel.Stroke(beach, 1.6f * unit, SKColors.White.Times(palette.Ambient).Faint(0.55f));
        easel.FillDown(beach, height * 0.86f, height, palette.Lit(0xE2CB9A), palette.Lit(0xA98C60));
        for (var rock = 0; rock < 5; rock++)
            easel.Oval(width * dice.Between(0.78f, 1.02f), height * dice.Between(0.93f, 1.02f), dice.Between(3, 9) * unit, dice.Between(2, 5) * unit, palette.Lit(dice.Chance(0.5f) ? 0x4B5157u : 0x3B4147u));
        return new SKPoint(width * 0.22f, height * 0.945f);
    }

    public static SKPoint PaintHarbour(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("harbour"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        PaintHeadland(easel, dice);
        for (var x = -2 * unit; x < width * 0.62f; x += dice.Between(6, 8) * unit)
            easel.House(dice, x, Shore * height + unit, 6.5f * unit, dice.Between(6, 13) * unit, Pick(dice, 0xD9B48F, 0xC98F72, 0xB9C4C2, 0xE3D3AE), Pick(dice, 0x8A4B3C, 0x5F4B52, 0x74604A), 0.34f);
        Water.Surface(easel, Shore * height + unit, 0x22566E);
        PaintLamplightOnWater(easel, dice, Shore * height + 2 * unit);
        PaintShip(easel, width * 0.76f, height * 0.76f, 44 * unit);
        PaintSail(easel, width * 0.44f, height * 0.68f, 12 * unit);
        PaintQuay(easel, dice);
        return new SKPoint(width * 0.3f, height * 0.905f);
    }

    /// <summary>A three-master at anchor.</summary>
    public static void PaintShip(Easel easel, float x, float waterline, float size)
    {
        var (hull, mast) = (easel.Palette.At(0x4A3528, 0.12f), easel.Palette.At(0x33271F, 0.1f));
        foreach (var (offset, tall) in new[] { (-0.3f, 0.85f), (0f, 1.05f), (0.27f, 0.8f) })
            PaintMast(easel, x + offset * size, waterline - 0.12f * size, tall * size, mast);
        easel.Line(x + 0.42f * size, waterline - 0.2f * size, x + 0.68f * size, waterline - 0.36f * size, 0.02f * size, mast);
        using var body = new SKPath();
        body.MoveTo(x - 0.52f * size, waterline - 0.3f * size);
        body.QuadTo(x - 0.45f * size, waterline, x - 0.34f * size, waterline + 0.02f * size);
        body.LineTo(x + 0.36f * size, waterline + 0.02f * size);
        body.QuadTo(x + 0.46f * size, waterline - 0.06f * size, x + 0.5f * size, waterline - 0.22f * size);
        body.QuadTo(x + 0.1f * size, waterline - 0.1f * size, x - 0.3f * size, waterline - 0.17f * size);
        body.LineTo(x - 0.32f * size, waterline - 0.28f * size);
        body.Close();
        easel.FillDown(body, waterline - 0.3f * size, waterline, hull.Lighter(0.12f), hull.Darker(0.3f));
        for (var port = 0; port < 5; port++)
            easel.Window(easel.Dice($"port {port}"), x + (-0.26f + 0.12f * port) * size, waterline - 0.09f * size, 0.035f * size, 0.03f * size, 0.1f);
    }

    public static void PaintSail(Easel easel, float x, float waterline, float size)
    {
        var (sail, hull) = (easel.Palette.At(0xF3EBD8, 0.2f), easel.Palette.At(0x54382A, 0.25f));
        easel.Polygon(sail, new(x, waterline - size), new(x + 0.55f * size, waterline - 0.2f * size), new(x, waterline - 0.17f * size));
        easel.Polygon(sail.Darker(0.14f), new(x - 0.05f * size, waterline - 0.85f * size), new(x - 0.38f * size, waterline - 0.2f * size), new(x - 0.05f * size, waterline - 0.17f * size));
        easel.Polygon(hull, new(x - 0.5f * size, waterline - 0.13f * size), new(x + 0.6f * size, waterline - 0.15f * size), new(x + 0.38f * size, waterline), new(x - 0.36f * size, waterline));
    }

    private static void PaintMast(Easel easel, float x, float foot, float tall, SKColor mast)
    {
        easel.Line(x, foot, x, foot - tall, tall * 0.022f, mast);
        foreach (var (share, half) in new[] { (0.35f, 0.2f), (0.62f, 0.16f), (0.85f, 0.1f) })
        {
            easel.Line(x - half * tall, foot - share * tall, x + half * tall, foot - share * tall, tall * 0.012f, mast);
            easel.Oval(x, foot - share * tall + tall * 0.018f, half * tall * 0.92f, tall * 0.02f, easel.Palette.At(0xE6DCC4, 0.2f));
        }
        foreach (var side in new[] { -0.22f, 0.22f })
            easel.Line(x, foot - tall * 0.9f, x + side * tall, foot, tall * 0.005f, mast);
    }

    private static void PaintHeadland(Easel easel, Dice dice)
    {
        for (var layer = 0; layer < 2; layer++)
        {
            var ripple = new Ripple(dice);
            var (side, distance) = (layer == 0 ? 1 : -1, 0.72f - 0.18f * layer);
            using var land = easel.Land(x => Shore * easel.Height + easel.Unit - Math.Max(0, (0.5f + side * (x / easel.Width - 0.45f)) * 26 * ripple.At(x / easel.Unit / 30) - 6 + 2 * layer) * easel.Unit);
            easel.Fill(land, easel.Palette.At(0x55705F, distance));
        }
    }

    private static void PaintWaves(Easel easel, Dice dice)
    {
        var tall = easel.Brief.Air.HasFlag(Reading.Air.Wind) ? 3.2f : 1.6f;
        for (var wave = 0; wave < 5; wave++)
        {
            var (y, ripple, near) = ((0.68f + 0.07f * wave) * easel.Height, new Ripple(dice), (wave + 1) / 5f);
            using var path = easel.Land(x => y - tall * near * easel.Unit * ripple.Crest(x / easel.Unit / (14 + 12 * near), 3));
            easel.FillDown(path, y - tall * easel.Unit, y + 0.1f * easel.Height, Ink.Mix(easel.Palette.Lit(0x3E89A8), easel.Palette.Horizon, 0.5f - 0.4f * near).Faint(0.55f), easel.Palette.Lit(0x1A4F73).Faint(0.1f));
        }
    }

    private static void PaintLamplightOnWater(Easel easel, Dice dice, float top)
    {
        if (!easel.Palette.IsDark)
            return;
        for (var streak = 0; streak < 14; streak++)
            for (var (x, dash) = (dice.Between(0, 0.6f) * easel.Width, 0); dash < 7; dash++)
                easel.Oval(x + dice.Between(-0.7f, 0.7f) * easel.Unit, top + dash * 1.6f * easel.Unit, (1.2f - 0.1f * dash) * easel.Unit, 0.22f * easel.Unit, easel.Palette.Glowing(Buildings.Lamplight).Faint(0.5f - 0.06f * dash));
    }

    private static void PaintQuay(Easel easel, Dice dice)
    {
        var (unit, width, height, wood) = (easel.Unit, easel.Width, easel.Height, easel.Palette.Lit(0x6B5442));
        for (var pile = 0; pile < 6; pile++)
            easel.Rect(width * (0.06f + 0.1f * pile), height * 0.87f, 1.8f * unit, height * 0.2f, wood.Darker(0.45f));
        using var deck = Easel.Outline(new(-unit, height * 0.885f), new(width * 0.6f, height * 0.885f), new(width * 0.72f, height * 1.01f), new(-unit, height * 1.01f));
        easel.FillDown(deck, height * 0.88f, height, wood.Lighter(0.12f), wood.Darker(0.25f));
        for (var plank = 1; plank < 5; plank++)
            easel.Line(-unit, height * (0.885f + 0.024f * plank), width * (0.6f + 0.024f * plank), height * (0.885f + 0.024f * plank), 0.25f * unit, wood.Darker(0.4f));
        foreach (var share in new[] { 0.05f, 0.1f, 0.16f })
            easel.Rect(width * share, height * 0.885f - dice.Between(5, 9) * unit, 6 * unit, 9 * unit, easel.Palette.Lit(dice.Chance(0.5f) ? 0x7D5B3Cu : 0x8F6E48u));
        for (var post = 0; post < 3; post++)
            easel.Rect(width * (0.3f + 0.13f * post), height * 0.855f, 1.5f * unit, 4 * unit, wood.Darker(0.35f));
    }

    public static uint Pick(Dice dice, params ReadOnlySpan<uint> choices) => choices[dice.Below(choices.Length)];
}
