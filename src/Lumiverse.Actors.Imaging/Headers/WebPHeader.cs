using static System.Buffers.Binary.BinaryPrimitives;

namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>WebP (RFC 9649): a RIFF container with one VP8 or VP8L picture, extended by VP8X or not.</summary>
internal static class WebPHeader
{
    private const int FirstChunk = 12;
    private const int ChunkHeader = 8;
    private const byte AnimationFlag = 0x02;

    public static bool Matches(ReadOnlySpan<byte> bytes) =>
        bytes.Length >= FirstChunk && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8);

    public static Probing Read(ReadOnlySpan<byte> bytes)
    {
        var end = ReadUInt32LittleEndian(bytes[4..]) + 8L;
        return end > bytes.Length ? Probing.CutShort("WebP") : ReadChunks(bytes[..(int)end]);
    }

    private static Probing ReadChunks(ReadOnlySpan<byte> bytes)
    {
        (int Width, int Height)? canvas = null;
        for (var offset = FirstChunk; offset + ChunkHeader <= bytes.Length;)
        {
            var type = bytes.Slice(offset, 4);
            var length = ReadUInt32LittleEndian(bytes[(offset + 4)..]);
            offset += ChunkHeader;
            if (length > bytes.Length - offset)
                return Probing.CutShort("WebP");
            var content = bytes.Slice(offset, (int)length);
            if (type.SequenceEqual("VP8X"u8) && content.Length >= 10)
            {
                if ((content[0] & AnimationFlag) != 0)
                    return Probing.Moving("WebP");
                canvas = (UInt24(content[4..]) + 1, UInt24(content[7..]) + 1);
            }
            if (type.SequenceEqual("VP8 "u8))
                return Found(ReadLossy(content), canvas);
            if (type.SequenceEqual("VP8L"u8))
                return Found(ReadLossless(content), canvas);
            offset += (int)(length + (length & 1));
        }
        return canvas is null ? Probing.Broken("WebP") : Probing.CutShort("WebP");
    }

    /// <summary>A still picture fills its canvas; one that doesn't is made to surprise a decoder.</summary>
    private static Probing Found((int Width, int Height)? size, (int Width, int Height)? canvas) =>
        size is { } found && (canvas ?? found) == found && found is { Width: > 0, Height: > 0 }
            ? new Probing.Accepted(new PictureHeader(PictureFormat.WebP, found.Width, found.Height))
            : Probing.Broken("WebP");

    private static (int Width, int Height)? ReadLossy(ReadOnlySpan<byte> frame) =>
        frame.Length >= 10 && frame[3..].StartsWith((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])
            ? (ReadUInt16LittleEndian(frame[6..]) & 0x3FFF, ReadUInt16LittleEndian(frame[8..]) & 0x3FFF)
            : null;

    private static (int Width, int Height)? ReadLossless(ReadOnlySpan<byte> frame)
    {
        if (frame.Length < 5 || frame[0] != 0x2F)
            return null;
        var bits = ReadUInt32LittleEndian(frame[1..]);
        return ((int)(bits & 0x3FFF) + 1, (int)(bits >> 14 & 0x3FFF) + 1);
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | bytes[1] << 8 | bytes[2] << 16;
}
