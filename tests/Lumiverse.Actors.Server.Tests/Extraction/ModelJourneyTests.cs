using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Server.Tests.Extraction;

/// <summary>The main job with a language model, end to end: reply, scene, decision, prompt, picture.</summary>
public sealed class ModelJourneyTests
{
    private const string Cistern =
        """{"environment":"flooded cistern under the bazaar","time_of_day":"night","weather":"dripping water","mood":"uneasy","focal_detail":"a drowned idol","palette_override":""}""";

    [Fact]
    public async Task A_reply_in_any_language_becomes_the_scene_the_prompt_and_the_background()
    {
        await using var model = await FakeModel.StartAsync();
        model.Words = Cistern;
        await using var server = await TestServer.StartAsync(settings: model.Settings);
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);

        var message = await story.ReplyAsync("*Wir steigen in die Zisterne unter dem Basar hinab.*");
        await story.BackgroundForAsync(message);

        var decision = await story.DecisionOnAsync(message);
        var job = Assert.Single(await story.AllJobsEndedAsync());
        Assert.Equal("model small-one", Storyteller.Text(decision, "extractor"));
        Assert.Equal("done", Storyteller.Text(job, "state"));
        Assert.StartsWith(
            "A wide background illustration of a flooded cistern under the bazaar, with dripping water. The composition centres on a drowned idol. The mood is uneasy.",
            Storyteller.Text(job, "prompt"), StringComparison.Ordinal);
        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task Talk_costs_no_call_and_a_person_who_asks_always_gets_one()
    {
        await using var model = await FakeModel.StartAsync();
        model.Words = Cistern;
        await using var server = await TestServer.StartAsync(settings: model.Settings);
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.BackgroundForAsync(await story.ReplyAsync("*We climb down into the cistern.*"));

        var talk = await story.DecisionOnAsync(await story.ReplyAsync("*She laughs.* \"You always say that.\""));
        var calls = model.Requests.Count;
        var asked = (await client.PostAsync("image-gen/generate", new { chatId = story.Chat })).Expect(HttpStatusCode.OK);

        Assert.Equal("model small-one (not asked: nothing tells of a place, time, weather or movement)", Storyteller.Text(talk, "extractor"));
        Assert.False(talk.GetProperty("generate").GetBoolean());
        Assert.Equal((1, 2), (calls, model.Requests.Count));
        Assert.Equal("Scene has not changed enough", asked["reason"]);
    }

    [Theory]
    [InlineData("silence", "built-in (the model answered nothing)")]
    [InlineData("nonsense", "built-in (the model's answer held no scene)")]
    [InlineData("failure", "built-in (the model's server answered 500)")]
    [InlineData("noise", "built-in (the model could not be asked)")]
    [InlineData("hang", "built-in (the model did not answer in time)")]
    public async Task The_built_in_extractor_steps_in_and_the_decision_and_the_scene_say_why(string what, string extractor)
    {
        await using var model = await FakeModel.StartAsync();
        model.Answer = (_, http) => MisbehaveAsync(what, http);
        await using var server = await TestServer.StartAsync(settings: model.Settings);
        using var client = server.Client();
        (await client.PutAsync("settings/imageGeneration", new { value = new { promptGenerationTimeoutSeconds = what == "hang" ? 1 : 60 } })).Expect(HttpStatusCode.OK);
        var story = await Storyteller.BeginAsync(client);

        var message = await story.ReplyAsync(Scenes.Harbour);
        await story.BackgroundForAsync(message);

        Assert.Equal(extractor, Storyteller.Text(await story.DecisionOnAsync(message), "extractor"));
        Assert.Equal(extractor, (await client.GetAsync($"image-gen/chats/{story.Chat}/scene")).Expect(HttpStatusCode.OK)["extractor"]);
        Assert.Contains("arbour quay", Storyteller.Text(Assert.Single(await story.AllJobsEndedAsync()), "prompt"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"environment":"unknown","time_of_day":"","weather":"none","mood":"neutral","focal_detail":""}""")]
    public async Task Where_nothing_tells_of_a_place_nothing_is_painted(string words)
    {
        await using var model = await FakeModel.StartAsync();
        model.Words = words;
        await using var server = await TestServer.StartAsync(settings: model.Settings);
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);

        var decision = await story.DecisionOnAsync(await story.ReplyAsync("\"Hello there.\""));

        Assert.False(decision.GetProperty("generate").GetBoolean());
        Assert.StartsWith("Nothing in the chat says where it takes place.", Storyteller.Text(decision, "reason"), StringComparison.Ordinal);
        Assert.Empty(await story.PageAsync("image-gen/jobs"));
    }

    [Fact]
    public async Task People_are_described_to_the_model_and_painted_when_the_settings_include_them()
    {
        await using var model = await FakeModel.StartAsync();
        model.Words = """{"environment":"harbour quay","character_names":["Mira"],"character_appearances":[{"name":"Mira","appearance":"grey braid, oilskin coat","tags":["red scarf"]}]}""";
        await using var server = await TestServer.StartAsync(settings: model.Settings);
        using var client = server.Client();
        (await client.PutAsync("settings/imageGeneration", new { value = new { includeCharacters = true } })).Expect(HttpStatusCode.OK);
        var character = (await client.PostAsync("characters", new { name = "Mira", description = "A ferryman with a grey braid." }))["id"];
        var persona = (await client.PostAsync("personas", new { name = "Tom", description = "A boy in rags." }))["id"];
        var story = new Storyteller(client, (await client.PostAsync("chats", new { character_id = character, persona_id = persona }))["id"]);

        await story.BackgroundForAsync(await story.ReplyAsync("*Mira ties the boat to the quay.*"));

        var sent = Assert.Single(model.Requests).Text;
        Assert.Contains("A ferryman with a grey braid.", sent, StringComparison.Ordinal);
        Assert.DoesNotContain("A boy in rags.", sent, StringComparison.Ordinal);
        Assert.Contains("One figure is in the picture. Mira: grey braid, oilskin coat; red scarf.", Storyteller.Text(Assert.Single(await story.AllJobsEndedAsync()), "prompt"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_in_no_log_whatever_the_server_says()
    {
        await using var model = await FakeModel.StartAsync();
        model.Answer = (request, http) => http.RespondAsync(401, JsonSerializer.Serialize(new { error = new { message = request.Headers["Authorization"] } }));
        var log = new Notebook();
        await using var server = await TestServer.StartAsync(settings: model.Settings, services: services => services.AddSingleton<ILoggerProvider>(log).AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace)));
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);

        var decision = await story.DecisionOnAsync(await story.ReplyAsync(Scenes.Harbour));

        Assert.Equal("built-in (the model's server answered 401)", Storyteller.Text(decision, "extractor"));
        Assert.Contains(log.Lines, line => line.Contains("The built-in extractor read a scene: the model's server answered 401", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains(FakeModel.Key, StringComparison.Ordinal));
    }

    private static Task MisbehaveAsync(string what, HttpContext http) => what switch
    {
        "silence" => FakeModel.SayAsync(http, ""),
        "nonsense" => FakeModel.SayAsync(http, "As a language model I would rather talk about the weather."),
        "failure" => http.RespondAsync(500, "{}"),
        "noise" => http.RespondAsync(200, "<html>Please log in.</html>"),
        _ => Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default),
    };

    private sealed class Notebook : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
        }
    }
}
