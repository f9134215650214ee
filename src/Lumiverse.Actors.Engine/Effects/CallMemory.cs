using System.Buffers;
using System.Runtime.InteropServices;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Rents what the answer of one call needs, and gives it back when the call is disposed of: arrays of its own for every
/// picture would fill the heap of large objects.
/// </summary>
internal sealed class CallMemory(AnswerRoom room, CallLimit limit) : AnswerMemory, IDisposable
{
    private readonly List<byte[]> _rented = [];
    private IDisposable? _place;
    private bool _hasWaited;
    private bool _isOver;

    public override async ValueTask<Memory<byte>> GrowAsync(ReadOnlyMemory<byte> held, int bytes, CancellationToken cancellation)
    {
        ObjectDisposedException.ThrowIf(_isOver, this);
        if (bytes > SmallAnswer && !_hasWaited)
        {
            _hasWaited = true;
            _place = await limit.WithoutAsync(() => room.EnterAsync(cancellation));
        }

        var buffer = ArrayPool<byte>.Shared.Rent(bytes);
        _rented.Add(buffer);
        held.CopyTo(buffer);
        if (MemoryMarshal.TryGetArray(held, out var outgrown) && outgrown.Array is { } array && _rented.Remove(array))
            ArrayPool<byte>.Shared.Return(array);
        return buffer.AsMemory(0, bytes);
    }

    public void Dispose()
    {
        _isOver = true;
        foreach (var buffer in _rented)
            ArrayPool<byte>.Shared.Return(buffer);
        _rented.Clear();
        _place?.Dispose();
    }
}
