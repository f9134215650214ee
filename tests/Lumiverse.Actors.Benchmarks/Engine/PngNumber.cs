using System.Buffers.Binary;
using System.Text;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>Makes equal PNGs differ by a text chunk.</summary>
internal static class PngNumber
{
    /// <summary>Signature and header chunk, which has to stay first.</summary>
    private const int HeaderLength = 8 + 25;

    public static byte[] Mark(byte[] png, int number)
    {
        var text = Encoding.ASCII.GetBytes($"tEXtComment\0{number:D12}");
        var chunk = new byte[4 + text.Length + 4];
        BinaryPrimitives.WriteInt32BigEndian(chunk, text.Length - 4);
        text.CopyTo(chunk, 4);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(4 + text.Length), Crc32(text));
        return [.. png.AsSpan(0, HeaderLength), .. chunk, .. png.AsSpan(HeaderLength)];
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }

        return ~crc;
    }
}
