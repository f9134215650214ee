using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.Easel;

public sealed class EaselConformance : ProviderConformance
{
    internal override IEnumerable<(int Status, string Body)> WrongKeys => [(401, "{}")];

    internal override IImageProvider Create(ProviderHttp http, TimeProvider time) => new EaselProvider(http);

    internal override bool IsGeneration(RecordedRequest request) => request.PathAndQuery == "/paint";

    internal override Task AnswerWellAsync(RecordedRequest request, HttpContext http) => http.RespondAsync(200, IsGeneration(request)
        ? $$"""{"painting":"{{Convert.ToBase64String(Picture)}}"}"""
        : """{"easels":[{"id":"easel-1","name":"Easel 1"}]}""");

    internal override ImagePrompt ReadSent(RecordedRequest request) => new((string?)request.Json["prompt"] ?? "", (string?)request.Json["avoid"]);
}
