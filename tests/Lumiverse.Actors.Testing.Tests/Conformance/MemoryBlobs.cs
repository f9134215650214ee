using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

/// <summary>What the processes of a stage share in place of a disk.</summary>
internal sealed class MemoryDisk
{
    public ConcurrentDictionary<BlobHash, (byte[] Bytes, DateTimeOffset At)> Blobs { get; } = new();

    public ConcurrentDictionary<AttemptId, (byte[] Bytes, DateTimeOffset At)> Staged { get; } = new();
}

/// <summary>A store that keeps its promises; those that break one override it.</summary>
internal class MemoryBlobs(MemoryDisk disk) : IBlobStore
{
    protected MemoryDisk Disk => disk;

    public virtual Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var hash = HashOf(bytes);
        disk.Blobs[hash] = (bytes.ToArray(), DateTimeOffset.UtcNow);
        return Task.FromResult(hash);
    }

    public virtual Stream? Open(BlobHash hash) => disk.Blobs.TryGetValue(hash, out var blob) ? new MemoryStream(blob.Bytes, writable: false) : null;

    public virtual Task DeleteAsync(BlobHash hash, CancellationToken cancellation)
    {
        disk.Blobs.TryRemove(hash, out _);
        return Task.CompletedTask;
    }

    public virtual IEnumerable<(BlobHash Hash, DateTimeOffset WrittenAt)> List() => disk.Blobs.Select(blob => (blob.Key, blob.Value.At));

    public virtual Task StageAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        disk.Staged[attempt] = (bytes.ToArray(), DateTimeOffset.UtcNow);
        return Task.CompletedTask;
    }

    public virtual Task<IMemoryOwner<byte>?> ReadStagedAsync(AttemptId attempt, CancellationToken cancellation) =>
        Task.FromResult<IMemoryOwner<byte>?>(disk.Staged.TryGetValue(attempt, out var staged) ? new Owned(staged.Bytes.ToArray()) : null);

    public virtual Task DiscardStagedAsync(AttemptId attempt, CancellationToken cancellation)
    {
        disk.Staged.TryRemove(attempt, out _);
        return Task.CompletedTask;
    }

    public virtual IEnumerable<(AttemptId Attempt, DateTimeOffset WrittenAt)> ListStaged() => disk.Staged.Select(staged => (staged.Key, staged.Value.At));

    protected static BlobHash HashOf(ReadOnlyMemory<byte> bytes) => BlobHash.Of(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));

    protected sealed class Owned(Memory<byte> bytes) : IMemoryOwner<byte>
    {
        public Memory<byte> Memory => bytes;

        public void Dispose() { }
    }
}
