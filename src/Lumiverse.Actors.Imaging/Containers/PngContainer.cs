using System.Buffers.Binary;
using System.Text;

namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>PNG (W3C Recommendation, third edition): a signature, then chunks of length, type, content and checksum.</summary>
internal static class PngContainer
{
    private const int SignatureLength = 8;
    private const int ChunkHeader = 8;
    private const int ChunkOverhead = 12;

    /// <summary>What other generators call the text that holds prompt and parameters.</summary>
    private const string Keyword = "parameters";

    /// <summary>Pixels and what they look like. Everything else, known or not, is somebody's remark.</summary>
    private static readonly HashSet<string> Picture =
        ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "bKGD", "pHYs"];

    public static bool Matches(ReadOnlySpan<byte> opening) =>
        opening.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

    /// <param name="label">Null = nothing but the picture.</param>
    public static Splice Splice(Source source, string? label)
    {
        var splice = new Splice();
        splice.Keep(0, SignatureLength);
        for (long offset = SignatureLength; offset + ChunkOverhead <= source.Length;)
        {
            var header = source.Read(offset, ChunkHeader);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header) + (long)ChunkOverhead;
            var type = Encoding.ASCII.GetString(header[4..]);
            if (Keeps(source, offset, type, label))
                splice.Keep(offset, length);
            else if (type == "eXIf" && ExifOrientation.Of(source.Read(offset + ChunkHeader, ExifOrientation.MostBytes)) is { } rotated)
                splice.Add(Chunk("eXIf", ExifOrientation.Exif(rotated)));
            if (type == "IHDR" && label is not null)
                splice.Add(Chunk("iTXt", Text(label)));
            offset += length;
            if (type == "IEND")
                break;
        }

        return splice;
    }

    private static bool Keeps(Source source, long offset, string type, string? label) => label is null
        ? Picture.Contains(type)
        : !(type is "tEXt" or "zTXt" or "iTXt" && source.Read(offset + ChunkHeader, Keyword.Length + 1).SequenceEqual("parameters\0"u8));

    /// <summary>Keyword, no compression, no language, no translated keyword, then the text.</summary>
    private static byte[] Text(string label) => [.. Encoding.Latin1.GetBytes(Keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(label)];

    private static byte[] Chunk(string type, byte[] content)
    {
        var chunk = new byte[content.Length + ChunkOverhead];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        Encoding.ASCII.GetBytes(type, chunk.AsSpan(4));
        content.CopyTo(chunk, ChunkHeader);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(ChunkHeader + content.Length), Checksum(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    /// <summary>CRC-32 of the PNG recommendation, annex D; a label has a few kilobytes, so that no table is worth it.</summary>
    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? 0xEDB88320 ^ (crc >> 1) : crc >> 1;
        }

        return ~crc;
    }
}
