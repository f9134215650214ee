using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Conformance;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.Providers.Tests;

/// <summary>
/// What every provider that is called over the network must do: the promises of the kit for embedders, and what the shared
/// transport adds to them. A subclass says how to make the provider, which request is the one that costs, and how a well-behaved server answers.
/// </summary>
public abstract class ProviderConformance : IAsyncLifetime
{
    private const int DamagedAnswers = 60;

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

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

    public static TheoryData<string> Promises => [.. HttpProviderConformance.Names];

    [Theory]
    [MemberData(nameof(Promises))]
    public Task It_keeps_the_promise(string promise) =>
        HttpProviderConformance.Of(() => Task.FromResult<HttpProviderStage>(new Stage(this))).Single(check => check.Name == promise).RunAsync();

    [Fact]
    public async Task An_answer_without_end_is_broken_off_and_ambiguous_and_one_request()
    {
        _generation = (_, http) => FloodAsync(http, WireRequest.MostBytesOfAPicture);

        Assert.IsType<ProviderAnswer.Ambiguous>(await GenerateAsync());
        Assert.Single(Generations);
    }

    [Fact]
    public async Task Pages_without_end_are_broken_off()
    {
        Server.Answer = (_, http) => FloodAsync(http, WireRequest.MostBytesOfAPage);

        await AskEverythingFreeAsync();

        Assert.False((await Provider.TestAsync(Target(), default)).Success);
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
            Assert.DoesNotContain(HttpProviderStage.Canary, request.PathAndQuery);
        });
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

    /// <summary>
    /// What was answered well was painted, and is on the bill, whatever became of the answer: it is a picture, or nobody knows,
    /// or there is none in it. It is never taken for a call that may be repeated because it cost nothing.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_painted_answer_that_is_damaged_is_never_taken_for_free(int seed)
    {
        for (var number = 0; number < DamagedAnswers; number++)
        {
            var dice = new Random((seed * DamagedAnswers) + number);
            _generation = async (request, http) => await (await DamagedAnswer.OfAsync(recording => AnswerWellAsync(request, recording), dice)).SendAsync(http);

            var answer = await GenerateAsync().WaitAsync(Generous);

            Assert.False(answer is ProviderAnswer.NotStarted or ProviderAnswer.FailedUncharged, $"seed {seed}, answer {number}: {answer}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Pages_that_are_damaged_are_told_and_not_thrown(int seed)
    {
        for (var number = 0; number < DamagedAnswers; number++)
        {
            var dice = new Random((seed * DamagedAnswers) + number);
            Server.Answer = async (request, http) => await (await DamagedAnswer.OfAsync(recording => AnswerWellAsync(request, recording), dice)).SendAsync(http);

            await AskEverythingFreeAsync().WaitAsync(Generous);
        }
    }

    /// <summary>One for all calls of a test, as a host has it: lines that are kept open are used again.</summary>
    internal IImageProvider Provider => _provider ??= new RedactingProvider(Create(Wire.Http(), new HurriedTime()));

    internal IEnumerable<RecordedRequest> Generations => Server.Requests.Where(IsGeneration);

    internal ProviderTarget Target() => new(new ConnectionId("c1"), Server.Address, HttpProviderStage.Canary, null);

    internal ProviderCall Call(JsonObject? parameters = null) => new(
        new AttemptId("a1"), Target(), new ImagePrompt("A harbour at night.", "fog"), Scene: null, parameters ?? [], Seed: 4_000_000_000);

    internal Task<ProviderAnswer> GenerateAsync() => Provider.GenerateAsync(Call(), new Recorded(), default);

    private static async Task FloodAsync(HttpContext http, long limit)
    {
        var chunk = Enumerable.Repeat((byte)' ', 1024 * 1024).ToArray();
        for (long sent = 0; sent <= limit && !http.RequestAborted.IsCancellationRequested; sent += chunk.Length)
            await http.Response.Body.WriteAsync(chunk);
    }

    private static JsonObject With(string name, string value) => new() { [name] = value };

    private async Task AskEverythingFreeAsync()
    {
        await Provider.TestAsync(Target(), default);
        await Provider.ListModelsAsync(Target(), default);
        await Provider.ReadUsageAsync(Target(), [], default);
    }
    private sealed class Stage(ProviderConformance of) : HttpProviderStage(of.Server)
    {
        public override IImageProvider Provider => of.Provider;

        public override IEnumerable<(int Status, string Body)> WrongKeys => of.WrongKeys;

        public override byte[] Picture => of.Picture;

        public override bool IsGeneration(RecordedRequest request) => of.IsGeneration(request);

        public override Task AnswerWellAsync(RecordedRequest request, HttpContext http) => of.AnswerWellAsync(request, http);

        public override ImagePrompt ReadSent(RecordedRequest request) => of.ReadSent(request);
    }
}
