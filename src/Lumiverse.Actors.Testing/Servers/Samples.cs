using System.IO.Compression;
using System.Text.Json.Nodes;
using SkiaSharp;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>Small real pictures, and the wrappings they come in.</summary>
public static class Samples
{
    /// <summary>16 × 8 pixels.</summary>
    public static byte[] Png { get; } = Picture(16, 8, SKEncodedImageFormat.Png);

    public static byte[] Jpeg { get; } = Picture(16, 8, SKEncodedImageFormat.Jpeg);

    public static byte[] WebP { get; } = Picture(16, 8, SKEncodedImageFormat.Webp);

    /// <summary>A picture of one colour.</summary>
    public static byte[] Picture(int width, int height, SKEncodedImageFormat format = SKEncodedImageFormat.Png, SKColor? colour = null)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height));
        bitmap.Erase(colour ?? SKColors.SteelBlue);
        using var image = SKImage.FromBitmap(bitmap);
        return image.Encode(format, 90).ToArray();
    }

    /// <summary>An archive, as NovelAI packs its pictures.</summary>
    public static byte[] Zip(params (string Name, byte[] Bytes)[] entries)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    /// <summary>A picture in JSON, as NovelAI sends it to those who ask for it.</summary>
    public static string Json(byte[] picture) => new JsonObject
    {
        ["images"] = new JsonArray(new JsonObject { ["image"] = Convert.ToBase64String(picture), ["index"] = 0, ["seed"] = 123 }),
    }.ToJsonString();
}
