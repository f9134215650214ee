using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NanoGpt;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.NanoGpt;

public sealed class NanoGptConformance : ProviderConformance
{
    internal override IEnumerable<(int Status, string Body)> WrongKeys =>
    [
        (401, """{"error":{"message":"Invalid session","type":"authentication_error","code":"authentication_error"}}"""), (401, """{"error":"Unauthorized"}"""),
    ];

    internal override IImageProvider Create(ProviderHttp http, TimeProvider time) => new NanoGptProvider(http, time);

    internal override bool IsGeneration(RecordedRequest request) => request.PathAndQuery == "/v1/images/generations";

    internal override Task AnswerWellAsync(RecordedRequest request, HttpContext http) => http.RespondAsync(200, request.PathAndQuery switch
    {
        "/v1/images/generations" => NanoGptAnswers.Picture(Samples.Png),
        "/api/check-balance" => NanoGptAnswers.Balance("129.46"),
        "/api/v1/image-models?detailed=true" => NanoGptAnswers.Models,
        _ => """{"active":false}""",
    });

    internal override ImagePrompt ReadSent(RecordedRequest request) => new((string?)request.Json["prompt"] ?? "", (string?)request.Json["negative_prompt"]);
}
