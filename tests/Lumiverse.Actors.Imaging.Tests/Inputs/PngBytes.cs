using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Lumiverse.Actors.Imaging.Tests.Inputs;

/// <summary>Writes PNG files by hand, so that tests can make those that no encoder makes.</summary>
internal static class PngBytes
{
    public const byte Grey = 0;
    public const byte Rgb = 2;
    public const byte Palette = 3;

    /// <summary>A picture of one colour; <paramref name="pixel"/> is one pixel's samples at the given depth.</summary>
    public static byte[] OfOneColour(int width, int height, byte depth, byte colourType, byte[] pixel, bool interlaced = false)
    {
        var passes = interlaced ? Adam7.Select(pass => (Left(width, pass.X, pass.StepX), Left(height, pass.Y, pass.StepY))) : [(width, height)];
        var palette = colourType == Palette ? Chunk("PLTE", [200, 60, 40]) : [];
        return File([.. Header(width, height, depth, colourType, interlaced), .. palette, .. Chunk("IDAT", Compress([.. passes.SelectMany(pass => Rows(pass, pixel))]))]);
    }

    /// <summary>A well-formed file whose header claims a size that its data does not have.</summary>
    public static byte[] Claiming(int width, int height, bool interlaced = false) =>
        File([.. Header(width, height, 8, Rgb, interlaced), .. Chunk("IDAT", Compress([0, 1, 2, 3]))]);

    public static byte[] Animated() =>
        File([.. Header(1, 1, 8, Rgb, false), .. Chunk("acTL", [0, 0, 0, 2, 0, 0, 0, 0]), .. Chunk("IDAT", Compress([0, 1, 2, 3]))]);

    public static byte[] Signature { get; } = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    private static readonly (int X, int Y, int StepX, int StepY)[] Adam7 =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private static int Left(int length, int start, int step) => Math.Max(0, (length - start + step - 1) / step);

    private static byte[] File(byte[] chunks) => [.. Signature, .. chunks, .. Chunk("IEND", [])];

    private static byte[] Header(int width, int height, byte depth, byte colourType, bool interlaced)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = (depth, colourType, (byte)(interlaced ? 1 : 0));
        return Chunk("IHDR", header);
    }

    private static IEnumerable<byte> Rows((int Width, int Height) pass, byte[] pixel)
    {
        var row = Enumerable.Repeat(pixel, pass.Width).SelectMany(samples => samples).Prepend((byte)0).ToArray();
        return pass.Width == 0 ? [] : Enumerable.Repeat(row, pass.Height).SelectMany(bytes => bytes);
    }

    private static byte[] Compress(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var deflate = new ZLibStream(stream, CompressionLevel.Fastest))
            deflate.Write(content);
        return stream.ToArray();
    }

    public static byte[] Chunk(string type, byte[] content)
    {
        byte[] checkedPart = [.. Encoding.ASCII.GetBytes(type), .. content];
        var chunk = new byte[content.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        checkedPart.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(content.Length + 8), Crc32(checkedPart));
        return chunk;
    }

    private static uint Crc32(byte[] content)
    {
        var crc = uint.MaxValue;
        foreach (var value in content)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : crc >> 1 ^ 0xEDB88320;
        }
        return ~crc;
    }
}
