using static System.Buffers.Binary.BinaryPrimitives;

namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>PNG (W3C Recommendation, third edition): signature, IHDR, then chunks up to IEND.</summary>
internal static class PngHeader
{
    private const int ChunkOverhead = 12;
    private const int HeaderEnd = 8 + ChunkOverhead + 13;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    public static bool Matches(ReadOnlySpan<byte> bytes) => bytes.StartsWith(Signature);

    public static Probing Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < HeaderEnd)
            return Probing.CutShort("PNG");
        var (width, height) = (ReadUInt32BigEndian(bytes[16..]), ReadUInt32BigEndian(bytes[20..]));
        if (!bytes[12..].StartsWith("IHDR"u8) || width is 0 or > int.MaxValue || height is 0 or > int.MaxValue)
            return Probing.Broken("PNG");
        var header = new PictureHeader(PictureFormat.Png, (int)width, (int)height, InPasses: bytes[28] != 0);
        return WalkChunks(bytes, HeaderEnd) ?? new Probing.Accepted(header);
    }

    /// <summary>Null when the chunks are complete and hold one still picture.</summary>
    private static Probing? WalkChunks(ReadOnlySpan<byte> bytes, int offset)
    {
        var hasPixels = false;
        while (offset + (long)ChunkOverhead <= bytes.Length)
        {
            var length = ReadUInt32BigEndian(bytes[offset..]);
            var type = bytes.Slice(offset + 4, 4);
            if (offset + (long)length + ChunkOverhead > bytes.Length)
                break;
            if (type.SequenceEqual("IEND"u8))
                return hasPixels ? null : Probing.Broken("PNG");
            if (type.SequenceEqual("acTL"u8) && length >= 4 && ReadUInt32BigEndian(bytes[(offset + 8)..]) > 1)
                return Probing.Moving("PNG");
            hasPixels |= type.SequenceEqual("IDAT"u8);
            offset += (int)length + ChunkOverhead;
        }
        return Probing.CutShort("PNG");
    }
}
