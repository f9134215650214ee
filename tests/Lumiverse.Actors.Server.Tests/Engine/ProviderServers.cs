using System.Text.Json.Nodes;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>One server on loopback that speaks as all three providers do, and counts who paints at the same time.</summary>
internal sealed class ProviderServers : IAsyncDisposable
{
    private readonly FakeServer _server;
    private int _painting;
    private int _overlaps;

    private ProviderServers(FakeServer server) => _server = server;

    public static IReadOnlyList<string> Providers { get; } = ["google_gemini", "nanogpt", "novelai"];

    public string Address => _server.Address;

    /// <summary>Generations that came while the account was painting already; each was turned down as the real server does.</summary>
    public int Overlaps => Volatile.Read(ref _overlaps);

    /// <summary>Answers every request with this status and repeats its headers in every text; null = answers well.</summary>
    public int? Echoes { get; set; }

    public IEnumerable<RecordedRequest> Generations => _server.Requests.Where(IsGeneration);

    public static async Task<ProviderServers> StartAsync()
    {
        var servers = new ProviderServers(await FakeServer.StartAsync());
        servers._server.Answer = servers.AnswerAsync;
        return servers;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    /// <summary>The prompt as a provider was told it.</summary>
    public static string PromptOf(RecordedRequest request) =>
        (string?)(request.Json["input"] ?? request.Json["prompt"] ?? request.Json["contents"]?[0]?["parts"]?[0]?["text"]) ?? "";

    private static bool IsGeneration(RecordedRequest request) =>
        request.PathAndQuery.EndsWith(":generateContent", StringComparison.Ordinal)
        || request.PathAndQuery == "/v1/images/generations"
        || request.PathAndQuery.StartsWith("/ai/generate-image", StringComparison.Ordinal);

    private Task AnswerAsync(RecordedRequest request, HttpContext http) => Echoes is { } status
        ? http.RespondAsync(status, Echo(request))
        : request.PathAndQuery switch
        {
            "/ai/generate-image-stream" => PaintAloneAsync(http),
            "/v1/images/generations" => http.RespondAsync(200, NanoGptAnswers.Picture(Samples.Jpeg)),
            "/api/check-balance" => http.RespondAsync(200, NanoGptAnswers.Balance("12.5")),
            "/user/subscription" => http.RespondAsync(200, FakeNovelAi.Account(tier: 1, fixedAnlas: 900, bought: 0)),
            _ when IsGeneration(request) => http.RespondAsync(200, GeminiAnswers.Picture(Samples.Png)),
            _ => http.RespondAsync(404, "{}"),
        };

    private async Task PaintAloneAsync(HttpContext http)
    {
        if (Interlocked.Increment(ref _painting) > 1)
        {
            Interlocked.Increment(ref _overlaps);
            await http.RespondAsync(429, """{"statusCode":429,"message":"Concurrent generation is locked"}""");
        }
        else
        {
            await http.DripAsync(200, "application/msgpack", [NovelAiFrames.Intermediate(0, Samples.Jpeg), NovelAiFrames.Intermediate(1, Samples.Jpeg), NovelAiFrames.Final(Samples.WebP)]);
        }
        Interlocked.Decrement(ref _painting);
    }

    private static string Echo(RecordedRequest request)
    {
        var words = string.Join(' ', request.Headers.Values);
        return new JsonObject
        {
            ["error"] = new JsonObject { ["message"] = words, ["status"] = words, ["code"] = words },
            ["message"] = words,
            ["promptFeedback"] = new JsonObject { ["blockReason"] = words },
            ["data"] = new JsonArray(new JsonObject { ["id"] = words, ["name"] = words, ["url"] = words }),
            ["models"] = new JsonArray(new JsonObject { ["name"] = $"{words}-image", ["displayName"] = words, ["supportedGenerationMethods"] = new JsonArray("generateContent") }),
        }.ToJsonString();
    }
}
