using System.Runtime.CompilerServices;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>Care over the hosted actors: bytes go through the janitor, which knows who is saving, and facts through the gallery.</summary>
internal sealed class GalleryCare(
    IImageEngine engine, ThumbnailMaker thumbnails, BlobJanitor janitor, IBlobStore blobs, IGalleryTables tables, TimeProvider clock) : IGalleryCare
{
    /// <summary>Files asked about at once: few enough for one statement, many enough that a hundred thousand take seconds.</summary>
    private const int BatchSize = 500;

    public async Task<bool> RemakeThumbnailsAsync(ImageRow image, CancellationToken cancellation)
    {
        var (small, large) = await thumbnails.MakeAsync(image.Picture.Hash, cancellation);
        if (small is null && large is null)
            return false;
        if (small == image.Picture.Small && large == image.Picture.Large)
            return true; // Their bytes may have been lost, and are there again.
        var replace = new GalleryCommand.ReplaceThumbnails(image.Id, small, large);
        if (await engine.AskGalleryAsync(image.User, replace, cancellation) is not Answer.Done)
            return false;
        foreach (var replaced in new[] { image.Picture.Small, image.Picture.Large }.OfType<Thumbnail>())
            janitor.Suspect(replaced.Hash);
        return true;
    }

    public async IAsyncEnumerable<UnusedBlob> FindUnusedAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await engine.CatchUpAsync(cancellation);
        var old = clock.GetUtcNow() - BlobJanitor.Grace;
        foreach (var batch in blobs.List().Where(blob => blob.WrittenAt < old).Chunk(BatchSize))
        {
            var writtenAt = batch.ToDictionary(blob => blob.Hash, blob => blob.WrittenAt);
            foreach (var hash in await tables.FindUnusedAsync(writtenAt.Keys, cancellation))
            {
                if (!janitor.IsKept(hash) && LengthOf(hash) is { } bytes)
                    yield return new UnusedBlob(hash, bytes, writtenAt[hash]);
            }
        }
    }

    public Task<bool> RemoveUnusedAsync(BlobHash blob, CancellationToken cancellation) => janitor.RemoveUnusedAsync(blob, cancellation);

    /// <summary>Null when it is gone meanwhile.</summary>
    private long? LengthOf(BlobHash hash)
    {
        using var stream = blobs.Open(hash);
        return stream?.Length;
    }
}
