using System.Buffers.Binary;

namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>The one thing in camera data (Exif 3.0, a TIFF structure) that changes what one sees.</summary>
internal static class ExifOrientation
{
    /// <summary>The first directory lies within this many bytes in every file seen; behind it nobody looks.</summary>
    public const int MostBytes = 4096;

    private const int Tag = 0x0112;
    private const int EntryLength = 12;

    /// <summary>How the picture is turned, 2 to 8; null = it is not, or nothing is said.</summary>
    public static byte? Of(ReadOnlySpan<byte> exif)
    {
        if (exif.StartsWith("Exif\0\0"u8)) // Some writers of WebP keep what JPEG needs before it.
            exif = exif[6..];
        if (exif.Length < 8 || !(exif.StartsWith("II"u8) || exif.StartsWith("MM"u8)))
            return null;
        var isLittle = exif[0] == 'I';
        var directory = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(exif[4..]) : BinaryPrimitives.ReadUInt32BigEndian(exif[4..]);
        for (var entry = directory + 2L; entry + EntryLength <= exif.Length; entry += EntryLength)
        {
            if (Short(exif[(int)entry..], isLittle) == Tag)
                return Short(exif[((int)entry + 8)..], isLittle) is >= 2 and <= 8 and var turned ? (byte)turned : null;
        }

        return null;
    }

    /// <summary>Camera data that says how the picture is turned, and nothing else.</summary>
    public static byte[] Exif(byte orientation) =>
        [.. "II"u8, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0, 0, 0, 0, 0];

    private static int Short(ReadOnlySpan<byte> bytes, bool isLittle) =>
        isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(bytes) : BinaryPrimitives.ReadUInt16BigEndian(bytes);
}
