using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>One generation request, whatever comes back, and an honest answer about what it may have cost.</summary>
public sealed class MoneyTests
{
    private static readonly string Paying = FakeNovelAi.Account(tier: 1, fixedAnlas: 900, bought: 100);
    private static readonly string Charged = FakeNovelAi.Account(tier: 1, fixedAnlas: 880, bought: 100);
    private static readonly string Opus = FakeNovelAi.Account(tier: 3, fixedAnlas: 10_000, bought: 0);

    [Fact]
    public async Task Trap_3_a_paid_generation_that_fails_with_500_is_one_request_and_ambiguous()
    {
        await using var novelAi = await WithAsync(500, "Internal Server Error", Paying);

        Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_free_generation_that_fails_with_500_is_one_request_and_cost_nothing()
    {
        await using var novelAi = await WithAsync(500, "Internal Server Error", Opus);

        var failed = Assert.IsType<ProviderAnswer.FailedUncharged>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.Contains("500", failed.Reason);
        Assert.Single(novelAi.Generations);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task Trap_3_even_opus_pays_for_many_steps_so_that_a_failure_is_ambiguous(int status)
    {
        await using var novelAi = await WithAsync(status, "", Opus);

        Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call(parameters: new JsonObject { ["steps"] = 29 })));
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task Trap_9_a_line_dropped_after_the_body_is_one_request_and_ambiguous()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) => http.DropAsync();

        Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task Trap_9_a_free_generation_whose_line_drops_cost_nothing()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, Opus);
        novelAi.Generation = (_, http) => http.DropAsync();

        Assert.IsType<ProviderAnswer.FailedUncharged>(await FakeNovelAi.GenerateAsync(novelAi.Call()));
        Assert.Single(novelAi.Generations);
    }

    [Theory]
    [InlineData(429, 20)]
    [InlineData(409, 20)]
    public async Task Trap_9_a_locked_account_started_nothing_and_is_asked_again_after_a_pause(int status, int pauseSeconds)
    {
        await using var novelAi = await WithAsync(status, """{"statusCode":429,"message":"Concurrent generation is locked"}""", Paying);

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.True(notStarted.Temporary);
        Assert.Equal(TimeSpan.FromSeconds(pauseSeconds), notStarted.RetryAfter);
        Assert.Contains("one at a time", notStarted.Reason);
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_limit_that_names_its_pause_gets_that_pause()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        novelAi.Generation = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "7";
            return http.RespondAsync(429, "text/html", "<html>rate limited</html>"u8.ToArray());
        };

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.Equal((true, TimeSpan.FromSeconds(7)), (notStarted.Temporary, notStarted.RetryAfter));
    }

    [Theory]
    [InlineData(302, "", "leads elsewhere")]
    [InlineData(400, """{"statusCode":400,"message":"model nai-x doesn't exist"}""", "model nai-x doesn't exist")]
    [InlineData(400, """{"statusCode":400,"message":"Please refresh NovelAI.net. If using a third-party tool, update to the image URL."}""", "https://image.novelai.net")]
    [InlineData(401, """{"statusCode":401,"message":"Unauthorized"}""", "persistent API token")]
    [InlineData(402, """{"statusCode":402,"message":"Payment required"}""", "not enough Anlas")]
    [InlineData(403, """{"statusCode":403,"message":"Forbidden"}""", "Check its subscription")]
    [InlineData(403, " <!DOCTYPE html><title>Just a moment</title>", "guard in front of NovelAI")]
    [InlineData(404, "{}", "no NovelAI at the address")]
    [InlineData(413, "", "fewer references")]
    [InlineData(418, """["odd"]""", "status 418")]
    public async Task A_request_that_is_turned_down_says_what_to_do_and_is_not_repeated(int status, string body, string expected)
    {
        await using var novelAi = await WithAsync(status, body, Paying);

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.False(notStarted.Temporary);
        Assert.Contains(expected, notStarted.Reason);
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_balance_that_fell_after_a_lost_answer_says_that_it_was_paid()
    {
        await using var novelAi = await WithAsync(500, "", Paying, Paying, Charged);

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.True(ambiguous.WasCharged);
        Assert.Contains("fell from 1000 to 980 Anlas", ambiguous.Reason);
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_balance_that_stayed_says_that_nothing_was_paid()
    {
        await using var novelAi = await WithAsync(500, "", Paying);

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call()));

        Assert.False(ambiguous.WasCharged);
        Assert.Contains("stayed at 1000 Anlas", ambiguous.Reason);
        Assert.Equal(4, novelAi.Server.Requests.Count(request => request.PathAndQuery == "/user/subscription"));
    }

    [Fact]
    public async Task A_balance_that_rose_or_cannot_be_read_tells_nothing()
    {
        await using var risen = await WithAsync(500, "", Paying, FakeNovelAi.Account(tier: 1, fixedAnlas: 5000, bought: 0));
        await using var unread = await WithAsync(500, "", "not json");

        Assert.Null(Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(risen.Call())).WasCharged);
        Assert.Null(Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(unread.Call())).WasCharged);
    }

    [Fact]
    public async Task A_cancelled_generation_is_ambiguous_and_its_balance_is_read_all_the_same()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, Paying, Charged);
        using var cancellation = new CancellationTokenSource();
        novelAi.Generation = async (_, http) =>
        {
            await cancellation.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await FakeNovelAi.GenerateAsync(novelAi.Call(), cancellation: cancellation.Token));

        Assert.True(ambiguous.WasCharged);
        Assert.Single(novelAi.Generations);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_left_did_not_start()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();

        Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call(), cancellation: new CancellationToken(canceled: true)));
        Assert.Empty(novelAi.Server.Requests);
    }

    [Fact]
    public async Task An_image_dearer_than_any_that_is_sold_is_not_asked_for()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var parameters = new JsonObject { ["resolution"] = "2048x1536", ["steps"] = 50 };

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call("nai-diffusion-5-full", parameters)));

        Assert.False(notStarted.Temporary);
        Assert.Contains("none above 140", notStarted.Reason);
        Assert.Empty(novelAi.Server.Requests);
    }

    [Theory]
    [InlineData("1000x832")]
    [InlineData("4096x4096")]
    [InlineData("large")]
    public async Task A_resolution_that_is_not_sold_is_not_asked_for(string resolution)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call(parameters: new JsonObject { ["resolution"] = resolution })));

        Assert.Contains(resolution, notStarted.Reason);
        Assert.Empty(novelAi.Server.Requests);
    }

    [Fact]
    public async Task An_account_page_that_fails_holds_no_picture_up()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, "no page");

        Assert.IsType<ProviderAnswer.Succeeded>(await FakeNovelAi.GenerateAsync(novelAi.Call()));
    }

    private static async Task<FakeNovelAi> WithAsync(int status, string body, params string[] accounts)
    {
        var novelAi = await FakeNovelAi.StartAsync();
        Say(novelAi, accounts);
        novelAi.Generation = (_, http) => http.RespondAsync(status, "application/json", Encoding.UTF8.GetBytes(body));
        return novelAi;
    }

    private static void Say(FakeNovelAi novelAi, params string[] accounts)
    {
        novelAi.Accounts.Clear();
        foreach (var account in accounts)
            novelAi.Accounts.Enqueue(account);
    }
}
