using System.Diagnostics;
using Lumiverse.Actors.Imaging.Headers;
using Lumiverse.Actors.Imaging.Pixels;
using Lumiverse.Actors.Imaging.Pool;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging;

/// <summary>
/// Looks at the header, decodes once, and makes everything else from that one decoding: the large thumbnail from the
/// picture, the small one from the large one, placeholder and luminance from the small one. Safe for concurrent use.
/// </summary>
public sealed class PictureInspector : IPictureInspector, IDisposable
{
    private readonly PictureThreads _threads;
    private readonly PixelBudget _pixels;
    private readonly SemaphoreSlim _admitted;

    public PictureInspector(PictureInspectorOptions? options = null)
    {
        var limits = options ?? new PictureInspectorOptions();
        _threads = new PictureThreads(limits.Threads);
        _pixels = new PixelBudget(limits.PixelBudget);
        _admitted = new SemaphoreSlim(limits.Admitted);
    }

    /// <summary>Cancellation ends the wait at once, and the work between two of its parts.</summary>
    public async Task<Inspection> InspectAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        await _admitted.WaitAsync(cancellation);
        try
        {
            return await Task.Factory.StartNew(
                () => Inspect(bytes, cancellation), cancellation, TaskCreationOptions.RunContinuationsAsynchronously, _threads);
        }
        finally
        {
            _admitted.Release();
        }
    }

    /// <summary>Waits for what is queued.</summary>
    public void Dispose()
    {
        _threads.Dispose();
        _admitted.Dispose();
    }

    private Inspection Inspect(ReadOnlyMemory<byte> bytes, CancellationToken cancellation) => PictureProbe.Read(bytes.Span) switch
    {
        Probing.TurnedDown no => no.Answer,
        Probing.Accepted yes => Decode(bytes, yes.Header, cancellation),
        var other => throw new UnreachableException(other.GetType().Name),
    };

    private Inspection Decode(ReadOnlyMemory<byte> bytes, PictureHeader header, CancellationToken cancellation)
    {
        using var share = _pixels.Take(header.PixelCount);
        cancellation.ThrowIfCancellationRequested();
        return PictureDecoder.Decode(bytes, header, PictureLimits.LargeThumbnail) switch
        {
            Decoding.Failed failed => failed.Answer,
            Decoding.Decoded decoded => Describe(header, decoded, cancellation),
            var other => throw new UnreachableException(other.GetType().Name),
        };
    }

    private static Inspection.Readable Describe(PictureHeader header, Decoding.Decoded decoded, CancellationToken cancellation)
    {
        using var decodedPixels = decoded.Pixels;
        using var reduced = AreaAverage.Fit(decodedPixels, PictureLimits.LargeThumbnail);
        using var large = Orientation.Upright(reduced, decoded.Origin);
        using var small = AreaAverage.Fit(large, PictureLimits.SmallThumbnail);
        using var placeholder = AreaAverage.Fit(small, PictureLimits.PlaceholderSource);
        cancellation.ThrowIfCancellationRequested();
        var encodedLarge = ThumbnailEncoder.Encode(large);
        var encodedSmall = small == large ? encodedLarge : ThumbnailEncoder.Encode(small);
        var (width, height) = Upright(header, decoded.Origin);
        return new Inspection.Readable(
            header.MimeType, width, height, ThumbHash.Encode(placeholder), RelativeLuminance.Of(small), encodedSmall, encodedLarge);
    }

    private static (int Width, int Height) Upright(PictureHeader header, SKEncodedOrigin origin) => Orientation.SwapsSides(origin)
        ? (header.HeightPixels, header.WidthPixels)
        : (header.WidthPixels, header.HeightPixels);
}
