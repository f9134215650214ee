using Lumiverse.Actors.Ports.Images;
using static System.Buffers.Binary.BinaryPrimitives;

namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>JPEG (ITU-T T.81): marker segments up to the first scan, and an end marker somewhere behind it.</summary>
internal static class JpegHeader
{
    private const byte StartOfScan = 0xDA;
    private const byte EndOfImage = 0xD9;

    public static bool Matches(ReadOnlySpan<byte> bytes) => bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);

    public static Probing Read(ReadOnlySpan<byte> bytes)
    {
        PictureHeader? header = null;
        for (var offset = 2; TryReadSegment(bytes, ref offset, out var marker, out var segment);)
        {
            if (marker == StartOfScan)
                return header is null ? Probing.Broken("JPEG") : Ended(bytes[offset..], header);
            if (!IsFrame(marker))
                continue;
            if (!IsSupported(marker))
                return Probing.No(UnreadableKind.UnsupportedType, "This is a JPEG of a kind that browsers cannot show; save it as baseline JPEG.");
            if ((header = ReadFrame(marker, segment)) is null)
                return Probing.Broken("JPEG");
        }
        return Probing.CutShort("JPEG");
    }

    /// <summary>Bytes behind the end marker are tolerated: cameras and phones append previews and depth maps.</summary>
    private static Probing Ended(ReadOnlySpan<byte> scans, PictureHeader header) =>
        scans.LastIndexOf((ReadOnlySpan<byte>)[0xFF, EndOfImage]) >= 0 ? new Probing.Accepted(header) : Probing.CutShort("JPEG");

    private static bool TryReadSegment(ReadOnlySpan<byte> bytes, ref int offset, out byte marker, out ReadOnlySpan<byte> segment)
    {
        marker = 0;
        segment = default;
        while (offset < bytes.Length && bytes[offset] == 0xFF)
            offset++;
        if (offset + 3 > bytes.Length)
            return false;
        marker = bytes[offset];
        var length = ReadUInt16BigEndian(bytes[(offset + 1)..]);
        if (offset + 1 + length > bytes.Length)
            return false;
        segment = bytes.Slice(offset + 1, length);
        offset += 1 + length;
        return true;
    }

    /// <summary>SOF0 to SOF15, without the three markers of that range that mean something else.</summary>
    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    private static bool IsSupported(byte marker) => marker is 0xC0 or 0xC1 or 0xC2;

    private static PictureHeader? ReadFrame(byte marker, ReadOnlySpan<byte> segment)
    {
        if (segment.Length < 8)
            return null;
        var (height, width) = (ReadUInt16BigEndian(segment[3..]), ReadUInt16BigEndian(segment[5..]));
        return width == 0 || height == 0 ? null : new PictureHeader(PictureFormat.Jpeg, width, height, InPasses: marker == 0xC2);
    }
}
