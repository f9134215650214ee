using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.Tests.World;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.NovelAi.World;

/// <summary>
/// A server that behaves like NovelAI's image host, with its quirks: bare 500s for bodies of the wrong shape, a stream in
/// frames for models from V4 on, archives unless JSON is asked for, and an account page on the same host.
/// </summary>
internal sealed class FakeNovelAi : IAsyncDisposable
{
    public const string Key = "pst-abcdefghijklmnopqrstuvwxyz0123456789";

    private static readonly (int, int)[] Canvases = [(1024, 1536), (1536, 1024), (1472, 1472)];

    private FakeNovelAi(FakeServer server) => Server = server;

    public FakeServer Server { get; }

    /// <summary>What the account page says next; each request takes one, the last one stays.</summary>
    public Queue<string> Accounts { get; } = new([Account(tier: 1, fixedAnlas: 900, bought: 100)]);

    /// <summary>Answers generations in place of the well-behaved answer.</summary>
    public Func<RecordedRequest, HttpContext, Task>? Generation { get; set; }

    public IEnumerable<RecordedRequest> Generations => Server.Requests.Where(request => request.Method == "POST");

    public static async Task<FakeNovelAi> StartAsync()
    {
        var novelAi = new FakeNovelAi(await FakeServer.StartAsync());
        novelAi.Server.Answer = novelAi.AnswerAsync;
        return novelAi;
    }

    public ValueTask DisposeAsync() => Server.DisposeAsync();

    public static NovelAiProvider Provider() => new(Wire.Http(), new HurriedTime());

    public ProviderTarget Target(string? model = null) => new(new ConnectionId("c1"), Server.Address, Key, model);

    public ProviderCall Call(string? model = null, JsonObject? parameters = null, ImagePrompt? prompt = null) => new(
        new AttemptId("a1"), Target(model), prompt ?? new ImagePrompt("harbour, night", "text"), Scene: null, parameters ?? [], Seed: 4_000_000_000);

    public static Task<ProviderAnswer> GenerateAsync(ProviderCall call, IProgress<ProviderProgress>? progress = null, CancellationToken cancellation = default) =>
        Provider().GenerateAsync(call, progress ?? new Recorded(), cancellation);

    public static string Account(int tier, long fixedAnlas, long bought, bool isActive = true, JsonObject? usage = null) => new JsonObject
    {
        ["tier"] = tier,
        ["active"] = isActive,
        ["expiresAt"] = 1_800_000_000,
        ["perks"] = new JsonObject(),
        ["trainingStepsLeft"] = new JsonObject { ["fixedTrainingStepsLeft"] = fixedAnlas, ["purchasedTrainingSteps"] = bought },
        ["usage"] = usage,
    }.ToJsonString();

    private Task AnswerAsync(RecordedRequest request, HttpContext http) => (request.Method, request.PathAndQuery) switch
    {
        _ when request.Headers.GetValueOrDefault("Authorization") != $"Bearer {Key}" => http.RespondAsync(401, """{"statusCode":401,"message":"Unauthorized"}"""),
        ("GET", "/user/subscription") => http.RespondAsync(200, Accounts.Count > 1 ? Accounts.Dequeue() : Accounts.Peek()),
        ("POST", "/ai/generate-image" or "/ai/generate-image-stream") when Generation is { } scripted => scripted(request, http),
        ("POST", "/ai/generate-image-stream") => StreamAsync(request.Json, http),
        ("POST", "/ai/generate-image") => GenerateAsync(request, http),
        _ => http.RespondAsync(404, """{"statusCode":404,"message":"Not Found"}"""),
    };

    private static Task StreamAsync(JsonObject body, HttpContext http) =>
        FindFault(body) is { } status ? http.RespondAsync(status, "text/plain", "Internal Server Error"u8.ToArray())
        : (string?)body["parameters"]?["stream"] != "msgpack" ? http.RespondAsync(400, """{"statusCode":400,"message":"stream"}""")
        : http.DripAsync(200, "application/msgpack", [Frames.Intermediate(0, Samples.Jpeg, wholeSigma: true), Frames.Intermediate(1, Samples.Jpeg), Frames.Final(Samples.Png)]);

    private static Task GenerateAsync(RecordedRequest request, HttpContext http) =>
        FindFault(request.Json) is { } status ? http.RespondAsync(status, "text/plain", "Internal Server Error"u8.ToArray())
        : request.Headers.GetValueOrDefault("Accept") == "application/json" ? http.RespondAsync(200, Samples.Json(Samples.Png))
        : http.RespondAsync(200, "binary/octet-stream", Samples.Zip(("image_0.png", Samples.Png)));

    private static int? FindFault(JsonObject body)
    {
        var (model, parameters) = ((string?)body["model"] ?? "", body["parameters"]);
        if (model.EndsWith("-3", StringComparison.Ordinal))
            return null;
        if (parameters?["v4_prompt"] is null || parameters["v4_negative_prompt"] is null || (bool?)parameters["sm"] == true)
            return 500;
        return parameters["director_reference_images"] is not JsonArray references ? null
            : !model.Contains("4-5", StringComparison.Ordinal) || !references.All(IsOnCanvas) ? 400
            : null;
    }

    private static bool IsOnCanvas(JsonNode? reference)
    {
        using var codec = SkiaSharp.SKCodec.Create(new MemoryStream(Convert.FromBase64String((string?)reference ?? "")));
        return Canvases.Contains((codec.Info.Width, codec.Info.Height));
    }
}
