using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.GoogleGemini;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.GoogleGemini;

public sealed class GeminiConformance : ProviderConformance
{
    /// <summary>An invalid key is a 400 here.</summary>
    internal override IEnumerable<(int Status, string Body)> WrongKeys =>
    [
        (400, GeminiAnswers.InvalidKey), (401, GeminiAnswers.Failure(401, "UNAUTHENTICATED", "No.")), (403, GeminiAnswers.Failure(403, "PERMISSION_DENIED", "No.")),
    ];

    internal override IImageProvider Create(ProviderHttp http, TimeProvider time) => new GeminiProvider(http, time);

    internal override bool IsGeneration(RecordedRequest request) => request.PathAndQuery.EndsWith(":generateContent", StringComparison.Ordinal);

    internal override Task AnswerWellAsync(RecordedRequest request, HttpContext http) =>
        http.RespondAsync(200, IsGeneration(request) ? GeminiAnswers.Picture(Samples.Png) : GeminiAnswers.Models());

    internal override ImagePrompt ReadSent(RecordedRequest request) => new((string?)request.Json["contents"]?[0]?["parts"]?[0]?["text"] ?? "", null);
}
