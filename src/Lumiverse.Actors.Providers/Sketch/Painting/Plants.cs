using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>Trees, reeds and grass.</summary>
internal static class Plants
{
    /// <summary>A fir of ragged tiers, its light side a shade brighter.</summary>
    public static void Fir(this Easel easel, Dice dice, float x, float foot, float height, SKColor color)
    {
        var (tiers, width) = (6, height * dice.Between(0.2f, 0.26f));
        easel.Rect(x - height * 0.018f, foot - height * 0.16f, height * 0.036f, height * 0.16f, color.Darker(0.35f));
        using var body = new SKPath();
        for (var tier = 0; tier < tiers; tier++)
        {
            var (top, bottom) = (foot - height * (1 - tier * 0.145f), foot - height * (0.72f - tier * 0.135f));
            var half = width * (0.28f + 0.72f * (tier + 1) / tiers) * dice.Between(0.9f, 1.1f);
            body.MoveTo(x, top);
            body.QuadTo(x + half * 0.35f, (top + bottom) / 2, x + half, bottom);
            body.QuadTo(x, bottom - height * 0.035f, x - half, bottom);
            body.QuadTo(x - half * 0.35f, (top + bottom) / 2, x, top);
        }
        easel.Fill(body, color);
    }

    /// <summary>A broad crown of overlapping rounds, lit from above.</summary>
    public static void Broadleaf(this Easel easel, Dice dice, float x, float foot, float height, SKColor crown, SKColor bark)
    {
        easel.Trunk(dice, x, foot, height * 0.6f, height * 0.07f, bark);
        foreach (var (tone, shift, size) in new[] { (crown.Darker(0.22f), 0.04f, 1f), (crown, 0, 0.86f), (crown.Lighter(0.1f), -0.05f, 0.6f) })
            for (var puff = 0; puff < 6; puff++)
            {
                var (angle, reach) = (puff * 1.05f, height * 0.19f * dice.Between(0.7f, 1.2f));
                var radius = height * 0.17f * size * dice.Between(0.85f, 1.2f);
                easel.Oval(
                    x + MathF.Cos(angle) * reach * 1.25f + shift * height, foot - height * 0.72f + MathF.Sin(angle) * reach + shift * height, radius * 1.15f, radius, tone);
            }
    }

    /// <summary>A trunk that widens at its foot and parts into two boughs.</summary>
    public static void Trunk(this Easel easel, Dice dice, float x, float foot, float height, float width, SKColor color)
    {
        var lean = dice.Between(-0.06f, 0.06f) * height;
        using var path = new SKPath();
        path.MoveTo(x - width * 0.9f, foot);
        path.QuadTo(x - width * 0.35f, foot - height * 0.15f, x - width * 0.35f + lean, foot - height);
        path.LineTo(x + width * 0.35f + lean, foot - height);
        path.QuadTo(x + width * 0.35f, foot - height * 0.15f, x + width * 0.9f, foot);
        path.Close();
        easel.Fill(path, color);
        foreach (var side in new[] { -1, 1 })
            easel.Line(x + lean * 0.6f, foot - height * dice.Between(0.6f, 0.75f), x + lean + side * height * 0.22f, foot - height * 1.05f, width * 0.3f, color);
    }

    /// <summary>A leafless, crooked tree.</summary>
    public static void Bare(this Easel easel, Dice dice, float x, float foot, float height, SKColor color) =>
        Bough(easel, dice, x, foot, -MathF.PI / 2 + dice.Between(-0.1f, 0.1f), height * 0.34f, height * 0.06f, color, 5);

    /// <summary>A tuft of grass or reed along a line.</summary>
    public static void Grass(this Easel easel, Dice dice, Func<float, float> lineAt, float height, int blades, SKColor color)
    {
        using var path = new SKPath();
        for (var blade = 0; blade < blades; blade++)
        {
            var (x, tall, lean) = (dice.Share() * easel.Width, height * dice.Between(0.4f, 1), dice.Between(-0.35f, 0.35f));
            var foot = lineAt(x) + easel.Unit;
            path.MoveTo(x - easel.Unit * 0.25f, foot);
            path.QuadTo(x, foot - tall * 0.6f, x + lean * tall, foot - tall);
            path.QuadTo(x + easel.Unit * 0.25f, foot - tall * 0.5f, x + easel.Unit * 0.35f, foot);
            path.Close();
        }
        easel.Fill(path, color);
    }

    private static void Bough(Easel easel, Dice dice, float x, float y, float angle, float length, float width, SKColor color, int depth)
    {
        var (endX, endY) = (x + MathF.Cos(angle) * length, y + MathF.Sin(angle) * length);
        easel.Line(x, y, endX, endY, width, color);
        if (depth == 0)
            return;
        foreach (var side in new[] { -1, 1 })
            Bough(easel, dice, endX, endY, angle + side * dice.Between(0.25f, 0.65f), length * dice.Between(0.6f, 0.78f), width * 0.62f, color, depth - 1);
    }
}
