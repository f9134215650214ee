using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Rooms to study, pray and rule in: library, laboratory, temple, throne room.</summary>
internal static class Halls
{
    public static SKPoint PaintLibrary(Easel easel)
    {
        var (dice, unit, palette) = (easel.Dice("library"), easel.Unit, easel.Palette);
        var room = Room.Build(easel, 0x6E5238, 0x7A5334, 0x5A4632);
        room.Boards(0x7A5334);
        uint[] spines = [0x8C3B35, 0x3E5B73, 0x557048, 0xB38B45, 0x6A4668, 0xA2623C, 0xCFBB8B];
        room.Shelves(dice, SKRect.Create(room.Left, room.Top, room.Wide * 0.36f, room.Tall * 0.97f), 6, 0x5C3F27, spines);
        room.Shelves(dice, SKRect.Create(room.Right - room.Wide * 0.36f, room.Top, room.Wide * 0.36f, room.Tall * 0.97f), 6, 0x5C3F27, spines);
        using var window = Buildings.PointedArch(room.Left + room.Wide * 0.4f, room.Top + room.Tall * 0.06f, room.Wide * 0.2f, room.Top + room.Tall * 0.78f);
        room.Window(window, 0x4A3526, 3);
        room.Shelves(dice, SKRect.Create(-4 * unit, easel.Height * 0.05f, easel.Width * 0.13f, easel.Height * 0.86f), 5, 0x4A3220, spines);
        PaintLadder(easel, room);
        PaintCarpet(easel, room, 0x8A3B3B);
        room.Table(easel.Width * 0.56f, easel.Height * 0.82f, 56 * unit, 14 * unit, 0x6B472B);
        room.Candle(easel.Width * 0.46f, easel.Height * 0.81f, 4.5f * unit);
        PaintOpenBook(easel, easel.Width * 0.63f, easel.Height * 0.808f, 10 * unit);
        easel.Rect(easel.Width * 0.52f, easel.Height * 0.79f, 8 * unit, 1.5f * unit, palette.Lit(0x8C3B35));
        easel.Rect(easel.Width * 0.525f, easel.Height * 0.775f, 7 * unit, 1.4f * unit, palette.Lit(0x557048));
        return new SKPoint(easel.Width * 0.71f, easel.Height * 0.81f);
    }

    public static SKPoint PaintLaboratory(Easel easel)
    {
        var (dice, unit, palette) = (easel.Dice("laboratory"), easel.Unit, easel.Palette);
        var room = Room.Build(easel, 0x6C7C80, 0x5E6468, 0x4F5B60);
        room.Tiles(0x5E6468);
        using var window = Buildings.Arch(room.Left + room.Wide * 0.37f, room.Top + room.Tall * 0.1f, room.Wide * 0.26f, room.Top + room.Tall * 0.66f);
        room.Window(window, 0x3B4448, 3);
        uint[] jars = [0x5FB3A1, 0xC98B3F, 0x8E6BB0, 0xB5563D, 0xD8D2BC, 0x5E8FC0];
        room.Shelves(dice, SKRect.Create(room.Left + room.Wide * 0.03f, room.Top + room.Tall * 0.1f, room.Wide * 0.28f, room.Tall * 0.6f), 4, 0x4B4038, jars);
        room.Shelves(dice, SKRect.Create(room.Right - room.Wide * 0.31f, room.Top + room.Tall * 0.1f, room.Wide * 0.28f, room.Tall * 0.6f), 4, 0x4B4038, jars);
        Hearths.PaintLampOnChain(easel, room, easel.Width * 0.3f, easel.Height * 0.2f);
        room.Table(easel.Width * 0.5f, easel.Height * 0.8f, 92 * unit, 17 * unit, 0x6B5443);
        foreach (var (share, size, color) in new[] { (0.24f, 9f, 0x63D9B4u), (0.36f, 6f, 0xE0A23Cu), (0.64f, 7f, 0xA77BE0u), (0.76f, 10f, 0x5AB4E8u) })
            PaintFlask(easel, easel.Width * share, easel.Height * 0.79f, size * unit, palette.Glowing(color));
        easel.Line(easel.Width * 0.24f, easel.Height * 0.79f - 14 * unit, easel.Width * 0.36f, easel.Height * 0.79f - 10 * unit, 0.6f * unit, palette.Lit(0xBFD4D6).Faint(0.7f));
        return new SKPoint(easel.Width * 0.5f, easel.Height * 0.79f);
    }

    public static SKPoint PaintTemple(Easel easel)
    {
        var (unit, palette) = (easel.Unit, easel.Palette);
        var room = Room.Build(easel, 0x9B958C, 0x8B8378, 0x7C776F);
        room.Tiles(0x8B8378);
        foreach (var share in new[] { 0.09f, 0.79f })
            PaintNiche(easel, room, room.Left + room.Wide * share);
        PaintStainedWindow(easel, room);
        PaintColonnade(easel, room, 0xB5AEA2);
        for (var step = 0; step < 3; step++)
            easel.Rect(easel.Width * (0.36f + 0.02f * step), room.Foot + (2 - 2.4f * step) * unit, easel.Width * (0.28f - 0.04f * step), 2.4f * unit, palette.Lit(0xA8A196).Darker(0.05f * (2 - step)));
        easel.Rect(easel.Width * 0.43f, room.Foot - 11 * unit, easel.Width * 0.14f, 8.4f * unit, palette.Lit(0xCFC6B2));
        foreach (var share in new[] { 0.4f, 0.445f, 0.555f, 0.6f })
            room.Candle(easel.Width * share, room.Foot - (share is > 0.43f and < 0.57f ? 11 : 0) * unit, 3.6f * unit);
        PaintCarpet(easel, room, 0x7A3440);
        return new SKPoint(easel.Width * 0.5f, easel.Height * 0.86f);
    }

    public static SKPoint PaintThroneRoom(Easel easel)
    {
        var (unit, palette) = (easel.Unit, easel.Palette);
        var room = Room.Build(easel, 0x7C7486, 0x756A78, 0x5E5868);
        room.Tiles(0x756A78);
        foreach (var share in new[] { 0.05f, 0.79f })
        {
            using var window = Buildings.PointedArch(room.Left + room.Wide * share, room.Top + room.Tall * 0.12f, room.Wide * 0.16f, room.Top + room.Tall * 0.74f);
            room.Window(window, 0x4C4656, 2);
        }
        PaintColonnade(easel, room, 0x9E94A6);
        foreach (var share in new[] { 0.31f, 0.63f })
            PaintBanner(easel, easel.Width * share, room.Top + 2 * unit, 8 * unit, 30 * unit);
        PaintCarpet(easel, room, 0x9A2F3A);
        for (var step = 0; step < 3; step++)
            easel.Rect(easel.Width * (0.39f + 0.015f * step), room.Foot + (3 - 2.4f * step) * unit, easel.Width * (0.22f - 0.03f * step), 2.6f * unit, palette.Lit(0xB0A6B4).Darker(0.06f * (2 - step)));
        PaintThrone(easel, easel.Width * 0.5f, room.Foot - 2 * unit);
        foreach (var share in new[] { 0.36f, 0.64f })
            PaintBrazier(easel, room, easel.Width * share, room.Foot + 12 * unit);
        return new SKPoint(easel.Width * 0.5f, easel.Height * 0.88f);
    }

    private static void PaintColonnade(Easel easel, Room room, uint stone)
    {
        foreach (var (near, wide) in new[] { (0f, 4.2f), (0.42f, 6.5f), (1f, 10f) })
            foreach (var side in new[] { -1, 1 })
            {
                var x = easel.Width * 0.5f + side * (room.Wide * 0.5f + near * easel.Width * 0.145f);
                var (top, foot) = (room.Top * (1 - near) - 2 * near * easel.Unit, room.Foot + near * (easel.Height - room.Foot) * 0.92f + 2 * easel.Unit);
                easel.Column(x, top, foot, wide * easel.Unit, easel.Palette.Lit(stone).Darker(0.1f + 0.22f * near));
            }
    }

    private static void PaintStainedWindow(Easel easel, Room room)
    {
        using var frame = Buildings.PointedArch(easel.Width * 0.5f - 11 * easel.Unit, room.Top + 3 * easel.Unit, 22 * easel.Unit, room.Foot - 17 * easel.Unit);
        room.Window(frame, 0x56504A, 3);
        easel.Canvas.Save();
        easel.Canvas.ClipPath(frame, antialias: true);
        uint[] glass = [0xB5473C, 0x3F6FA8, 0xD9A441, 0x4D8A5E, 0x7A4F9A];
        var dice = easel.Dice("glass");
        for (var y = frame.Bounds.Top; y < frame.Bounds.Bottom; y += 4 * easel.Unit)
            for (var x = frame.Bounds.Left; x < frame.Bounds.Right; x += 3.7f * easel.Unit)
                easel.Rect(x + 0.2f * easel.Unit, y + 0.2f * easel.Unit, 3.3f * easel.Unit, 3.6f * easel.Unit, easel.Palette.Glowing(glass[dice.Below(glass.Length)]).Faint(0.5f));
        easel.Canvas.Restore();
        easel.Glow(easel.Width * 0.5f, room.Top + room.Tall * 0.4f, 48 * easel.Unit, easel.Palette.Light, easel.Palette.IsDark ? 0.18f : 0.35f);
    }

    private static void PaintNiche(Easel easel, Room room, float left)
    {
        using var niche = Buildings.PointedArch(left, room.Top + room.Tall * 0.2f, room.Wide * 0.12f, room.Foot - 6 * easel.Unit);
        easel.FillDown(niche, room.Top, room.Foot, easel.Palette.Lit(0x4F4A46), easel.Palette.Lit(0x6B645C));
        easel.Stroke(niche, easel.Unit, easel.Palette.Lit(0xB5AEA2));
        room.Candle(left + room.Wide * 0.06f, room.Foot - 6 * easel.Unit, 4 * easel.Unit);
    }

    private static void PaintCarpet(Easel easel, Room room, uint rgb)
    {
        var (width, height, color) = (easel.Width, easel.Height, easel.Palette.Lit(rgb));
        using var carpet = Easel.Outline(new(width * 0.46f, room.Foot + 3 * easel.Unit), new(width * 0.54f, room.Foot + 3 * easel.Unit), new(width * 0.68f, height), new(width * 0.32f, height));
        easel.FillDown(carpet, room.Foot, height, color.Darker(0.15f), color);
        foreach (var side in new[] { -1, 1 })
            easel.Line(width * 0.5f + side * width * 0.036f, room.Foot + 3 * easel.Unit, width * 0.5f + side * width * 0.163f, height, 0.7f * easel.Unit, easel.Palette.Lit(0xD9B35A));
    }

    private static void PaintThrone(Easel easel, float x, float foot)
    {
        var (unit, gold, velvet) = (easel.Unit, easel.Palette.Lit(0xD2A94C), easel.Palette.Lit(0x8E2A38));
        using var back = Buildings.PointedArch(x - 7 * unit, foot - 34 * unit, 14 * unit, foot);
        easel.Fill(back, gold.Darker(0.1f));
        using var padding = Buildings.PointedArch(x - 5 * unit, foot - 29 * unit, 10 * unit, foot);
        easel.Fill(padding, velvet);
        easel.Rect(x - 8 * unit, foot - 9 * unit, 16 * unit, 3 * unit, velvet.Lighter(0.12f));
        easel.Rect(x - 8 * unit, foot - 6 * unit, 16 * unit, 6 * unit, gold.Darker(0.3f));
        foreach (var side in new[] { -9.4f, 7f })
            easel.Rect(x + side * unit, foot - 14 * unit, 2.4f * unit, 14 * unit, gold);
        foreach (var orb in new[] { -7f, 0f, 7f })
            easel.Oval(x + orb * unit, foot - (orb == 0 ? 35 : 23) * unit, 1.5f * unit, 1.5f * unit, gold.Lighter(0.25f));
    }

    private static void PaintBanner(Easel easel, float left, float top, float wide, float tall)
    {
        var cloth = easel.Palette.Lit(0x2F4A86);
        easel.Polygon(cloth, new(left, top), new(left + wide, top), new(left + wide, top + tall), new(left + wide / 2, top + tall * 0.86f), new(left, top + tall));
        easel.Polygon(cloth.Darker(0.2f), new(left, top), new(left + wide * 0.25f, top), new(left + wide * 0.25f, top + tall * 0.93f), new(left, top + tall));
        easel.Oval(left + wide / 2, top + tall * 0.4f, wide * 0.24f, wide * 0.24f, easel.Palette.Lit(0xD9B35A));
    }

    private static void PaintBrazier(Easel easel, Room room, float x, float foot)
    {
        var iron = easel.Palette.Lit(0x2B2730);
        easel.Line(x, foot, x, foot - 12 * easel.Unit, 1.2f * easel.Unit, iron);
        easel.Polygon(iron, new(x - 4 * easel.Unit, foot - 14 * easel.Unit), new(x + 4 * easel.Unit, foot - 14 * easel.Unit), new(x + 2 * easel.Unit, foot - 10.5f * easel.Unit), new(x - 2 * easel.Unit, foot - 10.5f * easel.Unit));
        room.Flame(x, foot - 16 * easel.Unit, 3.4f * easel.Unit, 30 * easel.Unit);
    }

    private static void PaintLadder(Easel easel, Room room)
    {
        var (wood, x) = (easel.Palette.Lit(0x8A6239), room.Right - room.Wide * 0.26f);
        for (var rung = 0; rung < 11; rung++)
            easel.Line(x + rung * easel.Unit, room.Foot - rung * room.Tall * 0.085f, x + (7 + rung) * easel.Unit, room.Foot - rung * room.Tall * 0.085f, 0.6f * easel.Unit, wood);
        foreach (var rail in new[] { 0, 7 })
            easel.Line(x + (rail - 0.6f) * easel.Unit, room.Foot + 2 * easel.Unit, x + (rail + 10.4f) * easel.Unit, room.Foot - room.Tall * 0.88f, 0.9f * easel.Unit, wood);
    }

    private static void PaintFlask(Easel easel, float x, float foot, float size, SKColor liquid)
    {
        easel.Glow(x, foot - size * 0.4f, size * 2.2f, liquid, 0.4f);
        var glass = easel.Palette.Lit(0xD8E8EA).Faint(0.4f);
        easel.Rect(x - size * 0.13f, foot - size * 1.5f, size * 0.26f, size * 0.8f, glass);
        easel.Oval(x, foot - size * 0.48f, size * 0.5f, size * 0.48f, glass);
        easel.Oval(x, foot - size * 0.38f, size * 0.42f, size * 0.36f, liquid.Faint(0.85f));
        easel.Oval(x - size * 0.15f, foot - size * 0.55f, size * 0.1f, size * 0.16f, SKColors.White.Faint(0.6f));
    }

    public static void PaintOpenBook(Easel easel, float x, float foot, float wide)
    {
        var page = easel.Palette.Lit(0xF2E7CB);
        easel.Polygon(easel.Palette.Lit(0x6B3A2E), new(x - wide * 0.54f, foot), new(x - wide * 0.46f, foot - wide * 0.28f), new(x + wide * 0.46f, foot - wide * 0.28f), new(x + wide * 0.54f, foot));
        easel.Polygon(page, new(x, foot - wide * 0.04f), new(x - wide * 0.5f, foot - wide * 0.05f), new(x - wide * 0.43f, foot - wide * 0.32f), new(x, foot - wide * 0.27f));
        easel.Polygon(page.Darker(0.08f), new(x, foot - wide * 0.04f), new(x + wide * 0.5f, foot - wide * 0.05f), new(x + wide * 0.43f, foot - wide * 0.32f), new(x, foot - wide * 0.27f));
        for (var line = 0; line < 4; line++)
            foreach (var side in new[] { -1, 1 })
                easel.Line(x + side * wide * 0.09f, foot - wide * (0.09f + 0.05f * line), x + side * wide * 0.38f, foot - wide * (0.1f + 0.05f * line), 0.18f * easel.Unit, page.Darker(0.5f));
    }
}
