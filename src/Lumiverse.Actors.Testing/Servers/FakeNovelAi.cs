using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using SkiaSharp;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>
/// A server that behaves like NovelAI's image host, with its quirks: bare 500s for bodies of the wrong shape, a stream in
/// frames for models from V4 on, archives unless JSON is asked for, one picture at a time, and an account page on the same
/// host.
/// </summary>
public sealed class FakeNovelAi : FakeProviderServer
{
    /// <summary>The one key that it accepts.</summary>
    public const string Key = "pst-abcdefghijklmnopqrstuvwxyz0123456789";

    private const long Funds = 900;
    private const long Price = 20;

    private static readonly (int, int)[] Canvases = [(1024, 1536), (1536, 1024), (1472, 1472)];

    private int _painting;
    private int _overlaps;

    private FakeNovelAi(FakeServer server) : base(server)
    {
    }

    public override string ProviderId => "novelai";

    public override string ApiKey => Key;

    /// <summary>What the account page says next; each request takes one, the last one stays. Empty = what is left after the pictures charged.</summary>
    public Queue<string> Accounts { get; } = [];

    /// <summary>Generations that came while the account was painting already; each was turned down.</summary>
    public int Overlaps => Volatile.Read(ref _overlaps);

    public static async Task<FakeNovelAi> StartAsync() => new(await FakeServer.StartAsync());

    /// <summary>An account page.</summary>
    /// <param name="tier">0 to 3; from 3 on, most pictures are free.</param>
    /// <param name="fixedAnlas">Of the subscription.</param>
    /// <param name="bought">Besides.</param>
    /// <param name="usage">How much of the free pictures is used; null = the page does not say.</param>
    public static string Account(int tier, long fixedAnlas, long bought, bool isActive = true, JsonObject? usage = null) => new JsonObject
    {
        ["tier"] = tier,
        ["active"] = isActive,
        ["expiresAt"] = 1_800_000_000,
        ["perks"] = new JsonObject(),
        ["trainingStepsLeft"] = new JsonObject { ["fixedTrainingStepsLeft"] = fixedAnlas, ["purchasedTrainingSteps"] = bought },
        ["usage"] = usage,
    }.ToJsonString();

    private protected override bool IsGeneration(RecordedRequest request) => request.PathAndQuery is "/ai/generate-image" or "/ai/generate-image-stream";

    private protected override bool HasKey(RecordedRequest request) => Bearer(request) == $"Bearer {Key}";

    private protected override Task TurnKeyDownAsync(HttpContext http) => http.RespondAsync(401, Message(401, "Unauthorized"));

    private protected override Task AnswerFreeAsync(RecordedRequest request, HttpContext http) => (request.Method, request.PathAndQuery) switch
    {
        ("GET", "/user/subscription") => http.RespondAsync(200, NextAccount()),
        _ => http.RespondAsync(404, Message(404, "Not Found")),
    };

    private protected override async Task<bool> TurnsDownAsync(RecordedRequest request, HttpContext http)
    {
        if (FindFault(request.Json) is { } status)
        {
            await FailAsync(http, status);
            return true;
        }

        if (Interlocked.CompareExchange(ref _painting, 1, 0) == 0)
            return false;
        Interlocked.Increment(ref _overlaps);
        await http.RespondAsync(429, Message(429, "Concurrent generation is locked"));
        return true;
    }

    private protected override async Task PaintAsync(RecordedRequest request, HttpContext http)
    {
        await (request.PathAndQuery.EndsWith("-stream", StringComparison.Ordinal) ? StreamAsync(request.Json, http) : PackAsync(request, http));
        Volatile.Write(ref _painting, 0);
    }

    /// <summary>NovelAI refuses no prompt; what it can't do it turns down.</summary>
    private protected override Task RefuseAsync(HttpContext http) => http.RespondAsync(400, Message(400, "The prompt can't be used"));

    private protected override Task ThrottleAsync(HttpContext http, TimeSpan? retryAfter)
    {
        NameRetryAfter(http, retryAfter);
        return http.RespondAsync(429, Message(429, "Too many requests"));
    }

    private protected override Task FailAsync(HttpContext http, int status) => http.RespondAsync(status, "text/plain", "Internal Server Error"u8.ToArray());

    private string NextAccount() =>
        Accounts.Count > 1 ? Accounts.Dequeue()
        : Accounts.TryPeek(out var last) ? last
        : Account(tier: 1, Funds - (Charged * Price), bought: 100);

    private static Task StreamAsync(JsonObject body, HttpContext http) =>
        (string?)body["parameters"]?["stream"] != "msgpack" ? http.RespondAsync(400, Message(400, "stream"))
        : http.DripAsync(
            200, "application/msgpack",
            [NovelAiFrames.Intermediate(0, Samples.Jpeg, wholeSigma: true), NovelAiFrames.Intermediate(1, Samples.Jpeg), NovelAiFrames.Final(Samples.Png)]);

    private static Task PackAsync(RecordedRequest request, HttpContext http) =>
        request.Headers.GetValueOrDefault("Accept") == "application/json" ? http.RespondAsync(200, Samples.Json(Samples.Png))
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
        using var codec = SKCodec.Create(new MemoryStream(Convert.FromBase64String((string?)reference ?? "")));
        return Canvases.Contains((codec.Info.Width, codec.Info.Height));
    }

    private static string Message(int status, string message) => $$"""{"statusCode":{{status}},"message":"{{message}}"}""";
}
