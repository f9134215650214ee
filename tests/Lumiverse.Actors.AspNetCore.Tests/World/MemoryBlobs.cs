using System.Buffers;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Blobs in memory.</summary>
internal sealed class MemoryBlobs : IBlobStore
{
    private readonly ConcurrentDictionary<BlobHash, byte[]> _blobs = new();

    public BlobHash Put(byte[] bytes)
    {
        var hash = BlobHash.Of(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        _blobs[hash] = bytes;
        return hash;
    }

    public void Clear() => _blobs.Clear();

    public void Lose(BlobHash hash) => _blobs.TryRemove(hash, out _);

    public Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => Task.FromResult(Put(bytes.ToArray()));

    public Stream? Open(BlobHash hash) => _blobs.TryGetValue(hash, out var bytes) ? new MemoryStream(bytes, writable: false) : null;

    public Task DeleteAsync(BlobHash hash, CancellationToken cancellation) => throw NotAsked();

    public IEnumerable<(BlobHash Hash, DateTimeOffset WrittenAt)> List() => throw NotAsked();

    public Task StageAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => throw NotAsked();

    public Task<IMemoryOwner<byte>?> ReadStagedAsync(AttemptId attempt, CancellationToken cancellation) => throw NotAsked();

    public Task DiscardStagedAsync(AttemptId attempt, CancellationToken cancellation) => throw NotAsked();

    public IEnumerable<(AttemptId Attempt, DateTimeOffset WrittenAt)> ListStaged() => throw NotAsked();

    private static InvalidOperationException NotAsked() => new("Routes have no business with this.");
}
