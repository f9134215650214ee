using System.Buffers;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

/// <summary>Writes when it finds the time.</summary>
internal sealed class LazyBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    private readonly MemoryBlobs _unwritten = new(new MemoryDisk());

    public override Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => _unwritten.PutAsync(bytes, cancellation);

    public override Stream? Open(BlobHash hash) => _unwritten.Open(hash);

    public override IEnumerable<(BlobHash Hash, DateTimeOffset WrittenAt)> List() => _unwritten.List();
}

/// <summary>Keeps the caller's own bytes.</summary>
internal sealed class BorrowingBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    private readonly Dictionary<BlobHash, ReadOnlyMemory<byte>> _borrowed = [];

    public override async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = await base.PutAsync(bytes, cancellation);
        lock (_borrowed)
            _borrowed[hash] = bytes;
        return hash;
    }

    public override Stream? Open(BlobHash hash) => base.Open(hash) is null ? null
        : _borrowed.TryGetValue(hash, out var bytes) ? new MemoryStream(bytes.ToArray()) : base.Open(hash);
}

/// <summary>Lends one stream to everybody.</summary>
internal sealed class SharingBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    private readonly Dictionary<BlobHash, Stream> _open = [];

    public override Stream? Open(BlobHash hash) => _open.TryGetValue(hash, out var stream) && stream.CanRead ? stream
        : base.Open(hash) is { } opened ? _open[hash] = opened : null;
}

/// <summary>Takes what is not there for a failure.</summary>
internal sealed class StrictBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    public override Stream? Open(BlobHash hash) => base.Open(hash) ?? throw new FileNotFoundException("No such blob.");
}

/// <summary>Takes the blob along when a staged answer with the same bytes goes.</summary>
internal sealed class ThriftyBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    public override Task DiscardStagedAsync(AttemptId attempt, CancellationToken cancellation)
    {
        if (Disk.Staged.TryGetValue(attempt, out var staged))
            Disk.Blobs.TryRemove(HashOf(staged.Bytes), out _);
        return base.DiscardStagedAsync(attempt, cancellation);
    }
}

/// <summary>Stores although the caller has gone.</summary>
internal sealed class DeafBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    public override Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => base.PutAsync(bytes, default);
}

/// <summary>Counts time from its own beginning.</summary>
internal sealed class TimelessBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    public override IEnumerable<(BlobHash Hash, DateTimeOffset WrittenAt)> List() => base.List().Select(blob => (blob.Hash, DateTimeOffset.UnixEpoch));
}

/// <summary>Lends one piece of memory to everybody.</summary>
internal sealed class LendingBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    private readonly byte[] _lent = new byte[5_000_000];

    public override async Task<IMemoryOwner<byte>?> ReadStagedAsync(AttemptId attempt, CancellationToken cancellation)
    {
        if (await base.ReadStagedAsync(attempt, cancellation) is not { } staged)
            return null;
        staged.Memory.CopyTo(_lent);
        return new Owned(_lent.AsMemory(0, staged.Memory.Length));
    }
}

/// <summary>Keeps what was staged first.</summary>
internal sealed class StubbornBlobs(MemoryDisk disk) : MemoryBlobs(disk)
{
    public override Task StageAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        Disk.Staged.ContainsKey(attempt) ? Task.CompletedTask : base.StageAsync(attempt, bytes, cancellation);
}

/// <summary>Takes the place of a staged answer for its bytes.</summary>
internal sealed class LinkingBlobs(MemoryDisk disk) : MemoryBlobs(disk), IBlobStore
{
    private readonly Dictionary<BlobHash, AttemptId> _linked = [];

    public Task PutStagedAsync(AttemptId attempt, BlobHash hash, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        _linked[hash] = attempt;
        return Task.CompletedTask;
    }

    public override Stream? Open(BlobHash hash) =>
        _linked.TryGetValue(hash, out var attempt) && Disk.Staged.TryGetValue(attempt, out var staged) ? new MemoryStream(staged.Bytes) : base.Open(hash);
}
