using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Village and city street.</summary>
internal static class Settlements
{
    public static SKPoint PaintVillage(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("village"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        Woods.PaintRow(easel, dice, 0.6f * height, 9 * unit, 0.66f, 3 * unit);
        PaintChurch(easel, width * 0.56f, 0.645f * height);
        PaintHouses(easel, dice, 0.655f * height, 7, 0.42f);
        PaintHouses(easel, dice, 0.745f * height, 12, 0.24f);
        var ripple = new Ripple(dice);
        float GreenAt(float x) => height * 0.8f - 3 * unit * ripple.At(x / unit / 30);
        using var green = easel.Land(GreenAt);
        easel.FillDown(green, 0.76f * height, height, palette.At(0x86A75A, 0.1f), palette.Lit(0x3C5A2F));
        PaintLane(easel);
        easel.House(dice, width * 0.03f, 0.93f * height, 24 * unit, 18 * unit, 0xE2CFAA, 0x7A4A38, 0);
        easel.Broadleaf(dice, width * 0.9f, 0.93f * height, 40 * unit, palette.Lit(0x4F7D42), palette.Lit(0x453426));
        PaintFence(easel);
        easel.Grass(dice, x => height * 1.01f, 6 * unit, 170, palette.Lit(0x33522A));
        return new SKPoint(width * 0.63f, height * 0.88f);
    }

    public static SKPoint PaintCity(Easel easel)
    {
        var (dice, unit, width, height, palette) = (easel.Dice("city"), easel.Unit, easel.Width, easel.Height, easel.Palette);
        for (var row = 0; row < 3; row++)
            PaintSkyline(easel, dice, (0.66f + 0.03f * row) * height, (52 - 9 * row) * unit, 0.74f - 0.2f * row);
        var vanishing = new SKPoint(width * 0.5f, 0.66f * height);
        using var street = Easel.Outline(new(vanishing.X - 2 * unit, vanishing.Y), new(vanishing.X + 2 * unit, vanishing.Y), new(width * 0.98f, height), new(width * 0.02f, height));
        easel.BandDown(0.7f * height, height, palette.At(0x77787E, 0.35f), palette.Lit(0x3C3D45));
        easel.FillDown(street, vanishing.Y, height, palette.At(0x6B6E78, 0.4f), palette.Lit(0x2F323B));
        foreach (var side in new[] { -1, 1 })
            PaintFronts(easel, dice, side, vanishing);
        for (var mark = 0; mark < 6; mark++)
        {
            var (near, next) = (MathF.Pow(1.6f, mark) / 12, MathF.Pow(1.6f, mark) / 12 * 1.28f);
            easel.Polygon(palette.Lit(0xE7E0C4).Faint(0.6f), OnStreet(-0.4f, near), OnStreet(0.4f, near), OnStreet(0.4f, next), OnStreet(-0.4f, next));
        }
        foreach (var (side, near) in new[] { (-1, 0.18f), (1, 0.18f), (-1, 0.45f), (1, 0.45f) })
            PaintStreetLamp(easel, vanishing.X + side * near * width * 0.62f, vanishing.Y + near * (height - vanishing.Y) * 1.25f, near * 60 * unit, -side);
        return new SKPoint(width * 0.42f, height * 0.93f);

        SKPoint OnStreet(float offset, float near) => new(vanishing.X + offset * (2 + 14 * near) * unit, vanishing.Y + near * (height - vanishing.Y));
    }

    private static void PaintHouses(Easel easel, Dice dice, float foot, float size, float distance)
    {
        for (var x = -easel.Unit; x < easel.Width; x += size * dice.Between(1.15f, 2.1f) * easel.Unit)
            easel.House(dice, x, foot + dice.Between(-0.6f, 1.4f) * easel.Unit, size * easel.Unit, size * dice.Between(0.62f, 0.85f) * easel.Unit,
                Coasts.Pick(dice, 0xE5D6B8, 0xD8BC98, 0xC9B8A6, 0xDCC7B5), Coasts.Pick(dice, 0x8C4F3D, 0x6F4A3E, 0x7D6248, 0x5C5560), distance);
    }

    private static void PaintChurch(Easel easel, float x, float foot)
    {
        var (unit, wall, roof) = (easel.Unit, easel.Palette.At(0xD6CDBB, 0.48f), easel.Palette.At(0x5B5F6B, 0.46f));
        easel.Rect(x, foot - 17 * unit, 5 * unit, 18 * unit, wall);
        easel.Polygon(roof, new(x - 0.6f * unit, foot - 17 * unit), new(x + 2.5f * unit, foot - 30 * unit), new(x + 5.6f * unit, foot - 17 * unit));
        easel.Window(easel.Dice("belfry"), x + 1.8f * unit, foot - 15 * unit, 1.4f * unit, 2.6f * unit, 0.45f);
    }

    private static void PaintLane(Easel easel)
    {
        var (width, height) = (easel.Width, easel.Height);
        using var lane = new SKPath();
        lane.MoveTo(width * 0.48f, height * 0.785f);
        lane.CubicTo(width * 0.4f, height * 0.84f, width * 0.58f, height * 0.9f, width * 0.4f, height * 1.02f);
        lane.LineTo(width * 0.76f, height * 1.02f);
        lane.CubicTo(width * 0.7f, height * 0.9f, width * 0.46f, height * 0.84f, width * 0.51f, height * 0.785f);
        lane.Close();
        easel.FillDown(lane, height * 0.78f, height, easel.Palette.At(0xD8C59B, 0.15f), easel.Palette.Lit(0x9C835B));
    }

    private static void PaintFence(Easel easel)
    {
        var (unit, wood) = (easel.Unit, easel.Palette.Lit(0x6E5640));
        for (var post = 0; post < 7; post++)
            easel.Rect(easel.Width * 0.76f + post * 5 * unit, easel.Height * 0.9f, 0.9f * unit, 8 * unit, wood);
        foreach (var rail in new[] { 1.6f, 4.6f })
            easel.Rect(easel.Width * 0.755f, easel.Height * 0.9f + rail * unit, easel.Width * 0.3f, 0.8f * unit, wood.Lighter(0.08f));
    }

    private static void PaintSkyline(Easel easel, Dice dice, float foot, float tall, float distance)
    {
        for (var x = -3 * easel.Unit; x < easel.Width;)
        {
            var (wide, high, color) = (dice.Between(5, 11) * easel.Unit, tall * dice.Between(0.35f, 1), easel.Palette.At(0x5C6880, distance));
            easel.Rect(x, foot - high, wide, high + 6 * easel.Unit, dice.Chance(0.5f) ? color : color.Darker(0.08f));
            if (dice.Chance(0.25f))
                easel.Rect(x + wide * 0.45f, foot - high - 6 * easel.Unit, 0.4f * easel.Unit, 6 * easel.Unit, color);
            PaintPanes(easel, dice, x, foot - high, wide, high, distance);
            x += wide + dice.Between(0, 1.5f) * easel.Unit;
        }
    }

    private static void PaintPanes(Easel easel, Dice dice, float left, float top, float wide, float high, float distance)
    {
        var (step, share) = (2.1f * easel.Unit, easel.Palette.IsDark ? 0.42f : 0.55f);
        var color = easel.Palette.IsDark ? Ink.Mix(easel.Palette.Glowing(Buildings.Lamplight), easel.Palette.Haze, distance * 0.6f) : Ink.Mix(easel.Palette.SkyMiddle, easel.Palette.At(0x48566C, distance), 0.6f);
        using var panes = new SKPath();
        for (var y = top + step; y < top + high; y += step)
            for (var x = left + step * 0.45f; x < left + wide - step * 0.6f; x += step)
                if (dice.Chance(share))
                    panes.AddRect(SKRect.Create(x, y, step * 0.5f, step * 0.55f));
        easel.Fill(panes, color.Faint(0.85f));
    }

    /// <summary>House fronts that run towards the vanishing point.</summary>
    private static void PaintFronts(Easel easel, Dice dice, int side, SKPoint vanishing)
    {
        var (reach, height) = (easel.Width * 0.5f, easel.Height);
        foreach (var (far, near, tall) in new[] { (0.16f, 0.32f, 0.9f), (0.32f, 0.58f, 1.15f), (0.58f, 1.05f, 0.95f) })
        {
            var color = easel.Palette.At(Coasts.Pick(dice, 0x8B6A5B, 0x6F7684, 0x9A8570, 0x7B5F66), 0.34f - 0.3f * far);
            SKPoint At(float along, float up) => new(vanishing.X + side * along * reach, vanishing.Y + along * 0.42f * (height - vanishing.Y) * 1.4f - up * along * height * 0.78f);
            using var front = Easel.Outline(At(far, -0.12f), At(far, tall), At(near, tall), At(near, -0.12f));
            easel.FillDown(front, At(near, tall).Y, At(near, 0).Y, color, color.Darker(0.3f));
            for (var floor = 0; floor < 4; floor++)
                for (var bay = 0; bay < 3; bay++)
                    PaintPane(easel, dice, At, far + (near - far) * (bay + 0.25f) / 3, far + (near - far) * (bay + 0.75f) / 3, tall * (0.2f + 0.2f * floor), floor == 0);
        }
    }

    private static void PaintPane(Easel easel, Dice dice, Func<float, float, SKPoint> at, float far, float near, float up, bool isShop)
    {
        var isLit = easel.Palette.IsDark && dice.Chance(isShop ? 0.9f : 0.45f);
        var color = isLit ? easel.Palette.Glowing(isShop ? 0xFFB95Eu : Buildings.Lamplight) : Ink.Mix(easel.Palette.SkyMiddle, easel.Palette.Lit(0x2D3644), 0.7f);
        var (bottom, top) = (isShop ? up * 0.1f : up, up + 0.11f);
        easel.Polygon(color, at(far, bottom), at(far, top), at(near, top), at(near, bottom));
        if (isLit && isShop)
            easel.Glow(at(near, bottom).X, at(near, bottom).Y, near * 22 * easel.Unit, color, 0.22f);
    }

    private static void PaintStreetLamp(Easel easel, float x, float foot, float tall, int side)
    {
        var (iron, head) = (easel.Palette.Lit(0x23252B), new SKPoint(x + side * tall * 0.1f, foot - tall));
        easel.Line(x, foot, x, foot - tall, tall * 0.025f, iron);
        easel.Line(x, foot - tall, head.X, head.Y, tall * 0.02f, iron);
        easel.Oval(head.X, head.Y + tall * 0.04f, tall * 0.035f, tall * 0.05f, easel.Palette.IsDark ? easel.Palette.Glowing(0xFFE1A0) : easel.Palette.Lit(0xE8E4D8));
        if (easel.Palette.IsDark)
            easel.Glow(head.X, head.Y + tall * 0.04f, tall * 0.5f, easel.Palette.Glowing(0xFFC870), 0.5f);
    }
}
