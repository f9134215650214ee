using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Providers;
using Lumiverse.Actors.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Answer = Lumiverse.Actors.Server.Tests.Hosting.Answer;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>A key that is easy to find goes through everything that can happen to a key, and is looked for everywhere.</summary>
public sealed class SecrecyTests : IDisposable
{
    private const string Canary = "sk-canary-5d21e7b04f";
    private const string Connections = "image-gen-connections";

    private readonly TemporaryFolder _folder = new();
    private readonly KeyHunt _hunt;

    public SecrecyTests() => _hunt = new KeyHunt(_folder, Canary);

    [Fact]
    public async Task A_key_is_in_no_file_log_answer_or_event()
    {
        await using (var server = await StartAsync())
        {
            using var client = server.Client();
            using var events = Listen(client);
            var connection = await CreateAsync(client);
            await ProbeAsync(client, connection);
            await PaintAsync(client);
            await ChangeAsync(client, connection);
            await ExportAsync(client);
            await HeardAsync("IMAGE_GEN_COMPLETE");
            await events.CancelAsync();
            _hunt.AssertNowhere();
        }

        _hunt.AssertNowhere();
    }

    [Fact]
    public async Task A_key_of_settings_of_the_older_form_moves_into_a_profile_and_nowhere_else()
    {
        await using (var server = await StartAsync())
        {
            using var client = server.Client();
            using var events = Listen(client);
            var settings = server.Services.GetRequiredService<ISettingsStore>();
            await settings.MergeAsync(UserId.Of("local"), Legacy(), default);
            Assert.NotEmpty(_hunt.FilesThatHold(Canary)); // As an earlier version left it.

            var pages = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => AskAsync(client, HttpMethod.Get, i % 2 == 0 ? Connections : "settings/imageGeneration")));

            Assert.All(pages, page => Assert.Equal(HttpStatusCode.OK, page.Status));
            var profile = Assert.Single((await AskAsync(client, HttpMethod.Get, Connections)).Json.GetProperty("data").EnumerateArray());
            Assert.True(profile.GetProperty("has_api_key").GetBoolean());
            Assert.Equal(Canary, await server.Services.GetRequiredService<IConnectionStore>().ReadApiKeyAsync(ConnectionId.Of(profile.GetProperty("id").ToString()), default));
            await HeardAsync("IMAGE_GEN_CONNECTION_CHANGED");
            await events.CancelAsync();
            _hunt.AssertNowhere();
        }

        _hunt.AssertNowhere();
    }

    [Fact]
    public async Task A_key_that_a_client_still_puts_into_the_settings_is_never_stored_there()
    {
        await using var server = await StartAsync();
        using var client = server.Client();

        var made = await AskAsync(client, HttpMethod.Put, "settings/imageGeneration", $$$"""{"value":{{{Legacy().ToJsonString()}}}}""");
        var refused = await AskAsync(client, HttpMethod.Put, "settings/imageGeneration", $$$"""{"value":{{{Legacy().ToJsonString()}}}}""");

        made.Expect(HttpStatusCode.OK);
        refused.Expect(HttpStatusCode.BadRequest);
        Assert.Contains("nanogpt.apiKey", Encoding.UTF8.GetString(refused.Bytes), StringComparison.Ordinal);
        _hunt.AssertNowhere();
    }

    public void Dispose()
    {
        _hunt.Dispose();
        _folder.Dispose();
    }

    private Task<TestServer> StartAsync() => TestServer.StartAsync(_folder, services: services =>
    {
        services.AddImageProvider<EchoProvider>();
        _hunt.Log.AddTo(services);
    });

    private async Task<string> CreateAsync(ApiClient client)
    {
        var body = $$"""{"name":"Echo","provider":"echo","api_key":"{{Canary}}","is_default":true}""";
        return (await AskAsync(client, HttpMethod.Post, Connections, body)).Expect(HttpStatusCode.Created)["id"];
    }

    private async Task ProbeAsync(ApiClient client, string connection)
    {
        (await AskAsync(client, HttpMethod.Post, $"{Connections}/{connection}/test")).Expect(HttpStatusCode.OK);
        (await AskAsync(client, HttpMethod.Get, $"{Connections}/{connection}/models")).Expect(HttpStatusCode.OK);
        (await AskAsync(client, HttpMethod.Get, $"{Connections}/{connection}/usage")).Expect(HttpStatusCode.OK);
        (await AskAsync(client, HttpMethod.Post, $"{Connections}/models/preview", $$"""{"provider":"echo","connection_id":"{{connection}}"}""")).Expect(HttpStatusCode.OK);
        (await AskAsync(client, HttpMethod.Post, $"{Connections}/models/preview", $$"""{"provider":"echo","api_key":"{{Canary}}"}""")).Expect(HttpStatusCode.OK);
    }

    /// <summary>Every way in which a call can end, the one that is tried again last.</summary>
    private async Task PaintAsync(ApiClient client)
    {
        var chat = (await client.PostAsync("chats", new { title = "A story" }))["id"];
        foreach (var (end, status) in new[]
                 {
                     ("success", HttpStatusCode.OK), ("unsent", HttpStatusCode.BadGateway), ("refusal", HttpStatusCode.BadGateway),
                     ("silence", HttpStatusCode.BadGateway), ("exception", HttpStatusCode.BadGateway),
                 })
            (await AskAsync(client, HttpMethod.Post, "image-gen/generate", Order(chat, end))).Expect(status);
        var job = (await AskAsync(client, HttpMethod.Post, "image-gen/jobs", Order(chat, "failure")))["jobId"];
        await Trial.UntilAsync(
            async () => (await AskAsync(client, HttpMethod.Get, $"image-gen/jobs/{job}")).Json.GetProperty("attempts").EnumerateArray().Any(attempt => attempt.TryGetProperty("outcome", out _)),
            () => "the end of a first attempt");
        await AskAsync(client, HttpMethod.Delete, $"image-gen/jobs/{job}");
    }

    private async Task ChangeAsync(ApiClient client, string connection)
    {
        var copy = (await AskAsync(client, HttpMethod.Post, $"{Connections}/{connection}/duplicate")).Expect(HttpStatusCode.Created)["id"];
        await AskAsync(client, HttpMethod.Put, $"{Connections}/{copy}", """{"name":"Other","default_parameters":{"broken":true}}""");
        (await AskAsync(client, HttpMethod.Get, $"{Connections}/{copy}/usage")).Expect(HttpStatusCode.InternalServerError);
        (await AskAsync(client, HttpMethod.Put, $"{Connections}/{copy}", $$"""{"api_key":"{{Canary}}\u0007"}""")).Expect(HttpStatusCode.BadRequest);
        (await AskAsync(client, HttpMethod.Put, $"{Connections}/{copy}", $$"""{"api_key":"{{Canary}}","is_default":"yes"}""")).Expect(HttpStatusCode.BadRequest);
        (await AskAsync(client, HttpMethod.Delete, $"{Connections}/{copy}")).Expect(HttpStatusCode.OK);
        (await AskAsync(client, HttpMethod.Put, "settings/imageGeneration", $$$$"""{"value":{"novelai":{"apiKey":"{{{{Canary}}}}"}}}""")).Expect(HttpStatusCode.BadRequest);
        (await AskAsync(client, HttpMethod.Post, Connections, $$"""{"api_key":"{{Canary}}" """)).Expect(HttpStatusCode.BadRequest);
    }

    private async Task ExportAsync(ApiClient client)
    {
        foreach (var path in new[] { Connections, "settings/imageGeneration", "image-gen/jobs?limit=1000", "images?limit=1000", "image-gen/providers" })
            (await AskAsync(client, HttpMethod.Get, path)).Expect(HttpStatusCode.OK);
    }

    private async Task<Answer> AskAsync(ApiClient client, HttpMethod method, string path, string? body = null)
    {
        using var content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await client.SendAsync(method, path, content);
        _hunt.Add(answer);
        return answer;
    }

    private static string Order(string chat, string end) => JsonSerializer.Serialize(
        new { chatId = chat, forceGeneration = true, promptMode = "custom", prompt = $"{end} of a tower" });

    private static JsonObject Legacy() => new()
    {
        ["provider"] = "nanogpt",
        ["nanogpt"] = new JsonObject { ["apiKey"] = Canary, ["size"] = "1024x1024" },
    };

    /// <summary>Puts every event among the answers, until it is cancelled: a server that stops waits for open streams.</summary>
    private CancellationTokenSource Listen(ApiClient client)
    {
        var end = new CancellationTokenSource();
        _ = Task.Run(() => ListenAsync(client, end.Token), end.Token);
        return end;
    }

    private async Task ListenAsync(ApiClient client, CancellationToken end)
    {
        using var stream = new StreamReader(await client.Http.GetStreamAsync("events?after=0", end));
        while (await stream.ReadLineAsync(end) is { } line)
            _hunt.Add(line);
    }

    private Task HeardAsync(string name) => Trial.UntilAsync(() => _hunt.HasHeard($"event: {name}"), () => name);
}
