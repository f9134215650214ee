using Lumiverse.Actors.Testing.Servers;
using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests;

/// <summary>
/// What every provider that is called over the network must do. A subclass says how to make the provider, which request
/// is the one that costs, and how a well-behaved server answers.
/// </summary>
public abstract partial class ProviderConformance : IAsyncLifetime
{
    private const string Canary = "canary-0123456789-abcdefghij-KLMNOPQRST";

    private FakeServer? _server;
    private IImageProvider? _provider;
    private Func<RecordedRequest, HttpContext, Task>? _generation;

    internal FakeServer Server => _server ?? throw new InvalidOperationException("The server has not started.");

    internal abstract IImageProvider Create(ProviderHttp http, TimeProvider time);

    /// <summary>The request that costs.</summary>
    internal abstract bool IsGeneration(RecordedRequest request);

    /// <summary>Answers any request as the real server would when all is well.</summary>
    internal abstract Task AnswerWellAsync(RecordedRequest request, HttpContext http);

    /// <summary>The prompt in a request that was sent.</summary>
    internal abstract ImagePrompt ReadSent(RecordedRequest request);

    /// <summary>Statuses by which this provider says that the key is wrong, with the body that goes with each.</summary>
    internal abstract IEnumerable<(int Status, string Body)> WrongKeys { get; }

    /// <summary>The picture a good answer holds.</summary>
    internal virtual byte[] Picture => Samples.Png;

    public async Task InitializeAsync()
    {
        _server = await FakeServer.StartAsync();
        Server.Answer = (request, http) => IsGeneration(request) && _generation is { } scripted ? scripted(request, http) : AnswerWellAsync(request, http);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Fact]
    public async Task A_good_answer_is_a_picture_for_one_request()
    {
        var succeeded = Assert.IsType<ProviderAnswer.Succeeded>(await GenerateAsync());

        Assert.Equal(Picture, succeeded.Bytes.ToArray());
        Assert.Single(Generations);
    }

    [Fact]
    public async Task What_is_composed_is_what_is_sent()
    {
        foreach (var prompt in Prompts())
        {
            var call = Call() with { Prompt = prompt };
            await Provider.GenerateAsync(call, new Recorded(), default);

            var (sent, composed) = (ReadSent(Generations.Last()), Provider.Compose(call.Draft));

            Assert.Equal((composed.Text, composed.Negative ?? ""), (sent.Text, sent.Negative ?? ""));
            Assert.Equal(composed.Characters.ToArray(), sent.Characters.ToArray());
        }
    }

    [Fact]
    public async Task Every_request_has_a_user_agent_and_a_length_and_no_chunks_and_no_key_in_its_address()
    {
        await GenerateAsync();
        await AskEverythingFreeAsync();

        Assert.All(Server.Requests, request =>
        {
            Assert.StartsWith("Lumiverse.Actors/", request.Headers["User-Agent"]);
            Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
            Assert.True(request.Method == "GET" || request.Headers["Content-Length"] == $"{request.Body.Length}");
            Assert.DoesNotContain(Canary, request.PathAndQuery);
        });
    }

    [Fact]
    public async Task A_call_that_is_cancelled_before_it_goes_out_is_not_started_and_asks_nothing()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync(cancellation: cancelled.Token));
        Assert.Empty(Generations);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_after_its_body_went_out_is_ambiguous_and_not_repeated()
    {
        using var cancelled = new CancellationTokenSource();
        _generation = async (_, http) =>
        {
            await cancelled.CancelAsync();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        };

        Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync(cancellation: cancelled.Token));
        Assert.Single(Generations);
    }

    [Fact]
    public async Task Trap_9_a_line_that_drops_after_the_body_is_ambiguous_and_one_request()
    {
        _generation = (_, http) => http.DropAsync();

        Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync());
        Assert.Single(Generations);
    }

    [Fact]
    public async Task An_answer_that_stops_halfway_is_ambiguous_and_one_request()
    {
        _generation = (_, http) => http.StopHalfwayAsync();

        Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync());
        Assert.Single(Generations);
    }

    [Fact]
    public async Task Nobody_listening_is_not_started_and_may_pass()
    {
        await Server.DisposeAsync();

        Assert.True(Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync()).Temporary);
    }

    [Fact]
    public async Task A_key_that_is_missing_is_told_without_asking()
    {
        var call = Call() with { Target = Target() with { ApiKey = null } };

        Assert.False(Assert.IsType<ProviderAnswer.NotStarted>(await Provider.GenerateAsync(call, new Recorded(), default)).Temporary);
        Assert.Empty(Generations);
    }

    /// <summary>A line break in a header would end it, and what follows would be a header of the key's own.</summary>
    [Theory]
    [InlineData("key\r\nx-evil: 1")]
    [InlineData("key\nx-evil: 1")]
    [InlineData("kéy")]
    [InlineData("key\u200B1")]
    public async Task A_key_with_odd_letters_is_told_without_asking(string key)
    {
        var target = Target() with { ApiKey = key };

        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await Provider.GenerateAsync(Call() with { Target = target }, new Recorded(), default));
        var test = await Provider.TestAsync(target, default);

        Assert.False(answer.Temporary);
        Assert.False(test.Success);
        Assert.All([answer.Reason, test.Message], text => Assert.Contains("key", text));
        Assert.Empty(Generations);
        Assert.DoesNotContain(Server.Requests, request => request.Headers.ContainsKey("x-evil"));
    }

    [Theory]
    [InlineData("example")]
    [InlineData("http://")]
    [InlineData("http://a b/")]
    [InlineData("ftp://example.org/")]
    public async Task An_address_that_is_none_is_told_and_not_thrown(string address)
    {
        var target = Target() with { ApiUrl = address };

        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await Provider.GenerateAsync(Call() with { Target = target }, new Recorded(), default));
        var test = await Provider.TestAsync(target, default);
        await Provider.ReadUsageAsync(target, [], default);

        Assert.False(answer.Temporary);
        Assert.False(test.Success);
        Assert.NotEmpty((await Provider.ListModelsAsync(target, default)).Models);
        Assert.All([answer.Reason, test.Message], text => Assert.Contains("address", text));
    }

    [Fact]
    public async Task A_wrong_key_is_not_tried_again()
    {
        foreach (var (status, body) in WrongKeys)
        {
            _generation = (_, http) => http.RespondAsync(status, body);

            var answer = Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync());

            Assert.False(answer.Temporary);
            Assert.Contains("key", answer.Reason);
        }
        Assert.Equal(WrongKeys.Count(), Generations.Count());
    }

    [Fact]
    public async Task A_wrong_key_fails_the_test_of_the_connection_in_words()
    {
        foreach (var (status, body) in WrongKeys)
        {
            Server.Answer = (_, http) => http.RespondAsync(status, body);

            var test = await Provider.TestAsync(Target(), default);

            Assert.False(test.Success);
            Assert.Contains("key", test.Message);
        }
    }

    [Fact]
    public async Task What_is_free_never_makes_the_request_that_costs()
    {
        await AskEverythingFreeAsync();

        Assert.Empty(Generations);
        Assert.True((await Provider.TestAsync(Target(), default)).Success);
    }

    [Fact]
    public async Task Too_many_requests_may_pass_after_the_pause_that_was_asked_for()
    {
        _generation = (_, http) =>
        {
            http.Response.Headers.RetryAfter = "7";
            return http.RespondAsync(429, "{}");
        };

        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync());

        Assert.True(answer.Temporary);
        Assert.Equal(TimeSpan.FromSeconds(7), answer.RetryAfter);
        Assert.Single(Generations);
    }

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task A_failure_of_the_server_is_one_request_and_no_picture(int status)
    {
        _generation = (_, http) => http.RespondAsync(status, "text/html", "<html>Bad gateway</html>"u8.ToArray());

        Assert.True(await GenerateAsync() is ProviderAnswer.Ambiguous or ProviderAnswer.FailedUncharged);
        Assert.Single(Generations);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Trap_10_a_redirect_is_not_followed_and_takes_no_key_along(int status)
    {
        await using var elsewhere = await FakeServer.StartAsync();
        _generation = (_, http) =>
        {
            http.Response.Headers.Location = $"{elsewhere.Address}/stolen";
            return http.RespondAsync(status, "{}");
        };

        Assert.False(Assert.IsType<ProviderAnswer.NotStarted>(await GenerateAsync()).Temporary);
        Assert.Empty(elsewhere.Requests);
        Assert.Single(Generations);
    }

    [Fact]
    public async Task A_list_of_models_that_cannot_be_had_is_told_and_replaced()
    {
        Server.Answer = (_, http) => http.RespondAsync(503, "{}");

        var catalog = await Provider.ListModelsAsync(Target(), default);

        Assert.NotEmpty(catalog.Models);
        Assert.True(catalog.Source == CatalogSource.BuiltIn ? catalog.Failure is null : catalog is { Source: CatalogSource.Fallback, Failure.Length: > 0 });
    }

    /// <summary>Names that come twice and halves of letters: the framework reads them late, and throws then.</summary>
    [Theory]
    [InlineData("""{"x_extra":1,"x_extra":2}""")]
    [InlineData("""{"x_extra":2,"x_other":"\ud800"}""")]
    public async Task An_override_that_is_odd_is_sent_as_far_as_it_can_be_read(string text)
    {
        await Provider.GenerateAsync(Call(With(RawRequestOverride.Name, text)), new Recorded(), default);

        Assert.Equal(2, (int?)Generations.Single().Json["x_extra"]);
    }

    [Fact]
    public async Task An_override_is_merged_into_the_request_and_never_names_the_model()
    {
        var merged = Call() with { Parameters = With(RawRequestOverride.Name, """{"x_extra":{"a":1},"model":"other"}""") };
        await Provider.GenerateAsync(merged, new Recorded(), default);

        var sent = Generations.Single().Json;

        Assert.Equal(1, (int?)sent["x_extra"]?["a"]);
        Assert.NotEqual("other", (string?)sent["model"]);
        Assert.DoesNotContain("other", Generations.Single().PathAndQuery);
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{")]
    [InlineData("words")]
    [InlineData("null")]
    public async Task An_override_that_is_no_object_is_told_without_asking(string text)
    {
        var call = Call() with { Parameters = With(RawRequestOverride.Name, text) };

        Assert.False(Assert.IsType<ProviderAnswer.NotStarted>(await Provider.GenerateAsync(call, new Recorded(), default)).Temporary);
        Assert.Empty(Generations);
    }

    /// <summary>One for all calls of a test, as a host has it: lines that are kept open are used again.</summary>
    internal IImageProvider Provider => _provider ??= new RedactingProvider(Create(Wire.Http(), new HurriedTime()));

    internal ProviderTarget Target() => new(new ConnectionId("c1"), Server.Address, Canary, null);

    internal ProviderCall Call(JsonObject? parameters = null) => new(
        new AttemptId("a1"), Target(), new ImagePrompt("A harbour at night.", "fog"), Scene: null, parameters ?? [], Seed: 4_000_000_000);

    internal Task<ProviderAnswer> GenerateAsync(JsonObject? parameters = null, CancellationToken cancellation = default) =>
        Provider.GenerateAsync(Call(parameters), new Recorded(), cancellation);

    private static JsonObject With(string name, string value) => new() { [name] = value };

    private static IEnumerable<ImagePrompt> Prompts() =>
    [
        new("A harbour at night.", null), new("Ein Hafen — “still” + 100 %", "people, text"),
        new("harbour, night", "blurry") { Characters = ["girl, red hair"] },
    ];

    private async Task AskEverythingFreeAsync()
    {
        await Provider.TestAsync(Target(), default);
        await Provider.ListModelsAsync(Target(), default);
        await Provider.ReadUsageAsync(Target(), [], default);
    }
}
