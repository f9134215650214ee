using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Has thumbnails made again that somebody missed. Each image once per run of the server: some can't be made.</summary>
internal sealed class ThumbnailRepair(IImageEngine engine)
{
    /// <summary>At about 100 bytes each this is 1 MB; then everything may be tried once more.</summary>
    private const int MostRemembered = 10_000;

    private readonly ConcurrentDictionary<ImageId, byte> _asked = new();

    /// <summary>Asks for them, and does not wait until they are there.</summary>
    public async Task AskAsync(ImageRow image, CancellationToken cancellation)
    {
        if (_asked.Count >= MostRemembered)
            _asked.Clear();
        if (_asked.TryAdd(image.Id, 0))
            await engine.AskGalleryAsync(image.User, new GalleryCommand.RemakeThumbnails(image.Id, image.Picture.Hash), cancellation);
    }
}
