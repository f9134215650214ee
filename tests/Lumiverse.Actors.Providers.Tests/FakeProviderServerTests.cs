using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.GoogleGemini;
using Lumiverse.Actors.Providers.NanoGpt;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests;

/// <summary>The fake servers that hosts test with, called by the real providers: each manner is understood as what it is.</summary>
public sealed class FakeProviderServerTests
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(7);

    public static TheoryData<string> Providers => new("google_gemini", "nanogpt", "novelai");

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_server_that_is_told_nothing_paints_and_charges_once(string provider)
    {
        await using var server = await StartAsync(provider);

        Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync(server, server.ApiKey));

        Assert.Equal((1, 1), (server.Charged, server.Generations.Count()));
        Assert.Equal(provider, ProviderOf(server).Description.Id);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_foreign_key_is_turned_away_at_no_charge(string provider)
    {
        await using var server = await StartAsync(provider);
        var target = Target(server, "key-of-somebody-else");

        Assert.False(Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync(server, "key-of-somebody-else")).Temporary);

        Assert.False((await ProviderOf(server).TestAsync(target, default)).Success);
        Assert.True((await ProviderOf(server).TestAsync(target with { ApiKey = server.ApiKey }, default)).Success);
        Assert.Equal(0, server.Charged);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_throttled_call_may_be_made_again_after_the_pause(string provider)
    {
        await using var server = await StartAsync(provider);
        server.Then(new Manner.Throttles(Pause), new Manner.Paints());

        var throttled = Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync(server, server.ApiKey));
        Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync(server, server.ApiKey));

        Assert.Equal((true, Pause), (throttled.Temporary, throttled.RetryAfter));
        Assert.Equal(1, server.Charged);
    }

    [Theory]
    [InlineData("google_gemini", typeof(ProviderAnswer.Refused))]
    [InlineData("nanogpt", typeof(ProviderAnswer.Refused))]
    [InlineData("novelai", typeof(ProviderAnswer.NotStarted))]
    public async Task A_refusal_has_the_form_of_the_provider(string provider, Type answer)
    {
        await using var server = await StartAsync(provider);
        server.Then(new Manner.Refuses());

        Assert.IsType(answer, await GenerateAsync(server, server.ApiKey));
        Assert.Equal(0, server.Charged);
    }

    [Theory]
    [InlineData("google_gemini", typeof(ProviderAnswer.FailedUncharged))]
    [InlineData("nanogpt", typeof(ProviderAnswer.Ambiguous))]
    [InlineData("novelai", typeof(ProviderAnswer.Ambiguous))]
    public async Task A_failure_promises_as_much_as_the_provider_does(string provider, Type answer)
    {
        await using var server = await StartAsync(provider);
        server.Then(new Manner.Fails(), new Manner.IsShielded());

        Assert.IsType(answer, await GenerateAsync(server, server.ApiKey));
        Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(server, server.ApiKey));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_lost_answer_is_charged_and_the_balance_says_so(string provider)
    {
        await using var server = await StartAsync(provider);
        server.Then(new Manner.HangsUp(), new Manner.StopsHalfway());

        foreach (var charged in (int[])[1, 2])
        {
            var lost = Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(server, server.ApiKey));
            Assert.Equal(provider == "google_gemini" ? null : true, lost.WasCharged); // Google shows nobody a balance.
            Assert.Equal(charged, server.Charged);
        }
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_redirect_is_free_and_leads_nowhere(string provider)
    {
        await using var server = await StartAsync(provider);
        server.Then(new Manner.Redirects(server.Address + "/elsewhere"));

        Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync(server, server.ApiKey));
        Assert.Equal(0, server.Charged);
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_server_that_waits_answers_when_it_is_let_go(string provider)
    {
        await using var server = await StartAsync(provider);
        var gate = new TaskCompletionSource();
        server.Then(new Manner.Waits(gate.Task, new Manner.Paints()));

        var painting = GenerateAsync(server, server.ApiKey);
        Assert.False(painting.IsCompleted);
        gate.SetResult();

        Assert.IsType<ProviderAnswer.Succeeded>(await painting);
    }

    [Fact]
    public async Task NovelAi_paints_one_picture_at_a_time()
    {
        await using var server = await FakeNovelAi.StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => GenerateAsync(server, server.ApiKey)));

        Assert.Equal(server.Charged, answers.Count(answer => answer is ProviderAnswer.Succeeded));
        Assert.Equal(server.Overlaps, answers.Count(answer => answer is ProviderAnswer.NotStarted { Temporary: true }));
        Assert.Equal(20, server.Charged + server.Overlaps);
    }

    private static async Task<FakeProviderServer> StartAsync(string provider) => provider switch
    {
        "google_gemini" => await FakeGemini.StartAsync(),
        "nanogpt" => await FakeNanoGpt.StartAsync(),
        _ => await FakeNovelAi.StartAsync(),
    };

    private static IImageProvider ProviderOf(FakeProviderServer server) => server switch
    {
        FakeGemini => new GeminiProvider(Wire.Http(), new HurriedTime()),
        FakeNanoGpt => new NanoGptProvider(Wire.Http(), new HurriedTime()),
        _ => new NovelAiProvider(Wire.Http(), new HurriedTime()),
    };

    private static ProviderTarget Target(FakeProviderServer server, string key) => new(new ConnectionId("c1"), server.Address, key, null);

    private static Task<ProviderAnswer> GenerateAsync(FakeProviderServer server, string key) => ProviderOf(server).GenerateAsync(
        new ProviderCall(new AttemptId("a1"), Target(server, key), new ImagePrompt("harbour, night", "text"), Scene: null, [], Seed: 7), new Recorded(), default);
}
