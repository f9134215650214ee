using System.Buffers.Binary;
using System.Text;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>Makes equal PNGs differ by a text chunk.</summary>
internal static class PngNumber
{
    /// <summary>Signature and header chunk, which has to stay first.</summary>
    private const int HeaderLength = 8 + 25;

    /// <summary>Length, kind, text with its number, checksum.</summary>
    public const int Length = 4 + 4 + 8 + 12 + 4;

    /// <param name="marked">Of the length of the PNG and <see cref="Length"/>.</param>
    public static void Mark(ReadOnlySpan<byte> png, int number, Span<byte> marked)
    {
        png[..HeaderLength].CopyTo(marked);
        png[HeaderLength..].CopyTo(marked[(HeaderLength + Length)..]);
        var chunk = marked.Slice(HeaderLength, Length);
        Encoding.ASCII.GetBytes($"tEXtComment\0{number:D12}").CopyTo(chunk[4..]);
        BinaryPrimitives.WriteInt32BigEndian(chunk, Length - 12);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32(chunk[4..^4]));
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
