using System.Security.Cryptography;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Turns bytes into a stored picture: inspected and decoded once, then picture and thumbnails written side by side.</summary>
internal sealed class PictureStore(IPictureInspector inspector, IBlobStore blobs, BlobJanitor janitor) : IDisposable
{
    /// <summary>Staged answers in memory at once: one that each core decodes, and one that is read or written meanwhile.</summary>
    private readonly SemaphoreSlim _read = new(2 * Environment.ProcessorCount);

    public Task<StoredPicture> StoreAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) =>
        StoreAsync(bytes, () => PutAsync(bytes, cancellation), cancellation);

    /// <summary>Stores what is staged as the answer of an attempt; null when nothing is.</summary>
    public async Task<StoredPicture?> StoreStagedAsync(AttemptId attempt, CancellationToken cancellation)
    {
        await _read.WaitAsync(cancellation);
        try
        {
            using var staged = await blobs.ReadStagedAsync(attempt, cancellation);
            return staged?.Memory is { } bytes
                ? await StoreAsync(bytes, () => PutStagedAsync(attempt, bytes, cancellation), cancellation)
                : null;
        }
        finally
        {
            _read.Release();
        }
    }

    public void Dispose() => _read.Dispose();

    private async Task<StoredPicture> StoreAsync(ReadOnlyMemory<byte> bytes, Func<Task<BlobHash>> putAsync, CancellationToken cancellation)
    {
        var inspection = await inspector.InspectAsync(bytes, cancellation);
        if (inspection is not Inspection.Readable readable)
            return new StoredPicture(null, ((Inspection.Unreadable)inspection).Reason);
        var original = putAsync();
        var small = PutAsync(readable.Small, cancellation);
        var large = PutAsync(readable.Large, cancellation);
        var picture = new Picture(
            await original, readable.MimeType, bytes.Length, readable.WidthPixels, readable.HeightPixels,
            readable.Placeholder, readable.Luminance, await small, await large);
        return new StoredPicture(picture, "");
    }

    private async Task<Thumbnail?> PutAsync(EncodedThumbnail? thumbnail, CancellationToken cancellation) => thumbnail is null
        ? null
        : new Thumbnail(
            await PutAsync(thumbnail.Bytes, cancellation), thumbnail.MimeType, thumbnail.Bytes.Length,
            thumbnail.WidthPixels, thumbnail.HeightPixels);

    private async Task<BlobHash> PutAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await janitor.KeepAsync(HashOf(bytes.Span), cancellation);
        return await blobs.PutAsync(bytes, cancellation);
    }

    private async Task<BlobHash> PutStagedAsync(AttemptId attempt, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var hash = HashOf(bytes.Span);
        await janitor.KeepAsync(hash, cancellation);
        await blobs.PutStagedAsync(attempt, hash, bytes, cancellation);
        return hash;
    }

    private static BlobHash HashOf(ReadOnlySpan<byte> bytes) => BlobHash.Of(Convert.ToHexStringLower(SHA256.HashData(bytes)));
}

/// <summary>A picture that is on disk, or the reason why the bytes were turned down.</summary>
internal sealed record StoredPicture(Picture? Picture, string Reason);
