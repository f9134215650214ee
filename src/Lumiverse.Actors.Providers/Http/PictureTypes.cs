namespace Lumiverse.Actors.Providers.Http;

/// <summary>Tells pictures by what their bytes begin with: every provider has been seen declaring another type than it sent.</summary>
internal static class PictureTypes
{
    /// <summary>The media type; null = no picture that is taken or sent by any provider.</summary>
    public static string? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : bytes.Length >= 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8) ? "image/webp"
        : bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8) ? "image/gif"
        : bytes.Length >= 12 && bytes[4..].StartsWith("ftyp"u8) ? Brand(bytes[8..12])
        : null;

    /// <summary>Three types share a container and tell by its brand.</summary>
    private static string? Brand(ReadOnlySpan<byte> brand) =>
        brand.StartsWith("avi"u8) ? "image/avif"
        : brand.StartsWith("hei"u8) || brand.StartsWith("hev"u8) ? "image/heic"
        : brand.SequenceEqual("mif1"u8) || brand.SequenceEqual("msf1"u8) ? "image/heif"
        : null;

    /// <summary>Decodes base64 that may carry a data-URL prefix or line breaks; null = it is none, or empty.</summary>
    public static byte[]? FromBase64(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var data = (text.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? text.AsSpan(text.IndexOf(',') + 1) : text).TrimEnd();
        var bytes = new byte[Math.Max(0, (data.Length / 4 * 3) - (data.Length - data.TrimEnd('=').Length))];
        return Convert.TryFromBase64Chars(data, bytes, out var length) && length > 0 ? (length == bytes.Length ? bytes : bytes[..length]) : null;
    }
}
