using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>
/// A server that behaves like Google's: a wrong key is a 400, refusals come with status 200, quotas name their pause in the
/// body, and failures of its own are documented as free.
/// </summary>
public sealed class FakeGemini : FakeProviderServer
{
    private FakeGemini(FakeServer server) : base(server)
    {
    }

    public override string ProviderId => "google_gemini";

    public override string ApiKey => "AIza-abcdefghijklmnopqrstuvwxyz0123456789";

    public static async Task<FakeGemini> StartAsync() => new(await FakeServer.StartAsync());

    private protected override bool IsGeneration(RecordedRequest request) => request.PathAndQuery.EndsWith(":generateContent", StringComparison.Ordinal);

    private protected override bool HasKey(RecordedRequest request) => request.Headers.GetValueOrDefault("x-goog-api-key") == ApiKey;

    private protected override Task TurnKeyDownAsync(HttpContext http) => http.RespondAsync(400, GeminiAnswers.InvalidKey);

    private protected override Task AnswerFreeAsync(RecordedRequest request, HttpContext http) =>
        request.PathAndQuery.StartsWith("/models?", StringComparison.Ordinal)
            ? http.RespondAsync(200, GeminiAnswers.Models())
            : http.RespondAsync(404, GeminiAnswers.Failure(404, "NOT_FOUND", "Nothing is here."));

    private protected override Task PaintAsync(RecordedRequest request, HttpContext http) => http.RespondAsync(200, GeminiAnswers.Picture(Samples.Jpeg));

    private protected override Task RefuseAsync(HttpContext http) => http.RespondAsync(200, GeminiAnswers.Candidate("IMAGE_SAFETY"));

    private protected override Task ThrottleAsync(HttpContext http, TimeSpan? retryAfter) =>
        http.RespondAsync(429, GeminiAnswers.Quota("GenerateRequestsPerMinutePerProject", "10", retryAfter is { } pause ? $"{pause.TotalSeconds:0}s" : null));

    private protected override Task FailAsync(HttpContext http, int status) =>
        http.RespondAsync(status, GeminiAnswers.Failure(status, "INTERNAL", "An internal error has occurred."));
}
