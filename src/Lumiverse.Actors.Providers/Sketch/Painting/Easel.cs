using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>A canvas with its brief, its light, and the brushes that everything is painted with.</summary>
internal sealed class Easel(SKCanvas canvas, SketchBrief brief) : IDisposable
{
    private readonly SKPaint _paint = new() { IsAntialias = true };

    public SKCanvas Canvas => canvas;

    public SketchBrief Brief => brief;

    public Palette Palette { get; } = Palette.For(brief);

    public float Width => brief.WidthPixels;

    public float Height => brief.HeightPixels;

    /// <summary>A hundredth of the shorter side: the measure of everything that stands in the picture.</summary>
    public float Unit { get; } = Math.Min(brief.WidthPixels, brief.HeightPixels) / 100f;

    /// <summary>Chance of its own for each part, so that rain doesn't move the mountains.</summary>
    public Dice Dice(string part) => new(brief.Seed ^ Painting.Dice.Hash(part));

    public void Fill(SKPath path, SKColor color) => canvas.DrawPath(path, Solid(color));

    public void Rect(float left, float top, float width, float height, SKColor color) => canvas.DrawRect(left, top, width, height, Solid(color));

    public void Oval(float x, float y, float radiusX, float radiusY, SKColor color) => canvas.DrawOval(x, y, radiusX, radiusY, Solid(color));

    public void Polygon(SKColor color, params ReadOnlySpan<SKPoint> corners)
    {
        using var path = Outline(corners);
        Fill(path, color);
    }

    public void Line(float fromX, float fromY, float toX, float toY, float thickness, SKColor color)
    {
        Solid(color);
        _paint.IsStroke = true;
        _paint.StrokeWidth = thickness;
        _paint.StrokeCap = SKStrokeCap.Round;
        canvas.DrawLine(fromX, fromY, toX, toY, _paint);
        _paint.IsStroke = false;
    }

    public void Stroke(SKPath path, float thickness, SKColor color)
    {
        Solid(color);
        _paint.IsStroke = true;
        _paint.StrokeWidth = thickness;
        _paint.StrokeCap = SKStrokeCap.Round;
        canvas.DrawPath(path, _paint);
        _paint.IsStroke = false;
    }

    /// <summary>Fills with colours that change from top to bottom.</summary>
    public void FillDown(SKPath path, float top, float bottom, params SKColor[] colors)
    {
        using var shader = SKShader.CreateLinearGradient(new SKPoint(0, top), new SKPoint(0, bottom), colors, SKShaderTileMode.Clamp);
        Shaded(shader, () => canvas.DrawPath(path, _paint));
    }

    /// <summary>A band over the whole width.</summary>
    public void BandDown(float top, float bottom, params SKColor[] colors)
    {
        using var shader = SKShader.CreateLinearGradient(new SKPoint(0, top), new SKPoint(0, bottom), colors, SKShaderTileMode.Clamp);
        Shaded(shader, () => canvas.DrawRect(0, top, Width, bottom - top, _paint));
    }

    /// <summary>Soft light around a point, added to what is there.</summary>
    public void Glow(float x, float y, float radius, SKColor color, float strength)
    {
        SKColor[] colors = [color.Faint(strength), color.Faint(strength * 0.35f), color.Faint(0)];
        using var shader = SKShader.CreateRadialGradient(new SKPoint(x, y), radius, colors, [0, 0.35f, 1], SKShaderTileMode.Clamp);
        _paint.BlendMode = SKBlendMode.Screen;
        Shaded(shader, () => canvas.DrawRect(x - radius, y - radius, 2 * radius, 2 * radius, _paint));
        _paint.BlendMode = SKBlendMode.SrcOver;
    }

    public static SKPath Outline(params ReadOnlySpan<SKPoint> corners)
    {
        var path = new SKPath();
        path.AddPoly(corners.ToArray());
        return path;
    }

    /// <summary>Everything below a line, to the lower edge.</summary>
    public SKPath Land(Func<float, float> lineAt, float step = 1)
    {
        var path = new SKPath();
        path.MoveTo(-Unit, Height + Unit);
        for (var x = -Unit; x < Width + 2 * Unit; x += step * Unit)
            path.LineTo(x, lineAt(x));
        path.LineTo(Width + 2 * Unit, Height + Unit);
        path.Close();
        return path;
    }

    public void Dispose() => _paint.Dispose();

    private SKPaint Solid(SKColor color)
    {
        _paint.Color = color;
        return _paint;
    }

    /// <summary>Without dithering, which costs as much again: the grain hides what banding there is.</summary>
    private void Shaded(SKShader shader, Action draw)
    {
        (_paint.Color, _paint.Shader) = (SKColors.White, shader);
        draw();
        _paint.Shader = null;
    }
}
