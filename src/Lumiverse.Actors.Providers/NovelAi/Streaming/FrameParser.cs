using System.Buffers;
using System.Buffers.Binary;

namespace Lumiverse.Actors.Providers.NovelAi.Streaming;

/// <summary>
/// Cuts a stream of bytes into frames: four bytes of length, highest first, then that many bytes. Chunks may end anywhere,
/// as those of HTTP have nothing to do with frames.
/// </summary>
internal sealed class FrameParser(Action<ReadOnlyMemory<byte>> onFrame)
{
    /// <summary>Four times the largest picture sold (3 million pixels, 4 bytes each), uncompressed.</summary>
    public const int MostFrameBytes = 48 * 1024 * 1024;

    private const int PrefixBytes = 4;

    /// <summary>Grows with what arrives, not with what a prefix claims.</summary>
    private readonly ArrayBufferWriter<byte> _pending = new();

    private int _needed = PrefixBytes;
    private bool _isInPrefix = true;

    /// <summary>What came can't be frames; the rest is not looked at.</summary>
    public bool IsMalformed { get; private set; }

    public void Push(ReadOnlyMemory<byte> chunk)
    {
        while (!chunk.IsEmpty && !IsMalformed)
        {
            var taken = Math.Min(_needed - _pending.WrittenCount, chunk.Length);
            _pending.Write(chunk.Span[..taken]);
            chunk = chunk[taken..];
            if (_pending.WrittenCount == _needed)
                Complete(_pending.WrittenSpan.ToArray());
        }
    }

    private void Complete(byte[] part)
    {
        _pending.ResetWrittenCount();
        if (_isInPrefix)
            Expect(BinaryPrimitives.ReadUInt32BigEndian(part));
        else
            Deliver(part);
    }

    private void Expect(uint length)
    {
        IsMalformed = length is 0 or > MostFrameBytes;
        (_needed, _isInPrefix) = ((int)length, false);
    }

    private void Deliver(byte[] frame)
    {
        (_needed, _isInPrefix) = (PrefixBytes, true);
        onFrame(frame);
    }
}
