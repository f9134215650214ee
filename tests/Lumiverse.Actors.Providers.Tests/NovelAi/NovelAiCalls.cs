using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>Calls of the real provider at the fake server.</summary>
internal static class NovelAiCalls
{
    extension(FakeNovelAi server)
    {
        public static NovelAiProvider Provider() => new(Wire.Http(), new HurriedTime());

        public static Task<ProviderAnswer> GenerateAsync(
            ProviderCall call, IProgress<ProviderProgress>? progress = null, CancellationToken cancellation = default) =>
            FakeNovelAi.Provider().GenerateAsync(call, progress ?? new Recorded(), cancellation);

        public ProviderTarget Target(string? model = null) => new(new ConnectionId("c1"), server.Address, FakeNovelAi.Key, model);

        public ProviderCall Call(string? model = null, JsonObject? parameters = null, ImagePrompt? prompt = null) => new(
            new AttemptId("a1"), server.Target(model), prompt ?? new ImagePrompt("harbour, night", "text"), Scene: null, parameters ?? [], Seed: 4_000_000_000);
    }
}
