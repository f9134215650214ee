using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>Houses, towers, arches and windows.</summary>
internal static class Buildings
{
    /// <summary>Lamplight behind glass.</summary>
    public const uint Lamplight = 0xFFC765;

    /// <summary>A house with a pitched roof; its windows are lit when it is dark.</summary>
    public static void House(this Easel easel, Dice dice, float left, float foot, float width, float height, uint wall, uint roof, float distance)
    {
        var (palette, top, ridge) = (easel.Palette, foot - height, foot - height - width * dice.Between(0.5f, 0.7f));
        easel.Rect(left, top, width, height + easel.Unit, palette.At(wall, distance));
        easel.Rect(left, top, width * 0.22f, height + easel.Unit, palette.At(wall, distance).Darker(0.12f));
        easel.Rect(left + width * 0.68f, ridge, width * 0.13f, width * 0.4f, palette.At(roof, distance).Darker(0.3f));
        easel.Polygon(palette.At(roof, distance), new(left - width * 0.1f, top), new(left + width / 2, ridge), new(left + width * 1.1f, top));
        easel.Polygon(palette.At(roof, distance).Darker(0.18f), new(left - width * 0.1f, top), new(left + width / 2, ridge), new(left + width * 0.3f, top));
        for (var window = 0; window < 2; window++)
            easel.Window(dice, left + width * (0.2f + 0.38f * window), top + height * 0.22f, width * 0.2f, height * 0.26f, distance);
        easel.Rect(left + width * 0.42f, foot - height * 0.38f, width * 0.17f, height * 0.38f + easel.Unit, palette.At(0x4A3526, distance));
    }

    /// <summary>A pane: lamplight with a glow by night, mostly; reflected sky by day.</summary>
    public static void Window(this Easel easel, Dice dice, float left, float top, float width, float height, float distance)
    {
        var isLit = easel.Palette.IsDark && dice.Chance(0.75f);
        var dark = Ink.Mix(easel.Palette.At(0x3A4652, distance), easel.Palette.SkyTop, 0.3f);
        var color = isLit ? Ink.Mix(easel.Palette.Glowing(Lamplight), easel.Palette.Haze, distance * 0.4f) : dark;
        if (isLit)
            easel.Glow(left + width / 2, top + height / 2, Math.Max(width, height) * 2.2f, color, 0.4f * (1 - distance));
        easel.Rect(left, top, width, height, color);
        easel.Rect(left + width * 0.46f, top, width * 0.08f, height, dark.Darker(0.3f));
    }

    /// <summary>A round tower with merlons, or a pointed roof.</summary>
    public static void TowerBlock(this Easel easel, float left, float top, float width, float foot, SKColor color, SKColor? roof)
    {
        easel.Rect(left, top, width, foot - top, color);
        easel.Rect(left, top, width * 0.3f, foot - top, color.Darker(0.14f));
        easel.Rect(left - width * 0.07f, top, width * 1.14f, width * 0.16f, color.Lighter(0.06f));
        if (roof is { } tiles)
            easel.Polygon(tiles, new(left - width * 0.16f, top), new(left + width / 2, top - width * 1.5f), new(left + width * 1.16f, top));
        else
            easel.Merlons(left - width * 0.07f, top, width * 1.14f, color.Lighter(0.06f));
    }

    public static void Merlons(this Easel easel, float left, float top, float width, SKColor color)
    {
        var size = 1.3f * easel.Unit;
        var count = Math.Max(2, (int)(width / size / 2));
        for (var merlon = 0; merlon < count; merlon++)
            easel.Rect(left + merlon * (width - size) / (count - 1), top - size, size, size + 1, color);
    }

    /// <summary>A round-headed opening.</summary>
    public static SKPath Arch(float left, float top, float width, float foot)
    {
        var path = new SKPath();
        path.MoveTo(left, foot);
        path.LineTo(left, top + width / 2);
        path.ArcTo(new SKRect(left, top, left + width, top + width), 180, 180, false);
        path.LineTo(left + width, foot);
        path.Close();
        return path;
    }

    public static SKPath PointedArch(float left, float top, float width, float foot)
    {
        var path = new SKPath();
        path.MoveTo(left, foot);
        path.LineTo(left, top + width * 0.8f);
        path.QuadTo(left, top + width * 0.3f, left + width / 2, top);
        path.QuadTo(left + width, top + width * 0.3f, left + width, top + width * 0.8f);
        path.LineTo(left + width, foot);
        path.Close();
        return path;
    }

    public static void Column(this Easel easel, float x, float top, float foot, float width, SKColor color)
    {
        easel.Rect(x - width * 0.7f, foot - width * 0.4f, width * 1.4f, width * 0.4f, color.Darker(0.1f));
        easel.Rect(x - width * 0.5f, top, width, foot - top, color);
        easel.Rect(x - width * 0.5f, top, width * 0.28f, foot - top, color.Darker(0.2f));
        easel.Rect(x + width * 0.2f, top, width * 0.12f, foot - top, color.Lighter(0.12f));
        easel.Rect(x - width * 0.72f, top - width * 0.35f, width * 1.44f, width * 0.4f, color.Lighter(0.05f));
    }
}
