using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Castle, ruins and cave.</summary>
internal static class Stonework
{
    public static SKPoint PaintCastle(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("castle"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        Heights.PaintRanges(easel, dice);
        var hill = new Ripple(dice);
        float HillAt(float x) => height * 0.72f - 17 * unit * MathF.Exp(-MathF.Pow((x - width * 0.5f) / (30 * unit), 2)) - 3 * unit * hill.At(x / unit / 14);
        using var mound = easel.Land(HillAt);
        PaintKeep(easel, dice, width * 0.5f, height * 0.6f);
        easel.FillDown(mound, 0.52f * height, 0.9f * height, palette.At(0x6F8658, 0.3f), palette.At(0x38512F, 0.1f));
        Woods.PaintRow(easel, dice, 0.86f * height, 13 * unit, 0.2f, 5 * unit);
        float MeadowAt(float x) => height * 0.93f - 4 * unit * hill.At(x / unit / 34 + 9);
        using var meadow = easel.Land(MeadowAt);
        easel.FillDown(meadow, 0.87f * height, height, palette.Lit(0x6B8749), palette.Lit(0x2D4427));
        easel.Grass(dice, x => height * 1.01f, 6 * unit, 170, palette.Lit(0x2B4325));
        return new SKPoint(width * 0.3f, MeadowAt(width * 0.3f) + unit);
    }

    public static SKPoint PaintRuins(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("ruins"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        Woods.PaintRow(easel, dice, 0.62f * height, 13 * unit, 0.66f, 4 * unit);
        PaintBrokenArch(easel, width * 0.54f, 0.74f * height, 40 * unit, palette.At(0xA9A493, 0.36f));
        var ground = new Ripple(dice);
        float GroundAt(float x) => height * 0.76f - 3 * unit * ground.At(x / unit / 24);
        using var land = easel.Land(GroundAt);
        easel.FillDown(land, 0.72f * height, height, palette.At(0x8A9A62, 0.2f), palette.Lit(0x35482C));
        foreach (var (share, tall, near) in new[] { (0.1f, 52f, 1f), (0.24f, 30f, 0.7f), (0.79f, 40f, 0.75f), (0.93f, 58f, 1.1f), (0.68f, 15f, 0.6f) })
            PaintBrokenColumn(easel, dice, width * share, height * (0.74f + 0.13f * near), tall * unit, 7 * near * unit, palette.At(0xB3AE9C, 0.34f - 0.28f * near));
        for (var stone = 0; stone < 16; stone++)
            PaintBlock(easel, dice, dice.Share() * width, height * dice.Between(0.82f, 0.97f));
        easel.Grass(dice, x => height * 0.9f, 4 * unit, 60, palette.Lit(0x56733B));
        easel.Grass(dice, x => height * 1.01f, 9 * unit, 170, palette.Lit(0x2A3F22));
        return new SKPoint(width * 0.46f, height * 0.9f);
    }

    public static SKPoint PaintCave(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("cave"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        var mouth = new SKPoint(width * dice.Between(0.42f, 0.58f), height * 0.52f);
        Woods.PaintRow(easel, dice, 0.62f * height, 10 * unit, 0.6f, 4 * unit);
        easel.Glow(mouth.X, mouth.Y, 60 * unit, palette.Horizon, 0.5f);
        for (var layer = 0; layer < 4; layer++)
        {
            using var rock = Opening(easel, dice, mouth, (25 + 11 * layer) * unit, (0.2f + 0.085f * layer) * height);
            var tone = Ink.Mix(palette.Lit(0x4A4A55), palette.Horizon, 0.34f - 0.11f * layer).Darker(0.16f * layer);
            easel.FillDown(rock, 0, height, tone.Darker(0.25f), tone, tone.Darker(0.35f));
        }
        PaintPool(easel, dice, mouth);
        PaintIcicles(easel, dice);
        PaintCrystals(easel, dice);
        return new SKPoint(width * 0.22f, height * 0.93f);
    }

    private static void PaintKeep(Easel easel, Dice dice, float x, float foot)
    {
        var (unit, stone, roof) = (0.84f * easel.Unit, easel.Palette.At(0xB7AF9F, 0.3f), easel.Palette.At(0x4F5B78, 0.26f));
        var bottom = foot + 6 * unit;
        foreach (var (offset, wide, tall) in new[] { (-5f, 9f, 42f), (-13f, 6f, 31f), (9f, 6.5f, 36f), (2f, 5f, 52f) })
            easel.TowerBlock(x + offset * unit, foot - tall * unit, wide * unit, bottom, stone.Darker(0.05f), roof);
        easel.Rect(x - 19 * unit, foot - 13 * unit, 40 * unit, 24 * unit, stone);
        easel.Merlons(x - 19 * unit, foot - 13 * unit, 40 * unit, stone);
        foreach (var offset in new[] { -24f, 18f })
            easel.TowerBlock(x + offset * unit, foot - 20 * unit, 7 * unit, bottom + 4 * unit, stone.Lighter(0.04f), offset > 0 ? null : roof);
        using var gate = Buildings.PointedArch(x - 2.5f * unit, foot - 9 * unit, 6 * unit, bottom);
        easel.Fill(gate, easel.Palette.At(0x2C2620, 0.2f));
        foreach (var (offset, up) in new[] { (-1.6f, 30f), (-1.6f, 22f), (-10.5f, 24f), (11.5f, 29f), (4f, 44f), (-14f, 6f), (13f, 6f), (4f, 35f) })
            easel.Window(dice, x + offset * unit, foot - up * unit, 1.3f * unit, 2.6f * unit, 0.25f);
        easel.Line(x + 4.5f * unit, foot - 59 * unit, x + 4.5f * unit, foot - 66 * unit, 0.4f * unit, stone.Darker(0.4f));
        easel.Polygon(easel.Palette.At(0xB33A3A, 0.15f), new(x + 4.7f * unit, foot - 66 * unit), new(x + 11 * unit, foot - 64.5f * unit), new(x + 4.7f * unit, foot - 62.5f * unit));
    }

    private static void PaintBrokenArch(Easel easel, float x, float foot, float tall, SKColor stone)
    {
        var wide = tall * 0.62f;
        using var wall = new SKPath { FillType = SKPathFillType.EvenOdd };
        wall.AddPoly([new(x - wide, foot), new(x - wide * 0.95f, foot - tall * 0.8f), new(x - wide * 0.5f, foot - tall * 1.05f), new(x, foot - tall), new(x + wide * 0.4f, foot - tall * 1.1f), new(x + wide * 0.62f, foot - tall * 0.72f), new(x + wide * 0.9f, foot - tall * 0.6f), new(x + wide, foot)]);
        using var opening = Buildings.PointedArch(x - wide * 0.55f, foot - tall * 0.85f, wide * 1.1f, foot);
        wall.AddPath(opening);
        easel.FillDown(wall, foot - tall, foot, stone, stone.Darker(0.18f));
        easel.Stroke(opening, 0.8f * easel.Unit, stone.Lighter(0.15f));
    }

    private static void PaintBrokenColumn(Easel easel, Dice dice, float x, float foot, float tall, float wide, SKColor stone)
    {
        easel.Oval(x + wide * 0.5f, foot, wide * 1.3f, wide * 0.22f, stone.Darker(0.6f).Faint(0.4f));
        easel.Column(x, foot - tall, foot, wide, stone);
        easel.Polygon(stone, new(x - wide * 0.5f, foot - tall - wide * 0.3f), new(x - wide * 0.2f, foot - tall - wide * dice.Between(0.4f, 0.6f)), new(x + wide * 0.15f, foot - tall - wide * dice.Between(0.3f, 0.55f)), new(x + wide * 0.5f, foot - tall - wide * 0.3f));
        for (var leaf = 0; leaf < 9; leaf++)
            easel.Oval(x + dice.Between(-0.6f, 0.2f) * wide, foot - tall * dice.Between(0.35f, 1), wide * 0.16f, wide * 0.12f, easel.Palette.Lit(0x4E7040));
    }

    private static void PaintBlock(Easel easel, Dice dice, float x, float y)
    {
        var (wide, stone) = (dice.Between(2, 5) * easel.Unit * y / easel.Height, easel.Palette.Lit(0x9C9784));
        easel.Polygon(stone.Darker(0.25f), new(x, y), new(x + wide, y + wide * 0.1f), new(x + wide, y + wide * 0.6f), new(x, y + wide * 0.55f));
        easel.Polygon(stone, new(x, y), new(x + wide * 0.3f, y - wide * 0.25f), new(x + wide * 1.2f, y - wide * 0.12f), new(x + wide, y + wide * 0.1f));
    }

    /// <summary>All of the picture but a ragged hole.</summary>
    private static SKPath Opening(Easel easel, Dice dice, SKPoint middle, float radiusX, float radiusY)
    {
        var ripple = new Ripple(dice);
        var path = new SKPath { FillType = SKPathFillType.EvenOdd };
        path.AddRect(new SKRect(-1, -1, easel.Width + 1, easel.Height + 1));
        path.AddPoly([.. Enumerable.Range(0, 90).Select(point =>
        {
            var angle = point * MathF.Tau / 90;
            var reach = 0.78f + 0.5f * ripple.At(point / 7f, 3);
            return new SKPoint(middle.X + MathF.Cos(angle) * radiusX * reach, middle.Y + MathF.Sin(angle) * radiusY * reach);
        })]);
        return path;
    }

    private static void PaintPool(Easel easel, Dice dice, SKPoint mouth)
    {
        var (unit, y) = (easel.Unit, easel.Height * 0.86f);
        easel.Oval(mouth.X + 6 * unit, y, 30 * unit, 5 * unit, Ink.Mix(easel.Palette.Lit(0x2A4652), easel.Palette.Horizon, 0.35f));
        for (var line = 0; line < 12; line++)
            easel.Oval(mouth.X + dice.Between(-14, 24) * unit, y + dice.Between(-3, 3) * unit, dice.Between(2, 6) * unit, 0.2f * unit, easel.Palette.Horizon.Faint(0.5f));
    }

    private static void PaintIcicles(Easel easel, Dice dice)
    {
        var rock = easel.Palette.Lit(0x1F2027).Darker(0.2f);
        for (var x = 0f; x < easel.Width; x += dice.Between(2, 7) * easel.Unit)
        {
            var (wide, hang) = (dice.Between(1, 3) * easel.Unit, dice.Between(4, 19) * easel.Unit);
            easel.Polygon(rock, new(x - wide, -1), new(x + wide, -1), new(x + wide * 0.15f, hang));
            easel.Polygon(rock, new(x - wide * 1.2f, easel.Height + 1), new(x + wide * 1.2f, easel.Height + 1), new(x, easel.Height - hang * 0.45f));
        }
    }

    private static void PaintCrystals(Easel easel, Dice dice)
    {
        var glow = easel.Palette.Glowing(0x6FE0E6);
        foreach (var share in new[] { 0.1f, 0.88f })
        {
            var (x, y) = (easel.Width * share, easel.Height * dice.Between(0.78f, 0.86f));
            easel.Glow(x, y, 22 * easel.Unit, glow, 0.4f);
            for (var shard = -2; shard <= 2; shard++)
            {
                var (tip, wide) = (new SKPoint(x + shard * 3.4f * easel.Unit, y - (11 - 2.5f * MathF.Abs(shard)) * easel.Unit), 1.3f * easel.Unit);
                easel.Polygon(glow.Darker(0.25f), new(x + shard * 1.2f * easel.Unit - wide, y + 4 * easel.Unit), tip, new(x + shard * 1.2f * easel.Unit, y + 4 * easel.Unit));
                easel.Polygon(glow.Lighter(0.25f), new(x + shard * 1.2f * easel.Unit, y + 4 * easel.Unit), tip, new(x + shard * 1.2f * easel.Unit + wide, y + 4 * easel.Unit));
            }
        }
    }
}
