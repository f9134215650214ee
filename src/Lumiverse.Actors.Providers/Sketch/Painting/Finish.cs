using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>The last two layers: darker corners, and the grain of paper.</summary>
internal static class Finish
{
    private const int GrainSide = 256;

    private static readonly Lazy<SKShader> Grain = new(MakeGrain);

    public static void Paint(Easel easel)
    {
        var area = new SKRect(0, 0, easel.Width, easel.Height);
        using var corners = SKShader.CreateRadialGradient(
            new SKPoint(area.MidX, area.MidY), 0.72f * MathF.Sqrt(area.Width * area.Width + area.Height * area.Height) * 0.9f,
            [SKColors.Transparent, SKColors.Transparent, new SKColor(8, 8, 24, 84)], [0, 0.5f, 1], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = corners };
        easel.Canvas.DrawRect(area, paint);
        paint.Shader = Grain.Value;
        easel.Canvas.DrawRect(area, paint);
    }

    /// <summary>Faint light and dark fibres; a tile, as noise for every pixel would cost more than the picture.</summary>
    private static SKShader MakeGrain()
    {
        var dice = new Dice(Dice.Hash("paper"));
        using var tile = new SKBitmap(GrainSide, GrainSide, SKColorType.Rgba8888, SKAlphaType.Premul);
        tile.Erase(SKColors.Transparent);
        using var canvas = new SKCanvas(tile);
        using var paint = new SKPaint { StrokeWidth = 1 };
        for (var fibre = 0; fibre < 5200; fibre++)
        {
            paint.Color = (dice.Chance(0.5f) ? SKColors.White : SKColors.Black).WithAlpha((byte)dice.Between(3, 11));
            var (x, y) = (dice.Below(GrainSide), dice.Below(GrainSide));
            canvas.DrawRect(x, y, 1 + dice.Below(3), 1 + dice.Below(2), paint);
        }
        return SKShader.CreateBitmap(tile, SKShaderTileMode.Repeat, SKShaderTileMode.Repeat);
    }
}
