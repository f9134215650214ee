using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NanoGpt;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests.NanoGpt;

public sealed class NanoGptTests : IAsyncLifetime
{
    private readonly Queue<string> _balances = new(["10.00"]);
    private FakeServer? _server;
    private Func<RecordedRequest, HttpContext, Task> _generation = (_, http) => http.RespondAsync(200, NanoGptAnswers.Picture(Samples.Png));
    private string _subscription = """{"active":false}""";

    private FakeServer Server => _server ?? throw new InvalidOperationException("The server has not started.");

    private IEnumerable<RecordedRequest> Generations => Server.Requests.Where(request => request.PathAndQuery == "/v1/images/generations");

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        Server.Answer = AnswerAsync;
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData(null, "default")]
    [InlineData("vendor/seedream", "slashed")]
    public async Task The_body_of_a_model_is_as_recorded(string? model, string snapshot)
    {
        var tuned = new JsonObject { ["size"] = "2k", ["guidanceScale"] = 5, ["numInferenceSteps"] = 20, ["seed"] = 7, ["strength"] = 0.4 };
        await GenerateAsync(Call(model, model is null ? [] : tuned));

        await Snapshots.CompareAsync("NanoGpt", snapshot, Generations.Single().Body);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("/v1")]
    [InlineData("/api/v1/")]
    public async Task An_address_may_end_with_the_version(string tail)
    {
        var call = Call();
        await GenerateAsync(call with { Target = call.Target with { ApiUrl = Server.Address + tail } });

        Assert.Single(Generations);
    }

    [Fact]
    public async Task One_reference_and_several_go_out_under_different_names()
    {
        await GenerateAsync(Call(parameters: new JsonObject { ["strength"] = 0.4 }) with { References = [Reference(Samples.Jpeg)] });
        await GenerateAsync(Call() with { References = [Reference(Samples.Png), Reference(Samples.WebP)] });

        var (one, several) = (Generations.First().Json, Generations.Last().Json);

        Assert.StartsWith("data:image/jpeg;base64,", (string?)one["imageDataUrl"]);
        Assert.Equal(0.4, (double?)one["strength"]);
        Assert.Equal(2, several["imageDataUrls"]?.AsArray().Count);
        Assert.Null(several["imageDataUrl"]);
    }

    [Fact]
    public async Task Uploads_beyond_what_the_classic_host_takes_are_told_without_asking()
    {
        var large = Samples.Png.Concat(new byte[4 * 1024 * 1024]).ToArray();
        var classic = Call() with { Target = new ProviderTarget(new ConnectionId("c1"), "https://nano-gpt.com", "key", null), References = [Reference(large)] };

        Assert.Contains("api.nano-gpt.com", Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync(classic)).Reason);
        Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync(Call() with { References = [Reference(large)] }));
    }

    [Fact]
    public async Task A_picture_behind_an_address_is_fetched_without_the_key()
    {
        _generation = (_, http) => http.RespondAsync(200, NanoGptAnswers.At($"{Server.Address}/files/1?signature=abc"));

        Assert.Equal(Samples.WebP, Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync(Call())).Bytes.ToArray());
        var fetch = Server.Requests.Single(request => request.PathAndQuery.StartsWith("/files/", StringComparison.Ordinal));
        Assert.False(fetch.Headers.ContainsKey("Authorization"));
    }

    [Fact]
    public async Task A_picture_that_cannot_be_fetched_was_paid_and_is_asked_for_three_times()
    {
        _generation = (_, http) => http.RespondAsync(200, NanoGptAnswers.At($"{Server.Address}/gone"));

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(Call()));

        Assert.True(ambiguous.WasCharged);
        Assert.Contains("404", ambiguous.Reason);
        Assert.Equal(3, Server.Requests.Count(request => request.PathAndQuery == "/gone"));
        Assert.Single(Generations);
    }

    [Fact]
    public async Task A_page_behind_the_address_is_no_picture()
    {
        _generation = (_, http) => http.RespondAsync(200, NanoGptAnswers.At($"{Server.Address}/page"));

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(Call()));

        Assert.True(ambiguous.WasCharged);
        Assert.Contains("none at its address", ambiguous.Reason);
    }

    [Fact]
    public async Task A_picture_that_is_there_a_moment_later_is_fetched_then()
    {
        _generation = (_, http) => http.RespondAsync(200, NanoGptAnswers.At($"{Server.Address}/late"));

        Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync(Call()));
        Assert.Single(Generations);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("/relative")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task A_picture_is_not_fetched_from_just_anywhere(string url)
    {
        _generation = (_, http) => http.RespondAsync(200, NanoGptAnswers.At(url));

        Assert.True(Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(Call())).WasCharged);
    }

    [Fact]
    public async Task Trap_8_a_plain_402_names_the_balance_that_is_needed()
    {
        var answer = await FailAsync(402, """{"error":"Insufficient balance","requiredBalance":0.0035,"status":402}""");

        Assert.Contains("0.0035 USD", Assert.IsType<ProviderAnswer.NotStarted>(answer).Reason);
    }

    [Fact]
    public async Task Trap_8_a_402_without_a_sensible_amount_is_told_all_the_same()
    {
        var answer = await FailAsync(402, """{"error":"Insufficient balance","requiredBalance":1e300,"status":402}""");

        Assert.Contains("Insufficient balance", Assert.IsType<ProviderAnswer.NotStarted>(answer).Reason);
    }

    [Fact]
    public async Task Trap_8_public_lists_say_nothing_about_a_key()
    {
        Server.Answer = (request, http) => request.PathAndQuery.StartsWith("/api/v1/image-models", StringComparison.Ordinal)
            ? http.RespondAsync(200, NanoGptAnswers.Models)
            : http.RespondAsync(401, """{"error":"Unauthorized"}""");

        Assert.False((await Provider().TestAsync(Target(null), default)).Success);
        Assert.Equal(CatalogSource.Live, (await Provider().ListModelsAsync(Target(null), default)).Source);
    }

    [Fact]
    public async Task Trap_8_a_picture_inside_the_answer_counts_although_an_address_was_asked_for()
    {
        var parameters = new JsonObject { ["rawRequestOverride"] = """{"response_format":"url"}""" };

        Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync(Call(parameters: parameters)));
        Assert.Equal("url", (string?)Generations.Single().Json["response_format"]);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Too bad","type":"invalid_request_error","code":"invalid_parameter_value","param":"size"}}""")]
    [InlineData("""{"error":{"message":"Too bad","parameter":"size"},"code":"invalid_parameter_value"}""")]
    [InlineData("""{"error":"Too bad","status":400}""")]
    [InlineData("""{"error":400,"message":"Too bad"}""")]
    [InlineData("""{"code":"invalid","message":"Too bad"}""")]
    public async Task Every_envelope_of_an_error_is_read(string body)
    {
        Assert.Contains("Too bad", Assert.IsType<ProviderAnswer.NotStarted>(await FailAsync(400, body)).Reason);
    }

    [Fact]
    public async Task A_policy_decision_is_a_refusal()
    {
        var answer = await FailAsync(400, """{"error":{"message":"No such things","code":"content_policy_violation"}}""");

        Assert.Contains("No such things", Assert.IsType<ProviderAnswer.Refused>(answer).Reason);
    }

    [Fact]
    public async Task A_policy_decision_inside_a_success_is_a_refusal()
    {
        var answer = await FailAsync(200, """{"error":{"message":"No such things","code":"content_policy_violation"},"data":[]}""");

        Assert.Contains("No such things", Assert.IsType<ProviderAnswer.Refused>(answer).Reason);
    }

    [Fact]
    public async Task A_pause_of_hours_is_a_limit_of_the_day_whatever_its_code()
    {
        _generation = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "36000";
            return http.RespondAsync(429, """{"code":"rate_limited","message":"Slow down"}""");
        };

        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync(Call()));

        Assert.Equal((true, TimeSpan.FromHours(10)), (answer.Temporary, answer.RetryAfter));
        Assert.Contains("limit of the day", answer.Reason);
    }

    [Fact]
    public async Task A_limit_of_the_day_waits_for_midnight_utc()
    {
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await FailAsync(429, """{"error":{"code":"daily_usd_limit_exceeded","message":"Daily limit"}}"""));

        Assert.True(answer.RetryAfter > TimeSpan.Zero && answer.RetryAfter <= TimeSpan.FromDays(1));
        Assert.Contains("midnight UTC", answer.Reason);
    }

    [Theory]
    [InlineData("10.00", "9.9965", true, "fell")]
    [InlineData("10.00", "10.00", false, "stayed")]
    [InlineData("10.00", "25.00", null, "rose")]
    [InlineData("10.00", "unreadable", null, "could not be compared")]
    [InlineData("unreadable", "10.00", null, "could not be compared")]
    public async Task Trap_9_a_lost_answer_is_asked_about_at_the_balance_and_never_sent_again(string before, string after, bool? wasCharged, string words)
    {
        _balances.Clear();
        _balances.Enqueue(before);
        _balances.Enqueue(after);
        _generation = (_, http) => http.DropAsync();

        var ambiguous = Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(Call()));

        Assert.Equal(wasCharged, ambiguous.WasCharged);
        Assert.Contains(words, ambiguous.Reason);
        Assert.Single(Generations);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(504)]
    [InlineData(408)]
    public async Task Failures_of_the_server_may_be_charged_and_are_one_request(int status)
    {
        Assert.IsType<ProviderAnswer.Ambiguous>(await FailAsync(status, """{"error":{"message":"all fallbacks failed","code":"all_fallbacks_failed"}}"""));
        Assert.Single(Generations);
    }

    [Fact]
    public async Task Models_come_with_their_sizes_and_those_that_make_no_pictures_are_left_out()
    {
        var catalog = await Provider().ListModelsAsync(Target(null), default);

        Assert.Equal(["hidream", "vendor/seedream", "bare"], catalog.Models.Select(model => model.Id));
        Assert.Equal(["auto", "2k"], catalog.Models[1].Choices["size"].Select(size => size.Id));
    }

    [Fact]
    public async Task Without_a_list_the_sixteen_known_models_are_shown_with_the_reason()
    {
        Server.Answer = (_, http) => http.RespondAsync(503, "{}");

        var catalog = await Provider().ListModelsAsync(Target(null), default);

        Assert.Equal(16, catalog.Models.Length);
        Assert.Equal(CatalogSource.Fallback, catalog.Source);
        Assert.Contains("503", catalog.Failure);
    }

    [Theory]
    [InlineData("hidream", "1024x1024", 0.0035)]
    [InlineData("hidream", "512x512", 0.001)]
    [InlineData("vendor/seedream", "2k", 0.03)]
    [InlineData("vendor/seedream", "", 0.03)]
    [InlineData("hidream", "", null)]
    [InlineData("bare", "1024x1024", null)]
    public async Task The_price_of_the_next_image_is_read_from_the_list(string model, string size, double? price)
    {
        var usage = await Provider().ReadUsageAsync(Target(model), new JsonObject { ["size"] = size }, default);

        Assert.Equal((decimal?)price, usage?.NextImage?.Amount);
        Assert.Equal("10.00 USD left", usage?.Summary);
    }

    [Theory]
    [InlineData("""{"active":true,"daily":{"used":3,"remaining":97,"percentUsed":0.03,"resetAt":1790000000000},"monthly":{"used":5,"remaining":95}}""", 2)]
    [InlineData("""{"active":true,"dailyImages":{"used":3,"remaining":97,"resetAt":1790000000000},"weeklyInputTokens":{"used":1},"dailyInputTokens":null}""", 1)]
    [InlineData("""{"active":false,"state":"grace","daily":{"used":3,"remaining":97,"resetAt":1790000000000}}""", 1)]
    [InlineData("""{"active":false,"daily":{"used":3}}""", 0)]
    public async Task Both_shapes_of_a_subscription_are_read(string subscription, int counters)
    {
        _subscription = subscription;

        var usage = await Provider().ReadUsageAsync(Target(null), [], default);

        Assert.Equal(1 + counters, usage?.Meters.Length);
        Assert.True(counters == 0 || usage?.Meters[1] is { Used: 3, Remaining: 97, ResetsAt: not null });
    }

    private static NanoGptProvider Provider() => new(Wire.Http(), new HurriedTime());

    private static ReferencePicture Reference(byte[] bytes) => new(ReferenceSource.Manual, bytes);

    private ProviderTarget Target(string? model) => new(new ConnectionId("c1"), Server.Address, "key", model);

    private ProviderCall Call(string? model = null, JsonObject? parameters = null) => new(
        new AttemptId("a1"), Target(model), new ImagePrompt("A harbour at night.", "people, text"), Scene: null, parameters ?? [], Seed: 4_000_000_000);

    private static Task<ProviderAnswer> GenerateAsync(ProviderCall call) => Provider().GenerateAsync(call, new Recorded(), default);

    private Task<ProviderAnswer> FailAsync(int status, string body)
    {
        _generation = (_, http) => http.RespondAsync(status, body);
        return GenerateAsync(Call());
    }

    private Task AnswerAsync(RecordedRequest request, HttpContext http) => request.PathAndQuery switch
    {
        "/v1/images/generations" => _generation(request, http),
        "/api/check-balance" => http.RespondAsync(200, NanoGptAnswers.Balance(_balances.Count > 1 ? _balances.Dequeue() : _balances.Peek())),
        "/api/v1/image-models?detailed=true" => http.RespondAsync(200, NanoGptAnswers.Models),
        "/api/subscription/v1/usage" => http.RespondAsync(200, _subscription),
        "/page" => http.RespondAsync(200, "text/html", "<html>Sign in</html>"u8.ToArray()),
        "/late" when Server.Requests.Count(other => other.PathAndQuery == "/late") == 1 => http.RespondAsync(404, "{}"),
        "/late" => http.RespondAsync(200, "image/png", Samples.Png),
        "/files/1?signature=abc" => http.RespondAsync(200, "application/octet-stream", Samples.WebP),
        _ => http.RespondAsync(404, "{}"),
    };
}
