using System.Net.Http.Headers;
using System.Net.Sockets;
using Flurl.Http;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>
/// Sends one request and reads its answer. The only place that knows the HTTP library: one request is sent once, redirects
/// are answers, and expected failures are values.
/// </summary>
internal sealed class ProviderHttp(IHttpClientFactory clients, TimeProvider time)
{
    public const string ClientName = "Lumiverse.Providers";

    /// <summary>Some providers turn away callers without a name.</summary>
    private static readonly string UserAgent =
        $"Lumiverse.Actors/{typeof(ProviderHttp).Assembly.GetName().Version?.ToString(3) ?? "0"}";

    /// <summary>What an answer that doesn't tell its length is read into first; it doubles as it fills.</summary>
    private const int FirstBytes = 64 * 1024;

    /// <summary>A length is a claim: beyond this the memory grows with what really comes.</summary>
    private const int MostBytesAtFirst = 4 * 1024 * 1024;

    /// <summary>
    /// Sends a request. Cancelling it ends in <see cref="WireAnswer.Unsent"/> or <see cref="WireAnswer.Broken"/>, never in
    /// an exception; so does every failure of the line.
    /// </summary>
    /// <param name="onChunk">Sees the body of a successful answer as it comes in; null = nobody does.</param>
    public async Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellation, Action<ReadOnlyMemory<byte>>? onChunk = null)
    {
        if (request.Headers.Any(header => !IsPlain(header.Value)))
            return new WireAnswer.Unsent("The API key has a character in it that no key has, such as a line break. Enter it again.", Temporary: false);
        using var body = request.Body is { } bytes ? new OnceContent(bytes, request.ContentType) : null;
        var progress = new Progress();
        try
        {
            using var response = await Prepared(request).SendAsync(request.Method, body, cancellation, HttpCompletionOption.ResponseHeadersRead);
            progress.Status = (int)response.StatusCode;
            return await ReadAsync(response, request, onChunk, cancellation);
        }
        catch (Exception failure) when (IsOfTheLine(failure))
        {
            return Explain(failure, request.Address.IdnHost, body, progress.Status, cancellation);
        }
    }

    /// <summary>The library below lets line breaks through, and what follows them is a header of somebody's own.</summary>
    private static bool IsPlain(string header) => header.All(letter => letter is >= ' ' and <= '~');

    private IFlurlRequest Prepared(WireRequest request)
    {
        var prepared = new FlurlClient(clients.CreateClient(ClientName))
            .Request(request.Address.AbsoluteUri)
            .AllowAnyHttpStatus()
            .WithTimeout(Timeout.InfiniteTimeSpan) // The caller's token is the budget.
            .WithHeader("User-Agent", UserAgent);
        foreach (var (name, value) in request.Headers)
            prepared.WithHeader(name, value);
        return prepared;
    }

    private async Task<WireAnswer> ReadAsync(
        HttpResponseMessage response, WireRequest request, Action<ReadOnlyMemory<byte>>? onChunk, CancellationToken cancellation)
    {
        var (status, most, length) = ((int)response.StatusCode, request.MostBytes, 0);
        var body = await request.Memory.GrowAsync(default, AtFirst(response.Content.Headers.ContentLength), cancellation);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        while (await stream.ReadAsync(body[length..], cancellation) is var read and > 0)
        {
            if (length + read > most)
                return new WireAnswer.Broken($"The answer is larger than {most / (1024 * 1024)} MB, so it was not read to its end.", status);
            if (response.IsSuccessStatusCode)
                onChunk?.Invoke(body.Slice(length, read));
            length += read;
            if (length == body.Length)
                body = await request.Memory.GrowAsync(body, (int)Math.Min(2L * length, most + 1), cancellation);
        }
        return new WireAnswer.Arrived(status, response.Content.Headers.ContentType?.MediaType, body[..length], RetryAfter(response.Headers.RetryAfter));
    }

    /// <summary>One byte more than an answer is said to have, so that its end is found without growing.</summary>
    private static int AtFirst(long? length) => (int)Math.Clamp(length + 1 ?? FirstBytes, FirstBytes, MostBytesAtFirst);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var pause = header?.Delta ?? header?.Date - time.GetUtcNow();
        return pause is { } wait && wait < TimeSpan.Zero ? TimeSpan.Zero : pause;
    }

    private static bool IsOfTheLine(Exception failure) =>
        failure is FlurlHttpException or HttpRequestException or IOException or SocketException or OperationCanceledException;

    private static WireAnswer Explain(Exception failure, string host, OnceContent? body, int? status, CancellationToken cancellation)
    {
        var causes = Causes(failure).ToArray();
        if (body is { HasBegun: true } || status is not null)
            return new WireAnswer.Broken(cancellation.IsCancellationRequested ? "The call was broken off before its answer was complete." : $"The connection to {host} broke before its answer was complete.", status);
        if (cancellation.IsCancellationRequested)
            return new WireAnswer.Unsent("The call was broken off before it was sent.", Temporary: true);
        if (causes.OfType<AddressNotAllowedException>().FirstOrDefault() is { } notAllowed)
            return new WireAnswer.Unsent(notAllowed.Message, Temporary: false);
        if (causes.OfType<SocketException>().Any(cause => cause.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData))
            return new WireAnswer.Unsent($"There is no host {host}. Check the address of the connection.", Temporary: false);
        if (causes.OfType<HttpRequestException>().Any(cause => cause.HttpRequestError == HttpRequestError.SecureConnectionError))
            return new WireAnswer.Unsent($"No secure connection to {host} could be made. Check the address of the connection.", Temporary: false);
        return new WireAnswer.Unsent($"{host} could not be reached.", Temporary: true);
    }

    private static IEnumerable<Exception> Causes(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
            yield return failure;
    }

    /// <summary>How far a request came, for the one who explains its failure.</summary>
    private sealed class Progress
    {
        public int? Status { get; set; }
    }
}
