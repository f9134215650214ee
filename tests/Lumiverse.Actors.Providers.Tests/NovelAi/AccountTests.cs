using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>The account: where it is asked for, what it says, and that asking is free.</summary>
public sealed class AccountTests
{
    private const string Moved = """{"statusCode":400,"message":"Please refresh NovelAI.net. If using a third-party tool, update to the image URL."}""";

    [Fact]
    public async Task Trap_1_a_key_is_tested_at_the_image_host_and_at_no_charge()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();

        var test = await FakeNovelAi.Provider().TestAsync(novelAi.Target(), default);

        Assert.True(test.Success);
        Assert.Equal("NovelAI: Tablet, 1000 Anlas left.", test.Message);
        var request = Assert.Single(novelAi.Server.Requests);
        Assert.Equal(("GET", "/user/subscription"), (request.Method, request.PathAndQuery));
    }

    [Theory]
    [InlineData("https://api.novelai.net")]
    [InlineData("https://API.novelai.net/ai/")]
    public async Task Trap_1_the_host_of_the_text_models_is_named_and_never_contacted(string address)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var call = novelAi.Call() with { Target = novelAi.Target() with { ApiUrl = address } };
        var provider = FakeNovelAi.Provider();

        var test = await provider.TestAsync(call.Target, default);
        var usage = await provider.ReadUsageAsync(call.Target, [], default);
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await provider.GenerateAsync(call, new Recorded(), default));

        Assert.False(test.Success);
        Assert.False(answer.Temporary);
        Assert.All([test.Message, usage?.Failure, answer.Reason], reason => Assert.Contains("Set the address of the connection to https://image.novelai.net", reason));
    }

    [Fact]
    public async Task Trap_1_a_server_that_sends_elsewhere_is_not_taken_for_a_wrong_key()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.RespondAsync(400, Moved);

        var test = await FakeNovelAi.Provider().TestAsync(new ProviderTarget(new("c1"), server.Address, FakeNovelAi.Key, null), default);

        Assert.False(test.Success);
        Assert.Contains("https://image.novelai.net", test.Message);
        Assert.DoesNotContain("key", test.Message);
    }

    [Fact]
    public void The_image_host_is_called_when_a_connection_names_none()
    {
        foreach (var address in new[] { null, "", "  " })
            Assert.Equal(
                new Uri("https://image.novelai.net/user/subscription"),
                NovelAiAddress.Get(new ProviderTarget(new("c1"), address, "k", null), "user/subscription").Address);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("ftp://image.novelai.net")]
    public async Task An_address_that_is_none_is_said_to_be_none(string address)
    {
        var test = await FakeNovelAi.Provider().TestAsync(new ProviderTarget(new("c1"), address, "k", null), default);

        Assert.False(test.Success);
        Assert.Contains("https://image.novelai.net", test.Message);
    }

    [Fact]
    public async Task A_wrong_key_fails_the_test_and_stops_a_generation_before_it_is_sent()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var call = novelAi.Call() with { Target = novelAi.Target() with { ApiKey = "pst-wrong" } };

        var test = await FakeNovelAi.Provider().TestAsync(call.Target, default);
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(call));

        Assert.False(test.Success);
        Assert.False(answer.Temporary);
        Assert.All([test.Message, answer.Reason], reason => Assert.Contains("persistent API token", reason));
        Assert.Empty(novelAi.Generations);
    }

    [Fact]
    public async Task Without_a_key_nothing_is_contacted()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();

        var test = await FakeNovelAi.Provider().TestAsync(novelAi.Target() with { ApiKey = null }, default);

        Assert.False(test.Success);
        Assert.Empty(novelAi.Server.Requests);
    }

    [Fact]
    public async Task Usage_tells_balance_tier_allowance_and_the_price_of_the_next_image()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var allowance = new JsonObject { ["percent"] = 61.25, ["isNegative"] = false, ["timeUntilNextPercent"] = 3600 };
        Say(novelAi, FakeNovelAi.Account(tier: 3, fixedAnlas: 9_000, bought: 500, usage: allowance));

        var usage = await ReadUsageAsync(novelAi, "nai-diffusion-4-5-full", new JsonObject { ["steps"] = 40 });

        Assert.Equal("NovelAI: Opus, 9500 Anlas left.", usage.Summary);
        Assert.Equal([("Anlas", 9500m, "Anlas"), ("Opus allowance for V5", 61.2m, "%")], usage.Meters.Select(meter => (meter.Name, meter.Remaining ?? -1, meter.Unit)));
        Assert.Equal((27m, "Anlas"), (usage.NextImage?.Amount, usage.NextImage?.Unit));
        Assert.Equal("/user/subscription", Assert.Single(novelAi.Server.Requests).PathAndQuery);
    }

    [Theory]
    [InlineData("""{"tier":3,"active":true,"trainingStepsLeft":{"fixedTrainingStepsLeft":7,"purchasedTrainingSteps":5}}""", 12)]
    [InlineData("""{"tier":3,"active":true,"trainingStepsLeft":{"fixedTrainingStepsLeft":7}}""", 7)]
    [InlineData("""{"tier":3,"active":true,"trainingStepsLeft":12}""", 12)]
    public async Task A_balance_comes_in_parts_or_as_a_sum(string page, int anlas)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, page);

        Assert.Equal(anlas, (await ReadUsageAsync(novelAi, null, [])).Meters[0].Remaining);
    }

    [Fact]
    public async Task An_allowance_that_is_overdrawn_makes_the_next_image_of_v5_cost()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, FakeNovelAi.Account(tier: 3, fixedAnlas: 1, bought: 0, usage: new JsonObject { ["percent"] = 2, ["isNegative"] = true }));

        var usage = await ReadUsageAsync(novelAi, "nai-diffusion-5-full", []);

        Assert.Equal((-2m, 30m), (usage.Meters[1].Remaining, usage.NextImage?.Amount));
    }

    [Theory]
    [InlineData(0, true, "NovelAI: no subscription, 12 Anlas left.")]
    [InlineData(2, false, "NovelAI: Scroll, not active, 12 Anlas left.")]
    public async Task A_summary_tells_what_kind_of_account_it_is(int tier, bool isActive, string expected)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, FakeNovelAi.Account(tier, fixedAnlas: 0, bought: 12, isActive));

        Assert.Equal(expected, (await ReadUsageAsync(novelAi, null, [])).Summary);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("<html>")]
    [InlineData("""{"tier":"three"}""")]
    public async Task A_page_that_cannot_be_read_says_so(string page)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, page);

        Assert.Contains("could not be read", (await ReadUsageAsync(novelAi, null, [])).Failure);
    }

    [Fact]
    public async Task No_text_leaves_the_provider_with_its_key_in_it()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.RespondAsync(403, $$"""{"message":"token {{FakeNovelAi.Key}} may not"}""");

        var test = await new RedactingProvider(FakeNovelAi.Provider()).TestAsync(new ProviderTarget(new("c1"), server.Address, FakeNovelAi.Key, null), default);

        Assert.DoesNotContain(FakeNovelAi.Key, test.Message);
        Assert.Contains("may not", test.Message);
    }

    private static async Task<AccountUsage> ReadUsageAsync(FakeNovelAi novelAi, string? model, JsonObject parameters) =>
        await FakeNovelAi.Provider().ReadUsageAsync(novelAi.Target(model), parameters, default) ?? throw new InvalidOperationException("No usage.");

    private static void Say(FakeNovelAi novelAi, string account)
    {
        novelAi.Accounts.Clear();
        novelAi.Accounts.Enqueue(account);
    }
}
