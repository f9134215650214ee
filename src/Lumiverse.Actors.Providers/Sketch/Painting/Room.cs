using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>An indoor space seen from its front: back wall, side walls, floor, ceiling; and what rooms have in common.</summary>
internal sealed class Room(Easel easel)
{
    private bool _isLuminaryShown;

    public float Left { get; } = easel.Width * 0.17f;

    public float Right { get; } = easel.Width * 0.83f;

    public float Top { get; } = easel.Height * 0.13f;

    public float Foot { get; } = easel.Height * 0.67f;

    public float Wide => Right - Left;

    public float Tall => Foot - Top;

    public static Room Build(Easel easel, uint wall, uint floor, uint ceiling)
    {
        var room = new Room(easel);
        room.PaintShell(easel.Palette.Lit(wall), easel.Palette.Lit(floor), easel.Palette.Lit(ceiling));
        return room;
    }

    /// <summary>Boards that run towards the back wall.</summary>
    public void Boards(uint floor)
    {
        var seam = easel.Palette.Lit(floor).Darker(0.35f).Faint(0.7f);
        for (var board = -3; board <= 15; board++)
        {
            var share = board / 12f;
            easel.Line(Left + Wide * share, Foot, easel.Width * (-0.5f + 2f * share), easel.Height, 0.22f * easel.Unit, seam);
        }
    }

    /// <summary>Tiles in perspective.</summary>
    public void Tiles(uint floor)
    {
        Boards(floor);
        for (var row = 0; row < 7; row++)
        {
            var y = Foot + (easel.Height - Foot) * MathF.Pow(row / 7f, 1.7f);
            easel.Line(0, y, easel.Width, y, 0.2f * easel.Unit, easel.Palette.Lit(floor).Darker(0.35f).Faint(0.6f));
        }
    }

    public void Beams(uint wood)
    {
        for (var beam = 0; beam < 5; beam++)
        {
            var share = (beam + 0.5f) / 5;
            var (far, near, color) = (Left + Wide * share, easel.Width * (-0.3f + 1.6f * share), easel.Palette.Lit(wood));
            easel.Polygon(color, new(far - 1.2f * easel.Unit, Top), new(far + 1.2f * easel.Unit, Top), new(near + 3 * easel.Unit, 0), new(near - 3 * easel.Unit, 0));
        }
        easel.Rect(Left, Top - easel.Unit, Wide, 2.6f * easel.Unit, easel.Palette.Lit(wood).Darker(0.2f));
    }

    /// <summary>A window onto the hour and weather outside; by day it throws its light onto the floor.</summary>
    public void Window(SKPath frame, uint wood, int panes)
    {
        var (bounds, unit, palette) = (frame.Bounds, easel.Unit, easel.Palette);
        easel.Canvas.Save();
        easel.Canvas.ClipPath(frame, antialias: true);
        easel.BandDown(bounds.Top, bounds.Bottom, palette.SkyTop, palette.SkyMiddle, palette.Horizon);
        // One sun for all windows.
        if (!_isLuminaryShown)
            easel.Oval(bounds.Left + bounds.Width * 0.68f, bounds.Top + bounds.Height * 0.3f, 2.4f * unit, 2.4f * unit, palette.Light.Faint(0.9f));
        _isLuminaryShown = true;
        var hills = new Ripple(easel.Dice("outside"));
        using var land = easel.Land(x => bounds.Bottom - bounds.Height * (0.16f + 0.2f * hills.At(x / unit / 12)));
        easel.Fill(land, palette.Haze.Darker(0.3f));
        Weather.Paint(easel);
        easel.Canvas.Restore();
        easel.Stroke(frame, 1.6f * unit, palette.Lit(wood));
        for (var bar = 1; bar < panes; bar++)
            easel.Rect(bounds.Left + bounds.Width * bar / panes - 0.3f * unit, bounds.Top + 0.04f * bounds.Height, 0.6f * unit, bounds.Height * 0.96f, palette.Lit(wood));
        easel.Rect(bounds.Left, bounds.Top + bounds.Height * 0.5f, bounds.Width, 0.6f * unit, palette.Lit(wood));
        Daylight(bounds);
    }

    /// <summary>A flame with its light.</summary>
    public void Flame(float x, float y, float size, float reach)
    {
        var (outer, inner) = (easel.Palette.Glowing(0xFF9A3C), easel.Palette.Glowing(0xFFE9A8));
        easel.Glow(x, y, reach, easel.Palette.Glowing(0xFFB45C), 0.5f);
        FlameShape(x, y, size, outer);
        FlameShape(x, y + size * 0.15f, size * 0.55f, inner);
    }

    public void Candle(float x, float foot, float size)
    {
        easel.Rect(x - size * 0.16f, foot - size, size * 0.32f, size, easel.Palette.Lit(0xF0E6CC));
        Flame(x, foot - size * 1.1f, size * 0.5f, size * 6);
    }

    /// <summary>A plank table from the front.</summary>
    public void Table(float x, float y, float wide, float tall, uint wood)
    {
        var color = easel.Palette.Lit(wood);
        easel.Oval(x, y + tall, wide * 0.56f, tall * 0.12f, color.Darker(0.75f).Faint(0.45f));
        foreach (var leg in new[] { -0.44f, 0.38f })
            easel.Rect(x + leg * wide, y, wide * 0.06f, tall, color.Darker(0.35f));
        easel.Polygon(color.Lighter(0.1f), new(x - wide * 0.5f, y), new(x - wide * 0.43f, y - tall * 0.24f), new(x + wide * 0.43f, y - tall * 0.24f), new(x + wide * 0.5f, y));
        easel.Rect(x - wide * 0.5f, y, wide, tall * 0.12f, color.Darker(0.15f));
    }

    /// <summary>Shelves with books or jars.</summary>
    public void Shelves(Dice dice, SKRect area, int rows, uint wood, ReadOnlySpan<uint> colors)
    {
        var (board, row) = (easel.Palette.Lit(wood), area.Height / rows);
        easel.Rect(area.Left, area.Top, area.Width, area.Height, board.Darker(0.45f));
        for (var shelf = 0; shelf < rows; shelf++)
        {
            var foot = area.Top + (shelf + 1) * row;
            for (var x = area.Left + row * 0.1f; x < area.Right - row * 0.25f;)
            {
                var (thick, tall) = (dice.Between(0.12f, 0.26f) * row, dice.Between(0.55f, 0.84f) * row);
                if (dice.Chance(0.9f))
                    Spine(x, foot, Math.Min(thick, area.Right - x), tall, easel.Palette.Lit(colors[dice.Below(colors.Length)]));
                x += thick;
            }
            easel.Rect(area.Left, foot - row * 0.05f, area.Width, row * 0.07f, board);
        }
        foreach (var x in new[] { area.Left, area.Right })
            easel.Rect(x - row * 0.06f, area.Top - row * 0.1f, row * 0.12f, area.Height + row * 0.12f, board.Lighter(0.06f));
    }

    private void Spine(float x, float foot, float thick, float tall, SKColor color)
    {
        easel.Rect(x, foot - tall, thick * 0.92f, tall, color);
        easel.Rect(x, foot - tall * 0.85f, thick * 0.92f, tall * 0.06f, color.Lighter(0.35f));
    }

    private void PaintShell(SKColor wall, SKColor floor, SKColor ceiling)
    {
        var (width, height) = (easel.Width, easel.Height);
        using var above = Easel.Outline(new(0, 0), new(width, 0), new(Right, Top), new(Left, Top));
        easel.FillDown(above, 0, Top, ceiling.Darker(0.45f), ceiling.Darker(0.15f));
        using var left = Easel.Outline(new(0, 0), new(Left, Top), new(Left, Foot), new(0, height));
        easel.FillDown(left, 0, height, wall.Darker(0.4f), wall.Darker(0.22f), wall.Darker(0.5f));
        using var right = Easel.Outline(new(width, 0), new(Right, Top), new(Right, Foot), new(width, height));
        easel.FillDown(right, 0, height, wall.Darker(0.45f), wall.Darker(0.3f), wall.Darker(0.55f));
        using var back = Easel.Outline(new(Left, Top), new(Right, Top), new(Right, Foot), new(Left, Foot));
        easel.FillDown(back, Top, Foot, wall.Darker(0.12f), wall, wall.Darker(0.15f));
        using var ground = Easel.Outline(new(Left, Foot), new(Right, Foot), new(width * 1.02f, height), new(-width * 0.02f, height));
        easel.FillDown(ground, Foot, height, floor.Darker(0.15f), floor, floor.Darker(0.4f));
        easel.Rect(Left, Foot - 1.2f * easel.Unit, Wide, 1.2f * easel.Unit, wall.Darker(0.5f));
    }

    private void Daylight(SKRect window)
    {
        if (easel.Palette.IsDark || (easel.Brief.Air & (Air.Rain | Air.Storm)) != 0)
            return;
        using var beam = Easel.Outline(
            new(window.Left, window.Bottom), new(window.Right, window.Top + window.Height * 0.3f),
            new(window.Right + easel.Width * 0.22f, easel.Height * 0.86f), new(window.Left + easel.Width * 0.1f, easel.Height * 0.92f));
        easel.FillDown(beam, window.Top, easel.Height * 0.92f, easel.Palette.Light.Faint(0.26f), easel.Palette.Light.Faint(0.05f));
    }

    private void FlameShape(float x, float y, float size, SKColor color)
    {
        using var flame = new SKPath();
        flame.MoveTo(x, y - size * 1.2f);
        flame.CubicTo(x + size * 0.2f, y - size * 0.6f, x + size * 0.6f, y - size * 0.2f, x + size * 0.3f, y + size * 0.3f);
        flame.QuadTo(x, y + size * 0.55f, x - size * 0.3f, y + size * 0.3f);
        flame.CubicTo(x - size * 0.65f, y - size * 0.2f, x - size * 0.05f, y - size * 0.5f, x, y - size * 1.2f);
        easel.Fill(flame, color);
    }
}
