using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>A provider's server on loopback: real HTTP, scripted answers, and a record of everything that was asked.</summary>
internal sealed class FakeServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    private FakeServer(WebApplication app) => _app = app;

    /// <summary>Without a slash at its end.</summary>
    public string Address { get; private set; } = "";

    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Answers a request whose body has been read and recorded.</summary>
    public Func<RecordedRequest, HttpContext, Task> Answer { get; set; } = (_, http) => http.RespondAsync(404, "{}");

    public static async Task<FakeServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        var server = new FakeServer(builder.Build());
        server._app.Run(server.HandleAsync);
        await server._app.StartAsync();
        server.Address = server._app.Urls.Single();
        return server;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task HandleAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        var request = new RecordedRequest(
            http.Request.Method, http.Request.Path + http.Request.QueryString,
            http.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray());
        _requests.Enqueue(request);
        await Answer(request, http);
    }
}

/// <summary>One request as it came over the wire.</summary>
internal sealed record RecordedRequest(string Method, string PathAndQuery, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string Text => System.Text.Encoding.UTF8.GetString(Body);

    public JsonObject Json => JsonNode.Parse(Body)?.AsObject() ?? throw new InvalidOperationException("The request has no JSON body.");
}

/// <summary>The ways in which servers answer, and do not.</summary>
internal static class Responses
{
    public static Task RespondAsync(this HttpContext http, int status, string json) =>
        http.RespondAsync(status, "application/json", System.Text.Encoding.UTF8.GetBytes(json));

    public static async Task RespondAsync(this HttpContext http, int status, string contentType, byte[] body)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body);
    }

    /// <summary>Sends a body in chunks of its own, each flushed before the next.</summary>
    public static async Task DripAsync(this HttpContext http, int status, string contentType, IEnumerable<byte[]> chunks)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = contentType;
        foreach (var chunk in chunks)
        {
            await http.Response.Body.WriteAsync(chunk);
            await http.Response.Body.FlushAsync();
        }
    }

    /// <summary>Hangs up without an answer, or in the middle of one.</summary>
    public static Task DropAsync(this HttpContext http)
    {
        http.Abort();
        return Task.CompletedTask;
    }
}
