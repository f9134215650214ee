using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Providers.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>The API on a real web server at a free port, over stores in memory and an engine that only records.</summary>
public sealed class ApiWorld : IAsyncLifetime
{
    private static readonly HttpClient Http = new();
    private readonly WebApplication _app;

    public ApiWorld()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.AddLumiverseEdge(new LumiverseOptions { EventKeepAwake = TimeSpan.FromMilliseconds(50), MostEventStreamsPerUser = MostStreams });
        builder.Services.AddSingleton<IUserContext, HeaderUsers>();
        builder.Services.AddSingleton<IChatSource, FakeChats>();
        builder.Services.AddSingleton<IConnectionStore>(Connections);
        builder.Services.AddSingleton<ISettingsStore>(Settings);
        builder.Services.AddSingleton<IProfileMigration>(_ => new MemoryMigration(Connections, Settings));
        builder.Services.AddSingleton<ILanguageModelKeys>(LanguageModels);
        builder.Services.AddSingleton(new CheckedConnector(AddressRules.Of(allowPrivate: false, ["gpu.lan", "10.1.1.1"])));
        builder.Services.AddSingleton<IProjectionStore>(Tables);
        builder.Services.AddSingleton<IGalleryTables>(Tables);
        builder.Services.AddSingleton<IStorageHealth>(Disk);
        builder.Services.AddSingleton<IGalleryCare>(Care);
        builder.Services.AddSingleton<IBlobStore>(Blobs);
        builder.Services.AddSingleton<IImageEngine>(Engine);
        builder.Services.AddSingleton<IPageFeed>(Feed);
        builder.Services.AddSingleton<IImageProvider>(Sketch);
        builder.Services.AddSingleton<IImageProvider>(Paid);
        _app = builder.Build();
        _app.MapLumiverse();
    }

    internal MemoryConnections Connections { get; } = new();
    internal MemorySettings Settings { get; } = new();
    internal FakeLanguageModelKeys LanguageModels { get; } = new();
    internal MemoryTables Tables { get; } = new();
    internal FakeDisk Disk { get; } = new();
    internal MemoryBlobs Blobs { get; } = new();
    internal FakeEngine Engine { get; } = new();
    internal FakeCare Care { get; } = new();
    internal FakeFeed Feed { get; } = new();
    internal FakeProvider Sketch { get; } = new("sketch");
    internal FakeProvider Paid { get; } = new("novelai");

    /// <summary>More than the other tests of a class open together: the server hears later that a page has gone.</summary>
    internal const int MostStreams = 16;

    public const string Api = "/api/v1";

    public Task InitializeAsync() => _app.StartAsync();

    /// <summary>As if nothing had happened: a server is expensive to start, so that the tests of a class share one.</summary>
    internal void Clear()
    {
        Connections.Clear();
        Settings.Clear();
        LanguageModels.Keys.Clear();
        Tables.Clear();
        Disk.Failure = null;
        Blobs.Clear();
        Engine.Clear();
        Care.Clear();
        Feed.Clear();
        Sketch.Clear();
        Paid.Clear();
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    /// <summary>Sends a request as a user; the path is below the prefix unless it begins with "~".</summary>
    internal Task<HttpResponseMessage> SendAsync(
        string method, string path, string? body = null, string? user = "alice", params (string Name, string Value)[] headers)
    {
        var content = body is null ? null : new StringContent(body, Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json"));
        return SendContentAsync(method, path, content, user, headers);
    }

    internal Task<HttpResponseMessage> SendContentAsync(
        string method, string path, HttpContent? content, string? user = "alice", params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), _app.Urls.First() + (path.StartsWith('~') ? path[1..] : Api + path)) { Content = content };
        if (user is not null)
            request.Headers.Add(HeaderUsers.Header, user);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>Sends a request and reads its JSON answer, which must have the status.</summary>
    internal async Task<JsonObject> JsonAsync(
        int status, string method, string path, string? body = null, string? user = "alice", params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, body, user, headers);
        return await ReadAsync(response, status);
    }

    /// <summary>Sends a request that must be refused with a problem of a type, and gives its sentence.</summary>
    internal async Task<string> ProblemAsync(
        int status, string type, string method, string path, string? body = null, string? user = "alice", params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(method, path, body, user, headers);
        var problem = await ReadAsync(response, status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal($"urn:lumiverse:problem:{type}", (string?)problem["type"]);
        return (string?)problem["error"] ?? "";
    }

    internal static async Task<JsonObject> ReadAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True((int)response.StatusCode == status, $"{(int)response.StatusCode} instead of {status}: {text}");
        return Assert.IsType<JsonObject>(JsonNode.Parse(text));
    }
}
