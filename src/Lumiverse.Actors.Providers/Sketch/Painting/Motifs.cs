using Lumiverse.Actors.Providers.Sketch.Places;
using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>The focal detail, small and bright, and the people.</summary>
internal static class Motifs
{
    public static void Paint(Easel easel, SKPoint at)
    {
        if (easel.Brief.IsIndoors)
            PaintIndoors(easel, new Room(easel), at, 7 * easel.Unit);
        else
            PaintOutdoors(easel, new Room(easel), at, 11 * easel.Unit);
        PaintPeople(easel);
    }

    /// <summary>What can stand on a table or a floor; the rest would look lost there.</summary>
    private static void PaintIndoors(Easel easel, Room room, SKPoint at, float size)
    {
        switch (easel.Brief.Motif)
        {
            case Motif.Lantern: PaintLantern(easel, room, at, size); break;
            case Motif.Candle or Motif.Fire: room.Candle(at.X, at.Y, size * 0.55f); break;
            case Motif.Ship: Coasts.PaintSail(easel, at.X, at.Y, size); break;
            case Motif.Book: Halls.PaintOpenBook(easel, at.X, at.Y, size * 1.3f); break;
            case Motif.Sword: PaintSword(easel, at, size * 1.7f); break;
            case Motif.Flowers: PaintFlowers(easel, at, size); break;
        }
    }

    private static void PaintOutdoors(Easel easel, Room room, SKPoint at, float size)
    {
        switch (easel.Brief.Motif)
        {
            case Motif.Lantern: PaintLantern(easel, room, at, size); break;
            case Motif.Candle: room.Candle(at.X, at.Y, size * 0.55f); break;
            case Motif.Fire: PaintFire(easel, room, at, size); break;
            case Motif.Ship when IsByWater(easel.Brief.Place): Coasts.PaintShip(easel, easel.Width * 0.62f, easel.Height * 0.72f, 30 * easel.Unit); break;
            case Motif.Door: PaintDoor(easel, at, size * 2.1f); break;
            case Motif.Tower when easel.Brief.Place != Place.City: PaintTower(easel, new SKPoint(easel.Width * 0.16f, 0.67f * easel.Height), size * 0.75f); break;
            case Motif.Tree when easel.Brief.Place is not (Place.City or Place.Harbour or Place.Cave): PaintTree(easel, at, size); break;
            case Motif.Book: Halls.PaintOpenBook(easel, at.X, at.Y, size * 1.3f); break;
            case Motif.Sword: PaintSword(easel, at, size * 1.7f); break;
            case Motif.Birds: PaintBirds(easel); break;
            case Motif.Flowers: PaintFlowers(easel, at, size); break;
        }
    }

    private static bool IsByWater(Place place) => place is Place.Sea or Place.Harbour or Place.Lake;

    /// <summary>Specks of flowers over a meadow.</summary>
    public static void Meadow(Easel easel, Dice dice)
    {
        foreach (var rgb in new[] { 0xF2D25Cu, 0xE9E4DAu, 0xC9586Bu })
            for (var flower = 0; flower < 26; flower++)
            {
                var near = dice.Share();
                easel.Oval(dice.Share() * easel.Width, easel.Height * (0.89f + 0.1f * near), (0.25f + 0.45f * near) * easel.Unit, (0.22f + 0.4f * near) * easel.Unit, easel.Palette.Lit(rgb));
            }
    }

    private static void PaintLantern(Easel easel, Room room, SKPoint at, float size)
    {
        var (iron, glass) = (easel.Palette.Lit(0x2E2A26), easel.Palette.Glowing(0xFFD489));
        room.Flame(at.X, at.Y - size * 0.45f, size * 0.16f, size * 5);
        easel.Rect(at.X - size * 0.26f, at.Y - size * 0.75f, size * 0.52f, size * 0.66f, glass.Faint(0.75f));
        easel.Rect(at.X - size * 0.34f, at.Y - size * 0.12f, size * 0.68f, size * 0.12f, iron);
        easel.Polygon(iron, new(at.X - size * 0.36f, at.Y - size * 0.75f), new(at.X, at.Y - size * 1.05f), new(at.X + size * 0.36f, at.Y - size * 0.75f));
        foreach (var bar in new[] { -0.28f, -0.03f, 0.22f })
            easel.Rect(at.X + bar * size, at.Y - size * 0.78f, size * 0.06f, size * 0.7f, iron);
        using var handle = new SKPath();
        handle.AddArc(new SKRect(at.X - size * 0.18f, at.Y - size * 1.28f, at.X + size * 0.18f, at.Y - size * 0.9f), 180, 180);
        easel.Stroke(handle, size * 0.05f, iron);
    }

    private static void PaintFire(Easel easel, Room room, SKPoint at, float size)
    {
        foreach (var side in new[] { -1, 1 })
            easel.Line(at.X - side * size * 0.5f, at.Y, at.X + side * size * 0.4f, at.Y - size * 0.25f, size * 0.13f, easel.Palette.Lit(0x4A3020));
        foreach (var (shift, tall) in new[] { (-0.22f, 0.42f), (0.22f, 0.38f), (0f, 0.65f) })
            room.Flame(at.X + shift * size, at.Y - size * 0.35f, tall * size, tall * size * 6);
    }

    private static void PaintDoor(Easel easel, SKPoint at, float size)
    {
        using var frame = Buildings.Arch(at.X - size * 0.34f, at.Y - size * 1.08f, size * 0.68f, at.Y);
        using var leaf = Buildings.Arch(at.X - size * 0.27f, at.Y - size, size * 0.54f, at.Y);
        easel.Fill(frame, easel.Palette.Lit(0x8D8578));
        easel.Fill(leaf, easel.Palette.Lit(0x6B4527));
        for (var plank = 1; plank < 4; plank++)
            easel.Line(at.X + (plank - 2) * size * 0.135f, at.Y - size * 0.8f, at.X + (plank - 2) * size * 0.135f, at.Y, 0.2f * easel.Unit, easel.Palette.Lit(0x3E2818));
        easel.Oval(at.X + size * 0.18f, at.Y - size * 0.4f, size * 0.035f, size * 0.035f, easel.Palette.Glowing(0xE2B95C));
        easel.Glow(at.X, at.Y - size * 0.5f, size * 1.2f, easel.Palette.Light, 0.25f);
    }

    private static void PaintTower(Easel easel, SKPoint at, float size)
    {
        var stone = easel.Palette.At(0xC9C0AE, 0.4f);
        easel.TowerBlock(at.X - size * 0.4f, at.Y - size * 3.2f, size * 0.8f, at.Y, stone, easel.Palette.At(0x8A4038, 0.36f));
        for (var floor = 0; floor < 3; floor++)
            easel.Window(easel.Dice("tower"), at.X - size * 0.1f, at.Y - size * (2.8f - 0.9f * floor), size * 0.2f, size * 0.36f, 0.1f);
    }

    private static void PaintTree(Easel easel, SKPoint at, float size) =>
        easel.Broadleaf(easel.Dice("tree"), at.X, at.Y, size * 3.4f, easel.Palette.Lit(0x57863F), easel.Palette.Lit(0x4A3828));

    private static void PaintSword(Easel easel, SKPoint at, float size)
    {
        var (steel, brass) = (easel.Palette.Glowing(0xC9D3DA), easel.Palette.Lit(0xB08A3E));
        easel.Glow(at.X, at.Y - size * 0.5f, size * 0.9f, easel.Palette.Light, 0.35f);
        easel.Polygon(steel, new(at.X - size * 0.05f, at.Y - size * 0.72f), new(at.X, at.Y - size * 0.72f), new(at.X, at.Y), new(at.X - size * 0.03f, at.Y - size * 0.06f));
        easel.Polygon(steel.Darker(0.25f), new(at.X, at.Y - size * 0.72f), new(at.X + size * 0.05f, at.Y - size * 0.72f), new(at.X + size * 0.03f, at.Y - size * 0.06f), new(at.X, at.Y));
        easel.Line(at.X - size * 0.17f, at.Y - size * 0.73f, at.X + size * 0.17f, at.Y - size * 0.73f, size * 0.05f, brass);
        easel.Line(at.X, at.Y - size * 0.75f, at.X, at.Y - size * 0.96f, size * 0.055f, easel.Palette.Lit(0x4A2F22));
        easel.Oval(at.X, at.Y - size, size * 0.05f, size * 0.05f, brass.Lighter(0.2f));
    }

    private static void PaintBirds(Easel easel)
    {
        var dice = easel.Dice("birds");
        using var flock = new SKPath();
        for (var bird = 0; bird < 9; bird++)
        {
            var (x, y, span) = (easel.Width * dice.Between(0.3f, 0.7f), easel.Height * dice.Between(0.16f, 0.4f), dice.Between(1.2f, 2.8f) * easel.Unit);
            flock.MoveTo(x - span, y - span * 0.4f);
            flock.QuadTo(x - span * 0.4f, y - span * 0.6f, x, y);
            flock.QuadTo(x + span * 0.4f, y - span * 0.6f, x + span, y - span * 0.4f);
        }
        easel.Stroke(flock, 0.45f * easel.Unit, easel.Palette.Lit(0x23252E));
    }

    private static void PaintFlowers(Easel easel, SKPoint at, float size)
    {
        var dice = easel.Dice("flowers");
        for (var flower = 0; flower < 7; flower++)
        {
            var (x, y) = (at.X + dice.Between(-0.5f, 0.5f) * size, at.Y - dice.Between(0.5f, 1.1f) * size);
            easel.Line(at.X + (x - at.X) * 0.3f, at.Y, x, y, size * 0.035f, easel.Palette.Lit(0x3F6B35));
            var petal = easel.Palette.Lit(flower % 2 == 0 ? 0xD94F66u : 0xF0B6C0u);
            for (var leaf = 0; leaf < 5; leaf++)
                easel.Oval(x + MathF.Cos(leaf * 1.257f) * size * 0.09f, y + MathF.Sin(leaf * 1.257f) * size * 0.09f, size * 0.075f, size * 0.075f, petal);
            easel.Oval(x, y, size * 0.06f, size * 0.06f, easel.Palette.Lit(0xF4D35E));
        }
    }

    /// <summary>Standing figures with their backs to the eye, looking into the picture.</summary>
    private static void PaintPeople(Easel easel)
    {
        for (var person = 0; person < easel.Brief.People; person++)
        {
            var (x, foot, tall) = (easel.Width * (0.46f + 0.07f * person), easel.Height * (0.945f - 0.01f * person), (21 - person) * easel.Unit);
            var cloak = easel.Palette.Lit(person switch { 0 => 0x3A3A4Au, 1 => 0x5A3A3Au, _ => 0x35503Fu });
            easel.Oval(x, foot, tall * 0.24f, tall * 0.03f, SKColors.Black.Faint(0.3f));
            using var body = new SKPath();
            body.MoveTo(x - tall * 0.07f, foot - tall * 0.8f);
            body.CubicTo(x - tall * 0.2f, foot - tall * 0.72f, x - tall * 0.15f, foot - tall * 0.3f, x - tall * 0.2f, foot);
            body.LineTo(x + tall * 0.2f, foot);
            body.CubicTo(x + tall * 0.15f, foot - tall * 0.3f, x + tall * 0.2f, foot - tall * 0.72f, x + tall * 0.07f, foot - tall * 0.8f);
            body.Close();
            easel.FillDown(body, foot - tall, foot, cloak.Lighter(0.12f), cloak.Darker(0.4f));
            easel.Oval(x, foot - tall * 0.89f, tall * 0.085f, tall * 0.1f, easel.Palette.Lit(0x3A2A22));
        }
    }
}
