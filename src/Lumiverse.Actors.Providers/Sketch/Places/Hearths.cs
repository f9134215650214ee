using Lumiverse.Actors.Providers.Sketch.Painting;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Places;

/// <summary>Rooms to eat, drink and sleep in: tavern, kitchen, bedroom, ship's cabin.</summary>
internal static class Hearths
{
    public static SKPoint PaintTavern(Easel easel)
    {
        var (dice, unit) = (easel.Dice("tavern"), easel.Unit);
        var room = Room.Build(easel, 0x9A7650, 0x7B5637, 0x5B4029);
        room.Boards(0x7B5637);
        room.Beams(0x4A3220);
        using var window = Buildings.Arch(room.Left + room.Wide * 0.06f, room.Top + room.Tall * 0.2f, room.Wide * 0.17f, room.Top + room.Tall * 0.68f);
        room.Window(window, 0x4A3220, 2);
        room.Shelves(dice, SKRect.Create(room.Left + room.Wide * 0.32f, room.Top + room.Tall * 0.2f, room.Wide * 0.3f, room.Tall * 0.42f), 3, 0x57391F, [0x4F7A55, 0x8C5A2E, 0xB5893F, 0x7C3B33, 0x3F5E73, 0xC9B27A]);
        PaintCounter(easel, room);
        PaintFireplace(easel, room, room.Left + room.Wide * 0.7f, room.Wide * 0.26f);
        foreach (var share in new[] { 0.33f, 0.6f })
            PaintLampOnChain(easel, room, easel.Width * share, easel.Height * 0.24f);
        PaintStools(easel);
        room.Table(easel.Width * 0.33f, easel.Height * 0.8f, 44 * unit, 15 * unit, 0x8A5F3A);
        PaintMug(easel, easel.Width * 0.27f, easel.Height * 0.785f, 4.2f * unit);
        PaintMug(easel, easel.Width * 0.41f, easel.Height * 0.79f, 4.2f * unit);
        return new SKPoint(easel.Width * 0.34f, easel.Height * 0.79f);
    }

    public static SKPoint PaintKitchen(Easel easel)
    {
        var (dice, unit) = (easel.Dice("kitchen"), easel.Unit);
        var room = Room.Build(easel, 0xC7B08A, 0x9C6B4A, 0x77593C);
        room.Tiles(0x9C6B4A);
        room.Beams(0x5E4229);
        using var window = Easel.Outline(new(room.Left + room.Wide * 0.07f, room.Top + room.Tall * 0.2f), new(room.Left + room.Wide * 0.3f, room.Top + room.Tall * 0.2f), new(room.Left + room.Wide * 0.3f, room.Top + room.Tall * 0.62f), new(room.Left + room.Wide * 0.07f, room.Top + room.Tall * 0.62f));
        window.Close();
        room.Window(window, 0x6B4A2E, 2);
        room.Shelves(dice, SKRect.Create(room.Left + room.Wide * 0.37f, room.Top + room.Tall * 0.24f, room.Wide * 0.24f, room.Tall * 0.36f), 2, 0x6B4A2E, [0xE5DCC5, 0xB5563D, 0x5E7F8C, 0xD6A94F]);
        PaintFireplace(easel, room, room.Left + room.Wide * 0.67f, room.Wide * 0.3f);
        for (var pan = 0; pan < 5; pan++)
            PaintPan(easel, room.Left + room.Wide * (0.1f + 0.09f * pan), room.Top + room.Tall * 0.04f, dice.Between(2, 3.2f) * unit);
        room.Table(easel.Width * 0.42f, easel.Height * 0.81f, 60 * unit, 15 * unit, 0xB08556);
        PaintMug(easel, easel.Width * 0.28f, easel.Height * 0.795f, 5 * unit);
        foreach (var (share, color) in new[] { (0.55f, 0xB5402Fu), (0.58f, 0xD69A3Au), (0.565f, 0x6E8F3Fu) })
            easel.Oval(easel.Width * share, easel.Height * 0.785f, 2 * unit, 1.9f * unit, easel.Palette.Lit(color));
        return new SKPoint(easel.Width * 0.41f, easel.Height * 0.8f);
    }

    public static SKPoint PaintBedroom(Easel easel)
    {
        var (dice, unit, palette) = (easel.Dice("bedroom"), easel.Unit, easel.Palette);
        var room = Room.Build(easel, 0x8E97A6, 0x8B6645, 0x767C89);
        room.Boards(0x8B6645);
        using var window = Easel.Outline(new(room.Left + room.Wide * 0.1f, room.Top + room.Tall * 0.14f), new(room.Left + room.Wide * 0.38f, room.Top + room.Tall * 0.14f), new(room.Left + room.Wide * 0.38f, room.Top + room.Tall * 0.7f), new(room.Left + room.Wide * 0.1f, room.Top + room.Tall * 0.7f));
        window.Close();
        room.Window(window, 0xE6DFD0, 2);
        foreach (var (left, right) in new[] { (0.04f, 0.14f), (0.34f, 0.44f) })
            PaintCurtain(easel, room.Left + room.Wide * left, room.Left + room.Wide * right, room.Top + room.Tall * 0.08f, room.Foot, palette.Lit(0x9C5560));
        room.Shelves(dice, SKRect.Create(room.Left + room.Wide * 0.5f, room.Top + room.Tall * 0.16f, room.Wide * 0.16f, room.Tall * 0.3f), 2, 0x6B4C33, [0x7C4B52, 0x4F6B73, 0xB08B4F]);
        easel.Oval(easel.Width * 0.44f, easel.Height * 0.88f, 30 * unit, 7 * unit, palette.Lit(0x9F4F4F).Faint(0.85f));
        easel.Oval(easel.Width * 0.44f, easel.Height * 0.88f, 24 * unit, 5.4f * unit, palette.Lit(0xC79A62).Faint(0.7f));
        PaintBed(easel, easel.Width * 0.6f, easel.Height * 0.62f, easel.Width * 0.36f);
        room.Table(easel.Width * 0.53f, easel.Height * 0.7f, 13 * unit, 11 * unit, 0x6B4C33);
        room.Candle(easel.Width * 0.515f, easel.Height * 0.69f, 3.2f * unit);
        return new SKPoint(easel.Width * 0.55f, easel.Height * 0.692f);
    }

    public static SKPoint PaintShipCabin(Easel easel)
    {
        var (dice, unit, palette) = (easel.Dice("cabin"), easel.Unit, easel.Palette);
        var room = Room.Build(easel, 0x7E5A3C, 0x6D4A30, 0x5C3F29);
        room.Boards(0x6D4A30);
        for (var pane = 0; pane < 5; pane++)
        {
            using var window = Buildings.Arch(room.Left + room.Wide * (0.05f + 0.185f * pane), room.Top + room.Tall * 0.16f, room.Wide * 0.155f, room.Top + room.Tall * 0.66f);
            room.Window(window, 0x4C321F, 2);
        }
        easel.Rect(room.Left, room.Top + room.Tall * 0.7f, room.Wide, 1.6f * unit, palette.Lit(0xB68B4A));
        for (var plank = 1; plank < 4; plank++)
            easel.Rect(room.Left, room.Foot - plank * 3.2f * unit, room.Wide, 0.25f * unit, palette.Lit(0x4C321F));
        room.Beams(0x432C1C);
        PaintLampOnChain(easel, room, easel.Width * 0.5f, easel.Height * 0.25f);
        room.Table(easel.Width * 0.48f, easel.Height * 0.82f, 66 * unit, 15 * unit, 0x7C5533);
        easel.Polygon(palette.Lit(0xE7D6AC), new(easel.Width * 0.36f, easel.Height * 0.812f), new(easel.Width * 0.4f, easel.Height * 0.79f), new(easel.Width * 0.56f, easel.Height * 0.79f), new(easel.Width * 0.57f, easel.Height * 0.812f));
        PaintGlobe(easel, easel.Width * 0.32f, easel.Height * 0.78f, 5 * unit);
        easel.Oval(easel.Width * 0.88f, easel.Height * 0.86f, 9 * unit, 3 * unit, palette.Lit(0x4C321F));
        easel.Rect(easel.Width * 0.88f - 9 * unit, easel.Height * 0.86f, 18 * unit, 13 * unit, palette.Lit(0x5E3F27));
        return new SKPoint(easel.Width * 0.62f, easel.Height * 0.81f);
    }

    public static void PaintLampOnChain(Easel easel, Room room, float x, float y)
    {
        easel.Line(x, 0, x, y, 0.3f * easel.Unit, easel.Palette.Lit(0x2A221B));
        easel.Polygon(easel.Palette.Lit(0x3A2E22), new(x - 2 * easel.Unit, y), new(x + 2 * easel.Unit, y), new(x + 3 * easel.Unit, y + 2 * easel.Unit), new(x - 3 * easel.Unit, y + 2 * easel.Unit));
        room.Flame(x, y + 3.6f * easel.Unit, 1.5f * easel.Unit, 32 * easel.Unit);
    }

    public static void PaintCurtain(Easel easel, float left, float right, float top, float foot, SKColor color)
    {
        var fold = (right - left) / 4;
        for (var index = 0; index < 4; index++)
            easel.Rect(left + index * fold, top, fold + 1, foot - top, index % 2 == 0 ? color : color.Darker(0.16f));
        easel.Rect(left - fold * 0.3f, top - easel.Unit, right - left + fold * 0.6f, easel.Unit, easel.Palette.Lit(0xB58F4A));
    }

    private static void PaintFireplace(Easel easel, Room room, float left, float wide)
    {
        var (stone, top) = (easel.Palette.Lit(0x8D8578), room.Top + room.Tall * 0.36f);
        easel.Rect(left + wide * 0.18f, room.Top, wide * 0.64f, top - room.Top, stone.Darker(0.12f));
        easel.Rect(left, top, wide, room.Foot - top, stone);
        for (var row = 0; row < 5; row++)
            for (var block = 0; block < 4; block++)
                easel.Rect(left + wide * (0.02f + 0.245f * block + 0.06f * (row % 2)), top + (room.Foot - top) * (0.04f + 0.2f * row), wide * 0.18f, (room.Foot - top) * 0.15f, stone.Lighter(0.05f + 0.02f * ((row + block) % 3)));
        easel.Rect(left - wide * 0.06f, top - 1.6f * easel.Unit, wide * 1.12f, 2.4f * easel.Unit, easel.Palette.Lit(0x54381F));
        using var opening = Buildings.Arch(left + wide * 0.2f, top + (room.Foot - top) * 0.24f, wide * 0.6f, room.Foot);
        easel.Fill(opening, easel.Palette.Lit(0x1E1613));
        var (x, y) = (left + wide / 2, room.Foot - 2.4f * easel.Unit);
        easel.Line(x - wide * 0.2f, y + 1.6f * easel.Unit, x + wide * 0.2f, y + easel.Unit, 1.5f * easel.Unit, easel.Palette.Lit(0x5A3A22));
        foreach (var (shift, size) in new[] { (-0.12f, 3.4f), (0.12f, 3f), (0, 5f) })
            room.Flame(x + shift * wide, y - easel.Unit, size * easel.Unit, (16 + 6 * size) * easel.Unit);
    }

    private static void PaintCounter(Easel easel, Room room)
    {
        var (wood, left, top) = (easel.Palette.Lit(0x6B4527), room.Left + room.Wide * 0.26f, room.Foot - room.Tall * 0.28f);
        easel.Rect(left, top, room.Wide * 0.42f, room.Foot - top + 2 * easel.Unit, wood);
        for (var panel = 0; panel < 4; panel++)
            easel.Rect(left + room.Wide * (0.015f + 0.1f * panel), top + 3 * easel.Unit, room.Wide * 0.085f, room.Foot - top - 4 * easel.Unit, wood.Darker(0.2f));
        easel.Rect(left - easel.Unit, top, room.Wide * 0.42f + 2 * easel.Unit, 2 * easel.Unit, wood.Lighter(0.18f));
    }

    private static void PaintStools(Easel easel)
    {
        foreach (var share in new[] { 0.16f, 0.52f, 0.74f })
        {
            var (x, y, wood) = (easel.Width * share, easel.Height * 0.83f, easel.Palette.Lit(0x5F4027));
            foreach (var leg in new[] { -3.6f, 0, 3.6f })
                easel.Line(x + leg * 0.7f * easel.Unit, y, x + leg * easel.Unit, y + 9 * easel.Unit, easel.Unit, wood.Darker(0.25f));
            easel.Oval(x, y, 5 * easel.Unit, 1.5f * easel.Unit, wood.Lighter(0.15f));
        }
    }

    private static void PaintMug(Easel easel, float x, float foot, float size)
    {
        var pewter = easel.Palette.Lit(0xA7A397);
        easel.Rect(x - size * 0.35f, foot - size, size * 0.7f, size, pewter);
        easel.Rect(x - size * 0.35f, foot - size, size * 0.2f, size, pewter.Darker(0.2f));
        easel.Oval(x, foot - size, size * 0.42f, size * 0.18f, easel.Palette.Lit(0xF4EBD5));
    }

    private static void PaintPan(Easel easel, float x, float top, float size)
    {
        var copper = easel.Palette.Lit(0xB8703F);
        easel.Line(x, top, x, top + size * 1.8f, 0.4f * easel.Unit, copper.Darker(0.4f));
        easel.Oval(x, top + size * 2.4f, size, size, copper);
        easel.Oval(x - size * 0.2f, top + size * 2.25f, size * 0.6f, size * 0.6f, copper.Lighter(0.2f));
    }

    private static void PaintBed(Easel easel, float left, float top, float wide)
    {
        var (unit, palette) = (easel.Unit, easel.Palette);
        easel.Rect(left + wide * 0.86f, top - 14 * unit, wide * 0.2f, 50 * unit, palette.Lit(0x5B3D27));
        using var mattress = Easel.Outline(new(left, top + 10 * unit), new(left + wide * 0.16f, top + 3 * unit), new(left + wide, top + 3 * unit), new(left + wide, top + 26 * unit), new(left, top + 26 * unit));
        easel.FillDown(mattress, top, top + 26 * unit, palette.Lit(0xB9AE9E), palette.Lit(0x6F6660));
        using var blanket = new SKPath();
        blanket.MoveTo(left, top + 10 * unit);
        blanket.QuadTo(left + wide * 0.3f, top + 2 * unit, left + wide * 0.62f, top + 4 * unit);
        blanket.QuadTo(left + wide * 0.58f, top + 16 * unit, left + wide * 0.66f, top + 29 * unit);
        blanket.LineTo(left, top + 29 * unit);
        blanket.Close();
        easel.FillDown(blanket, top, top + 29 * unit, palette.Lit(0x5B7296), palette.Lit(0x344560));
        easel.Oval(left + wide * 0.81f, top + 3.4f * unit, 7 * unit, 2.6f * unit, palette.Lit(0xC9C0B2));
        easel.Oval(left + wide * 0.8f, top + 2.4f * unit, 7 * unit, 2.6f * unit, palette.Lit(0xF1EADC));
    }

    private static void PaintGlobe(Easel easel, float x, float y, float size)
    {
        easel.Line(x, y, x, y + size * 0.5f, 0.6f * easel.Unit, easel.Palette.Lit(0xA67C3E));
        easel.Oval(x, y - size * 0.6f, size, size, easel.Palette.Lit(0x4F8296));
        easel.Oval(x - size * 0.25f, y - size * 0.8f, size * 0.45f, size * 0.35f, easel.Palette.Lit(0xB9A468));
        easel.Oval(x + size * 0.3f, y - size * 0.3f, size * 0.3f, size * 0.38f, easel.Palette.Lit(0xA9955C));
    }
}
