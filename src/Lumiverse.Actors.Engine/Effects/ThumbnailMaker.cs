using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Makes the thumbnails of a stored picture again.</summary>
internal sealed class ThumbnailMaker(IBlobStore blobs, PictureStore pictures)
{
    /// <summary>Nulls = they can't be made.</summary>
    public async Task<(Thumbnail? Small, Thumbnail? Large)> MakeAsync(BlobHash picture, CancellationToken cancellation)
    {
        await using var stream = blobs.Open(picture);
        if (stream is null)
            return default;
        var bytes = new byte[stream.Length];
        await stream.ReadExactlyAsync(bytes, cancellation);
        var stored = await pictures.StoreAsync(bytes, cancellation);
        return (stored.Picture?.Small, stored.Picture?.Large);
    }
}
