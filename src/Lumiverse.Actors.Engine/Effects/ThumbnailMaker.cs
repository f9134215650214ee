using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Makes the thumbnails of a stored picture again.</summary>
internal sealed class ThumbnailMaker(IBlobStore blobs, PictureStore pictures) : IDisposable
{
    /// <summary>
    /// Pictures held in memory at once, however many lost their thumbnails: enough to keep the decoders busy, few enough to
    /// leave them to pictures that come in.
    /// </summary>
    private const int MostAtOnce = 4;

    private readonly SemaphoreSlim _places = new(MostAtOnce);

    /// <summary>Both from one decoding. Nulls = they can't be made.</summary>
    public async Task<(Thumbnail? Small, Thumbnail? Large)> MakeAsync(BlobHash picture, CancellationToken cancellation)
    {
        await _places.WaitAsync(cancellation);
        try
        {
            return await ReadAndMakeAsync(picture, cancellation);
        }
        finally
        {
            _places.Release();
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task<(Thumbnail? Small, Thumbnail? Large)> ReadAndMakeAsync(BlobHash picture, CancellationToken cancellation)
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
