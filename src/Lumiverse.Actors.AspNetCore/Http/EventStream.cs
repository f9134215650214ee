using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>A stream of server-sent events. Each is flushed at once. One writer at a time.</summary>
internal sealed class EventStream(HttpResponse response)
{
    /// <summary>Sends the head, so that a page knows at once that it is connected.</summary>
    public Task OpenAsync(CancellationToken cancellation)
    {
        response.ContentType = "text/event-stream";
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no"; // Proxies hold events back otherwise.
        response.HttpContext.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        return CommentAsync("open", cancellation);
    }

    /// <summary>A line that pages ignore and proxies count as life.</summary>
    public Task CommentAsync(string text, CancellationToken cancellation) => WriteAsync($": {text}\n\n", cancellation);

    /// <param name="json">On one line, as compact JSON is.</param>
    /// <param name="id">Where to resume; null for what is not kept.</param>
    public Task SendAsync(string name, string json, long? id, CancellationToken cancellation) =>
        WriteAsync($"{(id is null ? "" : $"id: {id}\n")}event: {name}\ndata: {json}\n\n", cancellation);

    private async Task WriteAsync(string text, CancellationToken cancellation)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(text), cancellation);
        await response.Body.FlushAsync(cancellation);
    }
}

/// <summary>Answers with a stream of events, until its source ends or the client goes.</summary>
/// <param name="held">Let go at the end, however it comes.</param>
internal sealed class EventStreamResult(Func<EventStream, CancellationToken, Task> source, IDisposable? held = null) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        using var holding = held;
        var stream = new EventStream(httpContext.Response);
        await stream.OpenAsync(httpContext.RequestAborted);
        await source(stream, httpContext.RequestAborted);
    }
}
