using System.Net;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>A body that goes out once and with its length, and that knows whether it began to.</summary>
internal sealed class OnceContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;
    private int _began;

    public OnceContent(ReadOnlyMemory<byte> bytes, string contentType)
    {
        _bytes = bytes;
        Headers.TryAddWithoutValidation("Content-Type", contentType);
    }

    /// <summary>From here on the provider may have seen the request.</summary>
    public bool HasBegun => Volatile.Read(ref _began) > 0;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        // A second time would be a second order: whoever repeats a request must know that it costs.
        if (Interlocked.Increment(ref _began) > 1)
            throw new InvalidOperationException("A request body is sent once.");
        await stream.WriteAsync(_bytes, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
