using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>
/// A server that behaves like NanoGPT's: the lists of models need no key, policy has a code of its own, failures promise
/// nothing about money, and the balance tells afterwards.
/// </summary>
public sealed class FakeNanoGpt : FakeProviderServer
{
    private const decimal Price = 0.0035m;

    private FakeNanoGpt(FakeServer server) : base(server)
    {
    }

    public override string ProviderId => "nanogpt";

    public override string ApiKey => "sk-nano-abcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>In USD, before anything is charged.</summary>
    public decimal Funds { get; set; } = 12.5m;

    public static async Task<FakeNanoGpt> StartAsync() => new(await FakeServer.StartAsync());

    private protected override bool IsGeneration(RecordedRequest request) => request.PathAndQuery == "/v1/images/generations";

    private protected override bool HasKey(RecordedRequest request) => IsModels(request) || Bearer(request) == $"Bearer {ApiKey}";

    private protected override Task TurnKeyDownAsync(HttpContext http) =>
        http.RespondAsync(401, Failure("authentication_error", "Invalid session"));

    private protected override Task AnswerFreeAsync(RecordedRequest request, HttpContext http) => request.PathAndQuery switch
    {
        "/api/check-balance" => http.RespondAsync(200, NanoGptAnswers.Balance((Funds - (Charged * Price)).ToString(CultureInfo.InvariantCulture))),
        "/api/subscription/v1/usage" => http.RespondAsync(200, """{"active":false}"""),
        _ when IsModels(request) => http.RespondAsync(200, NanoGptAnswers.Models),
        _ => http.RespondAsync(404, Failure("not_found", "Nothing is here.")),
    };

    private protected override Task PaintAsync(RecordedRequest request, HttpContext http) => http.RespondAsync(200, NanoGptAnswers.Picture(Samples.Jpeg));

    private protected override Task RefuseAsync(HttpContext http) =>
        http.RespondAsync(400, Failure("content_policy_violation", "The prompt was blocked."));

    private protected override Task ThrottleAsync(HttpContext http, TimeSpan? retryAfter)
    {
        NameRetryAfter(http, retryAfter);
        return http.RespondAsync(429, Failure("rate_limit_exceeded", "Too many requests"));
    }

    private protected override Task FailAsync(HttpContext http, int status) => http.RespondAsync(status, Failure("internal_error", "Something broke"));

    private static bool IsModels(RecordedRequest request) => request.PathAndQuery.StartsWith("/api/v1/image-models", StringComparison.Ordinal);

    private static string Failure(string code, string message) =>
        $$$"""{"error":{"message":"{{{message}}}","type":"{{{code}}}","code":"{{{code}}}"}}""";
}
