using System.Buffers.Binary;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests.Inputs;

/// <summary>Pictures made for tests.</summary>
internal static class Samples
{
    public static readonly SKColor Rust = new(200, 60, 40);

    /// <summary>16×16 of pure cyan ink, as JPEG with four channels and an Adobe marker.</summary>
    public static byte[] CmykJpeg { get; } = Convert.FromBase64String(
        "/9j/7gAOQWRvYmUAZAAAAAAA/9sAQwADAgIDAgIDAwMDBAMDBAUIBQUEBAUKBwcGCAwKDAwLCgsLDQ4SEA0OEQ4LCxAWEBETFBUVFQwPFxgWFBgSFBUU"
        + "/8AAFAgAEAAQBEMRAE0RAFkRAEsRAP/EAB8AAAEFAQEBAQEBAAAAAAAAAAABAgMEBQYHCAkKC//EALUQAAIBAwMCBAMFBQQEAAABfQECAwAEEQUSITFB"
        + "BhNRYQcicRQygZGhCCNCscEVUtHwJDNicoIJChYXGBkaJSYnKCkqNDU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6g4SFhoeIiYqS"
        + "k5SVlpeYmZqio6Slpqeoqaqys7S1tre4ubrCw8TFxsfIycrS09TV1tfY2drh4uPk5ebn6Onq8fLz9PX29/j5+v/aAA4EQwBNAFkASwAAPwD9U6/Kqvyq"
        + "r9U6KKKKKKKKKKKK/9k=");

    /// <summary>16×16 of <see cref="Rust"/>, as progressive JPEG.</summary>
    public static byte[] ProgressiveJpeg { get; } = Convert.FromBase64String(
        "/9j/2wBDAAMCAgMCAgMDAwMEAwMEBQgFBQQEBQoHBwYIDAoMDAsKCwsNDhIQDQ4RDgsLEBYQERMUFRUVDA8XGBYUGBIUFRT/2wBDAQMEBAUEBQkFBQkU"
        + "DQsNFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBT/wgARCAAQABADAREAAhEBAxEB/8QAFQABAQAAAAAAAAAA"
        + "AAAAAAAAAAb/xAAWAQEBAQAAAAAAAAAAAAAAAAAABgf/2gAMAwEAAhADEAAAAZmR2AAf/8QAFBABAAAAAAAAAAAAAAAAAAAAIP/aAAgBAQABBQIf/8QA"
        + "FBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAwEBPwEf/8QAFBEBAAAAAAAAAAAAAAAAAAAAIP/aAAgBAgEBPwEf/8QAFBABAAAAAAAAAAAAAAAAAAAAIP/a"
        + "AAgBAQAGPwIf/8QAFBABAAAAAAAAAAAAAAAAAAAAIP/aAAgBAQABPyEf/9oADAMBAAIAAwAAABDbb//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQMB"
        + "AT8QH//EABQRAQAAAAAAAAAAAAAAAAAAACD/2gAIAQIBAT8QH//EABQQAQAAAAAAAAAAAAAAAAAAACD/2gAIAQEAAT8QH//Z");

    /// <summary>A landscape with soft and hard edges and some grain.</summary>
    public static byte[] Landscape(int width, int height, SKEncodedImageFormat format, int quality = 90)
    {
        using var bitmap = LandscapeBitmap(width, height);
        return Encode(bitmap, format, quality);
    }

    public static SKBitmap LandscapeBitmap(int width, int height) => Draw(width, height, canvas =>
    {
        canvas.Clear(SKColors.SteelBlue);
        using var grain = new SKPaint { Shader = SKShader.CreatePerlinNoiseFractalNoise(0.02f, 0.04f, 4, 7) };
        canvas.DrawPaint(grain);
        using var hill = new SKPaint { Color = SKColors.DarkOliveGreen, IsAntialias = true };
        canvas.DrawOval(width * 0.3f, height, width * 0.6f, height * 0.5f, hill);
    });

    public static byte[] OneColour(int width, int height, SKColor color, SKEncodedImageFormat format)
    {
        using var bitmap = Draw(width, height, canvas => canvas.Clear(color));
        return Encode(bitmap, format, 100);
    }

    /// <summary>The colour pure red of Display P3, with its profile embedded.</summary>
    public static byte[] DisplayP3Red()
    {
        using var space = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.Srgb, SKColorSpaceXyz.DisplayP3);
        using var bitmap = new SKBitmap(new SKImageInfo(20, 20, SKColorType.Rgba8888, SKAlphaType.Opaque, space));
        bitmap.GetPixelSpan().Clear();
        for (var index = 0; index < bitmap.ByteCount; index += 4)
            (bitmap.GetPixelSpan()[index], bitmap.GetPixelSpan()[index + 1], bitmap.GetPixelSpan()[index + 3]) = (200, 100, 255);
        return Encode(bitmap, SKEncodedImageFormat.Png, 100);
    }

    /// <summary>A JPEG, 80×40 as stored, red in its left half, with an EXIF orientation.</summary>
    public static byte[] Oriented(byte orientation)
    {
        using var bitmap = Draw(80, 40, canvas =>
        {
            canvas.Clear(SKColors.Blue);
            canvas.DrawRect(0, 0, 40, 40, new SKPaint { Color = SKColors.Red });
        });
        var jpeg = Encode(bitmap, SKEncodedImageFormat.Jpeg, 95);
        return [.. jpeg[..2], .. ExifSegment(orientation), .. jpeg[2..]];
    }

    /// <summary>A WebP of 38 bytes without a picture behind its header.</summary>
    public static byte[] EmptyWebP(int width, int height, byte flags = 0)
    {
        var bytes = new byte[38];
        "RIFF\0\0\0\0WEBPVP8X"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        (bytes[16], bytes[20]) = (10, flags);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(24), width - 1);
        BinaryPrimitives.WriteInt16LittleEndian(bytes.AsSpan(27), (short)(height - 1));
        "VP8L"u8.CopyTo(bytes.AsSpan(30));
        return bytes;
    }

    public static byte[] WebPClaiming(int width, int height)
    {
        var bytes = new byte[38];
        "RIFF\0\0\0\0WEBPVP8L"u8.CopyTo(bytes);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(4), bytes.Length - 8);
        (bytes[16], bytes[20]) = (18, 0x2F);
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(21), width - 1 | height - 1 << 14);
        return bytes;
    }

    private static byte[] ExifSegment(byte orientation) =>
    [
        0xFF, 0xE1, 0x00, 0x22, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0,
    ];

    private static SKBitmap Draw(int width, int height, Action<SKCanvas> draw)
    {
        var bitmap = new SKBitmap(width, height, SKColorType.Rgba8888, SKAlphaType.Premul);
        using var canvas = new SKCanvas(bitmap);
        draw(canvas);
        return bitmap;
    }

    private static byte[] Encode(SKBitmap bitmap, SKEncodedImageFormat format, int quality)
    {
        using var encoded = bitmap.Encode(format, quality);
        return encoded.ToArray();
    }
}
