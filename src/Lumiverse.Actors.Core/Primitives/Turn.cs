using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Lumiverse.Actors.Core.Primitives;

/// <summary>
/// What a turn may know of the world: the time it happens at, and chance. Both come from the host, or from a seed in
/// the simulator. Whatever is drawn here is recorded in the fact that uses it, so that replay never draws.
/// </summary>
public readonly record struct Turn(DateTimeOffset Now, UInt128 SeedHigh, UInt128 SeedLow)
{
    /// <summary>Bytes of an id: enough that no two ever meet.</summary>
    private const int IdBytes = 16;

    /// <summary>An id of 32 hex digits; the label and index keep several draws of one turn apart.</summary>
    public string NewId(string label, int index = 0) => Convert.ToHexStringLower(Draw(label, index).AsSpan(0, IdBytes));

    /// <summary>
    /// A secret of 256 bits as 64 hex digits. Drawn through SHA-256, so that an id of the same turn says nothing about it.
    /// </summary>
    public string NewToken(string label, int index = 0) => Convert.ToHexStringLower(Draw(label, index));

    /// <summary>A number in [0, 1).</summary>
    public double Chance(string label, int index = 0) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(Draw(label, index)) >> 11) * (1.0 / (1UL << 53));

    /// <summary>A seed for an image, 0 to 2³²−1: the range every provider takes.</summary>
    public uint NewImageSeed(string label, int index = 0) => BinaryPrimitives.ReadUInt32LittleEndian(Draw(label, index));

    private byte[] Draw(string label, int index)
    {
        var input = new byte[36 + Encoding.UTF8.GetByteCount(label)];
        BinaryPrimitives.WriteUInt128LittleEndian(input, SeedHigh);
        BinaryPrimitives.WriteUInt128LittleEndian(input.AsSpan(16), SeedLow);
        BinaryPrimitives.WriteInt32LittleEndian(input.AsSpan(32), index);
        Encoding.UTF8.GetBytes(label, input.AsSpan(36));
        return SHA256.HashData(input);
    }
}
