using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

public sealed class NovelAiConformance : ProviderConformance
{
    internal override IEnumerable<(int Status, string Body)> WrongKeys => [(401, """{"statusCode":401,"message":"Unauthorized"}""")];

    internal override IImageProvider Create(ProviderHttp http, TimeProvider time) => new NovelAiProvider(http, time);

    internal override bool IsGeneration(RecordedRequest request) => request.PathAndQuery.StartsWith("/ai/generate-image", StringComparison.Ordinal);

    internal override Task AnswerWellAsync(RecordedRequest request, HttpContext http) => IsGeneration(request)
        ? http.DripAsync(200, "application/msgpack", [NovelAiFrames.Intermediate(0, Samples.Jpeg), NovelAiFrames.Final(Samples.Png)])
        : http.RespondAsync(200, FakeNovelAi.Account(tier: 1, fixedAnlas: 900, bought: 100, usage: new JsonObject { ["percent"] = 40, ["isNegative"] = false }));

    internal override ImagePrompt ReadSent(RecordedRequest request) => new(
        (string?)request.Json["input"] ?? "", (string?)request.Json["parameters"]?["negative_prompt"])
    {
        Characters = [.. (request.Json["parameters"]?["v4_prompt"]?["caption"]?["char_captions"]?.AsArray() ?? []).Select(caption => (string?)caption?["char_caption"] ?? "")],
    };
}
