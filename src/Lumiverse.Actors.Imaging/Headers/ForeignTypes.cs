using System.Text;
using Lumiverse.Actors.Ports.Images;

namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>Types that are recognised in order to be turned down by name.</summary>
internal static class ForeignTypes
{
    /// <summary>Markup may begin with a declaration, comments and blank lines; its root element comes within this many bytes.</summary>
    private const int MarkupPrefix = 1024;

    private static readonly (int Offset, byte[] Magic, string Name)[] Signatures =
    [
        (0, "GIF8"u8.ToArray(), "a GIF"),
        (0, "%PDF"u8.ToArray(), "a PDF document"),
        (0, [0x49, 0x49, 0x2A, 0x00], "a TIFF"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "a TIFF"),
        (0, "PK\x03\x04"u8.ToArray(), "a ZIP archive"),
        (0, "BM"u8.ToArray(), "a BMP"),
        (4, "ftypavif"u8.ToArray(), "an AVIF"),
        (4, "ftypavis"u8.ToArray(), "an AVIF"),
        (4, "ftyphe"u8.ToArray(), "a HEIF"),
        (4, "ftypmif1"u8.ToArray(), "a HEIF"),
        (4, "ftyp"u8.ToArray(), "a video"),
    ];

    private static readonly (string Root, string Name)[] Markups =
    [
        ("<svg", "an SVG"),
        ("<!doctype html", "a web page"),
        ("<html", "a web page"),
    ];

    public static Probing TurnDown(ReadOnlySpan<byte> bytes) => (Binary(bytes) ?? Markup(bytes)) switch
    {
        null => Probing.No(UnreadableKind.UnknownType, "This is not a picture of a known type; send a PNG, JPEG or WebP."),
        var name => Probing.No(UnreadableKind.UnsupportedType, $"This is {name}; only PNG, JPEG and WebP pictures can be stored."),
    };

    private static string? Binary(ReadOnlySpan<byte> bytes)
    {
        foreach (var (offset, magic, name) in Signatures)
            if (bytes.Length >= offset && bytes[offset..].StartsWith(magic))
                return name;
        return null;
    }

    private static string? Markup(ReadOnlySpan<byte> bytes)
    {
        var opening = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, MarkupPrefix)]);
        return Markups.FirstOrDefault(markup => opening.Contains(markup.Root, StringComparison.OrdinalIgnoreCase)).Name;
    }
}
