using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>Looks after what galleries have on disk, beside the actors and never in their way.</summary>
public interface IGalleryCare
{
    /// <summary>Makes both thumbnails of an image from one decoding; false when they can't be made, and those there are stay.</summary>
    Task<bool> RemakeThumbnailsAsync(ImageRow image, CancellationToken cancellation);

    /// <summary>
    /// Files that nothing names: no image, deleted or not, no job, and nobody who saved lately. Whose they were nobody knows.
    /// </summary>
    IAsyncEnumerable<UnusedBlob> FindUnusedAsync(CancellationToken cancellation);

    /// <summary>Removes a file unless something names it by now; true when it is gone.</summary>
    Task<bool> RemoveUnusedAsync(BlobHash blob, CancellationToken cancellation);
}

/// <summary>A file that nothing names.</summary>
public sealed record UnusedBlob(BlobHash Hash, long ByteCount, DateTimeOffset WrittenAt);
