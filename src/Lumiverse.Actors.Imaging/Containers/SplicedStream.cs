namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>Reads the parts of a spliced file as one, from anywhere. Owns the stored file.</summary>
internal sealed class SplicedStream : Stream
{
    private readonly Stream _stored;
    private readonly IReadOnlyList<SplicePart> _parts;
    private readonly long[] _starts;

    public SplicedStream(Stream stored, IReadOnlyList<SplicePart> parts)
    {
        (_stored, _parts, _starts) = (stored, parts, new long[parts.Count]);
        for (var i = 0; i < parts.Count; i++)
        {
            _starts[i] = Length;
            Length += parts[i].Length;
        }
    }

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length { get; }

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (Here(buffer.Length) is not { } here)
            return 0;
        if (here.Bytes is { } bytes)
            return Moved(Copy(bytes, here, buffer));
        _stored.Position = here.Offset;
        return Moved(_stored.Read(buffer[..(int)here.Length]));
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Here(buffer.Length) is not { } here)
            return 0;
        if (here.Bytes is { } bytes)
            return Moved(Copy(bytes, here, buffer.Span));
        _stored.Position = here.Offset;
        return Moved(await _stored.ReadAsync(buffer[..(int)here.Length], cancellationToken));
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => Length + offset,
    };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        await _stored.DisposeAsync();
        await base.DisposeAsync();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _stored.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>What is left of the part at the position, up to so many bytes; null at the end.</summary>
    private SplicePart? Here(int most)
    {
        if (Position >= Length || most == 0)
            return null;
        var index = Array.BinarySearch(_starts, Position);
        index = index >= 0 ? index : ~index - 1;
        var passed = Position - _starts[index];
        var part = _parts[index];
        return part with { Offset = part.Offset + passed, Length = Math.Min(part.Length - passed, most) };
    }

    private static int Copy(byte[] bytes, SplicePart here, Span<byte> buffer)
    {
        bytes.AsSpan((int)here.Offset, (int)here.Length).CopyTo(buffer);
        return (int)here.Length;
    }

    private int Moved(int count)
    {
        Position += count;
        return count;
    }
}
