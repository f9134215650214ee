using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Lumiverse.Actors.Engine.Serialization;

/// <summary>
/// A check value behind the JSON of what is stored: SQLite notices a damaged page of its file, but not a changed letter in
/// a row, and a changed prompt is JSON as well. It covers the manifest too. JSON can't end like this, so that what was
/// written without a seal is known by that, and read.
/// </summary>
internal static class Seal
{
    private const byte Mark = (byte)'#';

    /// <summary>The mark and a CRC-32C of eight hexadecimal digits.</summary>
    private const int Length = 9;

    public static byte[] Put(ReadOnlySpan<byte> json, string manifest)
    {
        var stored = new byte[json.Length + Length];
        json.CopyTo(stored);
        stored[json.Length] = Mark;
        CheckOf(json, manifest).TryFormat(stored.AsSpan(json.Length + 1), out _, "x8");
        return stored;
    }

    /// <summary>Takes the seal off; false when it does not fit what it stands behind.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> stored, string manifest, out ReadOnlySpan<byte> json)
    {
        json = stored;
        if (stored.Length < Length || stored[^Length] != Mark)
            return true;
        json = stored[..^Length];
        return stored.SequenceEqual(Put(json, manifest));
    }

    private static uint CheckOf(ReadOnlySpan<byte> json, string manifest) => ~Add(Add(uint.MaxValue, Encoding.UTF8.GetBytes(manifest)), json);

    private static uint Add(uint check, ReadOnlySpan<byte> bytes)
    {
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            check = BitOperations.Crc32C(check, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var one in bytes)
            check = BitOperations.Crc32C(check, one);
        return check;
    }
}
