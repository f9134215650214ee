using SkiaSharp;

namespace Lumiverse.Actors.Server.Tests.Page;

/// <summary>
/// Pictures that are hard on text: from a seed, what painters and cameras make of light, in every key from night to snow.
/// A folder of photographs, named by <c>LUMIVERSE_PHOTOS</c>, is added to them.
/// </summary>
internal static class Backgrounds
{
    private const int Generated = 44;
    private const int Width = 320;
    private const int Height = 200;

    /// <summary>Writes them into a folder and answers their file names.</summary>
    public static IReadOnlyList<string> WriteTo(string folder)
    {
        for (var seed = 0; seed < Generated; seed++)
            Write(Path.Combine(folder, $"painted-{seed:00}.jpg"), Paint(new Random(seed)));
        if (Environment.GetEnvironmentVariable("LUMIVERSE_PHOTOS") is { Length: > 0 } photos)
            foreach (var photo in Directory.GetFiles(photos, "*.jpg"))
                File.Copy(photo, Path.Combine(folder, Path.GetFileName(photo)));
        return [.. Directory.GetFiles(folder).Select(Path.GetFileName).OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>A sky, a ground, lights and grain: highlights beside shadows, anywhere.</summary>
    private static SKBitmap Paint(Random dice)
    {
        var picture = new SKBitmap(Width, Height);
        using var canvas = new SKCanvas(picture);
        var key = dice.Next(256);
        using var sky = new SKPaint { Shader = SKShader.CreateLinearGradient(default, new SKPoint(dice.Next(Width), Height), [Colour(dice, key), Colour(dice, dice.Next(256))], null, SKShaderTileMode.Clamp) };
        canvas.DrawRect(0, 0, Width, Height, sky);
        for (var patch = dice.Next(24); patch > 0; patch--)
            Patch(canvas, dice);
        Grain(picture, dice);
        return picture;
    }

    private static void Patch(SKCanvas canvas, Random dice)
    {
        using var paint = new SKPaint { Color = Colour(dice, dice.Next(2) == 0 ? dice.Next(40) : 215 + dice.Next(40)), IsAntialias = true };
        var (x, y, size) = (dice.Next(Width), dice.Next(Height), 4 + dice.Next(90));
        if (dice.Next(2) == 0)
            canvas.DrawCircle(x, y, size, paint);
        else
            canvas.DrawRect(x, y, size * 2, size / 3f, paint);
    }

    private static void Grain(SKBitmap picture, Random dice)
    {
        var strength = dice.Next(3) * 20;
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++)
            {
                var (seen, noise) = (picture.GetPixel(x, y), dice.Next(-strength, strength + 1));
                picture.SetPixel(x, y, new SKColor(Channel(seen.Red + noise), Channel(seen.Green + noise), Channel(seen.Blue + noise)));
            }
    }

    private static SKColor Colour(Random dice, int key) => new(Channel(key + dice.Next(-60, 61)), Channel(key + dice.Next(-60, 61)), Channel(key + dice.Next(-60, 61)));

    private static byte Channel(int value) => (byte)Math.Clamp(value, 0, 255);

    private static void Write(string path, SKBitmap picture)
    {
        using (picture)
        using (var file = File.Create(path))
            picture.Encode(file, SKEncodedImageFormat.Jpeg, 92);
    }
}
