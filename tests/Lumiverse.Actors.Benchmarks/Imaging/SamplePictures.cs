using SkiaSharp;

namespace Lumiverse.Actors.Benchmarks.Imaging;

/// <summary>Pictures to measure with: photographs from a folder, or generated ones of the same size.</summary>
internal static class SamplePictures
{
    private const int Width = 1216;
    private const int Height = 832;
    private const int Generated = 4;

    public static IReadOnlyList<byte[]> Load(string folder, string type)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, $"*.{type}").Order().ToList() : [];
        return files.Count > 0 ? [.. files.Select(File.ReadAllBytes)] : [.. Enumerable.Range(0, Generated).Select(seed => Generate(seed, type))];
    }

    /// <summary>Soft clouds with grain: about as hard to compress as a photograph.</summary>
    private static byte[] Generate(int seed, string type)
    {
        using var bitmap = new SKBitmap(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint { Shader = SKShader.CreatePerlinNoiseFractalNoise(0.01f, 0.02f, 5, seed) };
        canvas.Clear(SKColors.SteelBlue);
        canvas.DrawPaint(paint);
        using var encoded = bitmap.Encode(Format(type), 90);
        return encoded.ToArray();
    }

    private static SKEncodedImageFormat Format(string type) => type switch
    {
        "png" => SKEncodedImageFormat.Png,
        "jpg" => SKEncodedImageFormat.Jpeg,
        _ => SKEncodedImageFormat.Webp,
    };
}
