using System.Buffers;

namespace Lumiverse.Actors.Storage.Files;

/// <summary>
/// A whole file in a rented buffer: one of its own for each picture would fill the heap of large objects, whose collection
/// and fresh pages cost more than the reading.
/// </summary>
internal sealed class RentedBytes : IMemoryOwner<byte>
{
    private readonly int _length;
    private byte[]? _buffer;

    private RentedBytes(byte[] buffer, int length)
    {
        _buffer = buffer;
        _length = length;
    }

    public Memory<byte> Memory => (_buffer ?? throw new ObjectDisposedException(nameof(RentedBytes))).AsMemory(0, _length);

    public static RentedBytes OfFile(string path)
    {
        using var file = File.OpenHandle(path);
        var length = checked((int)RandomAccess.GetLength(file));
        var bytes = new RentedBytes(ArrayPool<byte>.Shared.Rent(length), length);
        try
        {
            for (var read = 0; read < length;)
                read += RandomAccess.Read(file, bytes.Memory.Span[read..], read) is var part and > 0 ? part : throw new EndOfStreamException();
            return bytes;
        }
        catch
        {
            bytes.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        // Only the first gives it back: the next owner may have it already.
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
