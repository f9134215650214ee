using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Testing.Conformance;
using Lumiverse.Actors.Testing.Servers;
using Lumiverse.Actors.Testing.Worlds;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Testing.Tests.Conformance;

/// <summary>The adapters that are called over the network are held to the same promises beside their own tests.</summary>
public sealed class ProviderConformanceTests
{
    [Fact]
    public Task The_offline_provider_keeps_all() => Check.RunAllAsync(ProviderConformance.Of(() => Task.FromResult<ProviderStage>(new SketchStage())));

    [Fact]
    public Task The_virtual_provider_keeps_all() => Check.RunAllAsync(ProviderConformance.Of(() => Task.FromResult<ProviderStage>(new VirtualStage())));

    [Theory]
    [InlineData(typeof(Repeating), "A line that drops after the body is not certain, and not repeated")]
    [InlineData(typeof(Hopeful), "An answer that stops halfway is not certain, and not repeated")]
    [InlineData(typeof(Impatient), "Too many requests may pass after the pause that was asked for")]
    [InlineData(typeof(Pessimistic), "Nobody listening is not started, and may pass")]
    [InlineData(typeof(Chatty), "A key that the server echoes is in no text")]
    [InlineData(typeof(Throwing), "A failure of the server is one request and no picture. It threw HttpRequestException")]
    [InlineData(typeof(Wordy), "What is composed is what is sent")]
    [InlineData(typeof(Spending), "What is free never makes the request that costs")]
    public async Task A_provider_that_breaks_it_is_caught(Type provider, string promise)
    {
        var check = HttpProviderConformance.Of(() => GeminiStage.StartAsync(sound => (IImageProvider)Activator.CreateInstance(provider, sound)!))
            .Where(check => promise.StartsWith(check.Name, StringComparison.Ordinal));

        Assert.Contains(promise, await Caught.ByAsync(check), StringComparison.Ordinal);
    }

    private static IImageProvider Registered(string id) => new ServiceCollection().AddLumiverseProviders(AddressRules.Of(allowPrivate: true, []))
        .BuildServiceProvider().GetServices<IImageProvider>().Single(provider => provider.Description.Id == id);

    private sealed class SketchStage : ProviderStage
    {
        public override IImageProvider Provider { get; } = Registered("sketch");
    }

    private sealed class VirtualStage : ProviderStage
    {
        public override IImageProvider Provider { get; } = new VirtualProvider();
    }

    private sealed class GeminiStage(FakeServer server, Func<IImageProvider, IImageProvider> erring) : HttpProviderStage(server)
    {
        public override IImageProvider Provider { get; } = erring(Registered("google_gemini"));

        public override IEnumerable<(int Status, string Body)> WrongKeys => [(400, GeminiAnswers.InvalidKey)];

        public static async Task<HttpProviderStage> StartAsync(Func<IImageProvider, IImageProvider> erring) => new GeminiStage(await FakeServer.StartAsync(), erring);

        public override bool IsGeneration(RecordedRequest request) => request.PathAndQuery.EndsWith(":generateContent", StringComparison.Ordinal);

        public override Task AnswerWellAsync(RecordedRequest request, HttpContext http) =>
            http.RespondAsync(200, IsGeneration(request) ? GeminiAnswers.Picture(Picture) : GeminiAnswers.Models());

        public override ImagePrompt ReadSent(RecordedRequest request) => new((string?)request.Json["contents"]?[0]?["parts"]?[0]?["text"] ?? "", null);
    }
}
