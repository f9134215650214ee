using System.Buffers.Binary;
using System.Text;

namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>WebP (RFC 9649): RIFF chunks; what is more than a plain picture begins with VP8X, which says what follows.</summary>
internal static class WebPContainer
{
    public const int OpeningLength = 12;
    private const int ChunkHeader = 8;
    private const int ExtendedLength = 10;

    private const byte ProfileFlag = 0x20;
    private const byte AlphaFlag = 0x10;
    private const byte ExifFlag = 0x08;
    private const byte XmpFlag = 0x04;

    public static bool Matches(ReadOnlySpan<byte> opening) =>
        opening.Length == OpeningLength && opening.StartsWith("RIFF"u8) && opening[8..].StartsWith("WEBP"u8);

    /// <param name="label">Null = nothing but the picture.</param>
    public static Splice Splice(Source source, string? label)
    {
        var (splice, flags, size) = (new Splice(), (byte)0, new byte[6]);
        byte[]? exif = null;
        for (long offset = OpeningLength; offset + ChunkHeader <= source.Length;)
        {
            var header = source.Read(offset, ChunkHeader);
            var (type, content) = (Encoding.ASCII.GetString(header[..4]), BinaryPrimitives.ReadUInt32LittleEndian(header[4..]));
            var length = ChunkHeader + content + (content & 1);
            if (type == "VP8X" && source.Read(offset + ChunkHeader, ExtendedLength) is { Length: ExtendedLength } extended)
                (flags, size) = ((byte)(extended[0] & (ProfileFlag | AlphaFlag)), extended[4..].ToArray());
            else if (type is "VP8 " or "VP8L" && size.AsSpan().IndexOfAnyExcept((byte)0) < 0)
                (flags, size) = Plain(type, source.Read(offset + ChunkHeader, ExtendedLength));
            else if (type == "EXIF" && exif is null)
                exif = Exif(source, offset + ChunkHeader, content, label);
            if (type is "ICCP" or "ALPH" or "VP8 " or "VP8L" || label is not null && type is not ("VP8X" or "EXIF" or "XMP "))
                splice.Keep(offset, Math.Min(length, source.Length - offset));
            offset += length;
        }

        Finish(splice, exif, label, flags, size);
        return splice;
    }

    private static void Finish(Splice splice, byte[]? exif, string? label, byte flags, byte[] size)
    {
        if (exif is not null)
            splice.Add(Chunk("EXIF", exif));
        if (label is not null)
            splice.Add(Chunk("XMP ", Xmp.Packet(label, Xmp.LongestElsewhere)));
        flags |= (byte)((exif is null ? 0 : ExifFlag) | (label is null ? 0 : XmpFlag));
        if (flags != 0)
            splice.Begin(Chunk("VP8X", [flags, 0, 0, 0, .. size]));
        var opening = new byte[OpeningLength];
        "RIFF"u8.CopyTo(opening);
        BinaryPrimitives.WriteUInt32LittleEndian(opening.AsSpan(4), (uint)(splice.Length + 4));
        "WEBP"u8.CopyTo(opening.AsSpan(8));
        splice.Begin(opening);
    }

    /// <summary>Camera data stays beside a label; else only the rotation is left of it.</summary>
    private static byte[]? Exif(Source source, long offset, uint length, string? label)
    {
        if (label is not null)
            return source.Read(offset, (int)Math.Min(length, int.MaxValue)).ToArray();
        return ExifOrientation.Of(source.Read(offset, ExifOrientation.MostBytes)) is { } rotated ? ExifOrientation.Exif(rotated) : null;
    }

    /// <summary>Flags and size of a plain picture, as VP8X has them: each side less one, in 24 bits.</summary>
    private static (byte Flags, byte[] Size) Plain(string type, ReadOnlySpan<byte> frame)
    {
        if (frame.Length < ExtendedLength)
            return (0, new byte[6]);
        if (type == "VP8 ")
            return (0, Size(
                (BinaryPrimitives.ReadUInt16LittleEndian(frame[6..]) & 0x3FFF) - 1, (BinaryPrimitives.ReadUInt16LittleEndian(frame[8..]) & 0x3FFF) - 1));
        var bits = BinaryPrimitives.ReadUInt32LittleEndian(frame[1..]);
        return ((bits >> 28 & 1) != 0 ? AlphaFlag : (byte)0, Size((int)(bits & 0x3FFF), (int)(bits >> 14 & 0x3FFF)));
    }

    private static byte[] Size(int width, int height) =>
        [(byte)width, (byte)(width >> 8), (byte)(width >> 16), (byte)height, (byte)(height >> 8), (byte)(height >> 16)];

    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[ChunkHeader + content.Length + (content.Length & 1)];
        Encoding.ASCII.GetBytes(type, chunk);
        BinaryPrimitives.WriteInt32LittleEndian(chunk.AsSpan(4), content.Length);
        content.CopyTo(chunk, ChunkHeader);
        return chunk;
    }
}
