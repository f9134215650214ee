using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.GoogleGemini;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Tests.GoogleGemini;

public sealed class GeminiTests : IAsyncLifetime
{
    private static readonly byte[] Other = Samples.Picture(4, 4, colour: SKColors.Red);

    /// <summary>Nine in the evening in California, in winter.</summary>
    private static readonly DateTimeOffset Evening = new(2026, 12, 2, 5, 0, 0, TimeSpan.Zero);

    private FakeServer? _server;

    private FakeServer Server => _server ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync() => _server = await FakeServer.StartAsync();

    public async Task DisposeAsync() => await Server.DisposeAsync();

    [Theory]
    [InlineData("gemini-2.5-flash-image", "flash-2-5")]
    [InlineData("gemini-3-pro-image", "pro-3")]
    [InlineData("models/gemini-3.1-flash-image", "flash-3-1")]
    [InlineData("gemini-nano-banana-2.1", "banana-2-1")]
    public async Task The_body_of_a_model_is_as_recorded(string model, string snapshot)
    {
        await AskAsync(GeminiAnswers.Picture(Samples.Png), model, new JsonObject { ["thinkingLevel"] = "HIGH", ["safety"] = "BLOCK_NONE", ["temperature"] = 0.5 });

        Assert.Equal($"/models/{model.Replace("models/", "")}:generateContent", Server.Requests.Single().PathAndQuery);
        await Snapshots.CompareAsync("GoogleGemini", snapshot, Server.Requests.Single().Body);
    }

    [Fact]
    public async Task References_follow_the_prompt_with_the_type_their_bytes_have()
    {
        var call = Call("gemini-3-pro-image") with { References = [new(ReferenceSource.Manual, Samples.Jpeg), new(ReferenceSource.PersonaAvatar, Samples.WebP)] };
        await AskAsync(GeminiAnswers.Picture(Samples.Png), call);

        var parts = Server.Requests.Single().Json["contents"]?[0]?["parts"]?.AsArray() ?? [];

        Assert.Equal(["image/jpeg", "image/webp"], parts.Skip(1).Select(part => (string?)part?["inlineData"]?["mimeType"]));
        Assert.Equal(Samples.Jpeg, Convert.FromBase64String((string?)parts[1]?["inlineData"]?["data"] ?? ""));
    }

    [Theory]
    [InlineData("gemini-2.5-flash-image", 4, "at most 3")]
    [InlineData("gemini-3-pro-image", 15, "at most 14")]
    public async Task More_references_than_a_model_takes_are_told_without_asking(string model, int count, string words)
    {
        var call = Call(model) with { References = [.. Enumerable.Repeat(new ReferencePicture(ReferenceSource.Manual, Samples.Png), count)] };

        Assert.Contains(words, Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync("{}", call)).Reason);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("ftypheic", "image/heic")]
    [InlineData("ftypmif1", "image/heif")]
    public async Task Pictures_of_phones_go_out_with_their_type(string mark, string type)
    {
        byte[] picture = [0, 0, 0, 24, .. System.Text.Encoding.ASCII.GetBytes(mark), 0, 0, 0, 0];

        await AskAsync(GeminiAnswers.Picture(Samples.Png), Call() with { References = [new(ReferenceSource.Manual, picture)] });

        Assert.Equal(type, (string?)Server.Requests.Single().Json["contents"]?[0]?["parts"]?[1]?["inlineData"]?["mimeType"]);
    }

    [Theory]
    [InlineData(7 * 1024 * 1024 + 1, 1, "larger than 7 MB")]
    [InlineData(5 * 1024 * 1024, 3, "more than 14 MB")]
    public async Task References_that_are_too_large_are_told_without_asking(int bytes, int count, string words)
    {
        var large = new byte[bytes];
        Samples.Png.CopyTo(large, 0);
        var call = Call("gemini-3-pro-image") with { References = [.. Enumerable.Repeat(new ReferencePicture(ReferenceSource.Manual, large), count)] };

        Assert.Contains(words, Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync("{}", call)).Reason);
        Assert.Empty(Server.Requests);
    }

    [Theory]
    [InlineData("gemini-2.5-flash-image", "imageSize", "4K", "one size")]
    [InlineData("gemini-3-pro-image", "imageSize", "512", "1K, 2K, 4K")]
    [InlineData("gemini-3-pro-image", "aspectRatio", "8:1", "21:9")]
    public async Task What_a_model_does_not_take_is_told_without_asking(string model, string name, string value, string words)
    {
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync("{}", model, new JsonObject { [name] = value }));

        Assert.Contains(words, answer.Reason);
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task Sizes_go_out_with_a_capital_K()
    {
        await AskAsync(GeminiAnswers.Picture(Samples.Png), "gemini-3-pro-image", new JsonObject { ["imageSize"] = "2k" });

        Assert.Equal("2K", (string?)Server.Requests.Single().Json["generationConfig"]?["imageConfig"]?["imageSize"]);
    }

    [Fact]
    public async Task Trap_6_the_last_picture_that_is_no_thought_is_the_result()
    {
        var answer = await AskAsync(GeminiAnswers.Candidate("STOP", GeminiAnswers.Inline(Other, isThought: true), GeminiAnswers.Inline(Other), GeminiAnswers.Inline(Samples.Png)));

        Assert.Equal(Samples.Png, Assert.IsType<ProviderAnswer.Succeeded>(answer).Bytes.ToArray());
    }

    [Fact]
    public async Task Trap_6_a_thought_after_the_picture_is_not_the_result()
    {
        var answer = await AskAsync(GeminiAnswers.Candidate("STOP", GeminiAnswers.Inline(Samples.Png), GeminiAnswers.Inline(Other, isThought: true)));

        Assert.Equal(Samples.Png, Assert.IsType<ProviderAnswer.Succeeded>(answer).Bytes.ToArray());
    }

    [Fact]
    public async Task Trap_6_where_all_pictures_are_thoughts_the_last_of_them_counts()
    {
        var answer = await AskAsync(GeminiAnswers.Candidate("STOP", GeminiAnswers.Inline(Other, isThought: true), GeminiAnswers.Inline(Samples.Png, isThought: true)));

        Assert.Equal(Samples.Png, Assert.IsType<ProviderAnswer.Succeeded>(answer).Bytes.ToArray());
    }

    [Fact]
    public async Task Trap_6_names_with_underscores_are_read_as_well()
    {
        var data = new JsonObject { ["inline_data"] = new JsonObject { ["mime_type"] = "image/png", ["data"] = Convert.ToBase64String(Samples.Png) } };

        Assert.IsType<ProviderAnswer.Succeeded>(await AskAsync($"[{GeminiAnswers.Candidate("STOP", data)}]"));
    }

    [Theory]
    [InlineData("IMAGE_SAFETY", "safety filter")]
    [InlineData("IMAGE_PROHIBITED_CONTENT", "prohibits")]
    [InlineData("IMAGE_RECITATION", "protected work")]
    [InlineData("SPII", "personal data")]
    [InlineData("NO_IMAGE", "NO_IMAGE")]
    [InlineData("SOMETHING_UNHEARD_OF", "SOMETHING_UNHEARD_OF")]
    public async Task Trap_6_an_end_without_a_picture_is_a_refusal_in_words(string finishReason, string words)
    {
        Assert.Contains(words, Assert.IsType<ProviderAnswer.Refused>(await AskAsync(GeminiAnswers.Candidate(finishReason))).Reason);
    }

    [Theory]
    [InlineData("PROHIBITED_CONTENT", "prohibits")]
    [InlineData("BLOCKLIST", "block list")]
    [InlineData("OTHER", "no reason")]
    public async Task Trap_6_a_blocked_prompt_is_a_refusal_in_words(string blockReason, string words)
    {
        var answer = await AskAsync(new JsonObject { ["promptFeedback"] = new JsonObject { ["blockReason"] = blockReason } }.ToJsonString());

        Assert.Contains(words, Assert.IsType<ProviderAnswer.Refused>(answer).Reason);
    }

    [Fact]
    public async Task Trap_6_an_answer_in_words_is_a_refusal_that_quotes_them()
    {
        var answer = await AskAsync(GeminiAnswers.Candidate("STOP", new JsonObject { ["text"] = "Hm.", ["thought"] = true }, new JsonObject { ["text"] = "Which harbour do you mean?" }));

        var refused = Assert.IsType<ProviderAnswer.Refused>(answer);
        Assert.Contains("Which harbour do you mean?", refused.Reason);
        Assert.DoesNotContain("Hm.", refused.Reason);
    }

    [Fact]
    public async Task Trap_5_an_invalid_key_is_a_400_and_another_400_is_not_about_the_key()
    {
        var key = Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync(GeminiAnswers.InvalidKey, status: 400));
        var field = Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync(GeminiAnswers.Failure(400, "INVALID_ARGUMENT", "Unknown aspect ratio."), status: 400));

        Assert.Contains("API key", key.Reason);
        Assert.Contains("Unknown aspect ratio", field.Reason);
        Assert.DoesNotContain("key", field.Reason);
        Assert.Equal((false, false), (key.Temporary, field.Temporary));
        Assert.Equal(2, Server.Requests.Count);
    }

    [Theory]
    [InlineData("31s", 31)]
    [InlineData("0.1s", 0.1)]
    [InlineData("38.2s", 38.2)]
    public async Task Trap_7_a_quota_of_the_minute_waits_as_long_as_it_says(string delay, double seconds)
    {
        foreach (var body in (string[])[GeminiAnswers.Quota("GenerateRequestsPerMinutePerProject", "10", delay), $"[{GeminiAnswers.Quota("GenerateRequestsPerMinutePerProject", "10", delay)}]"])
        {
            var answer = Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync(body, status: 429));

            Assert.True(answer.Temporary);
            Assert.Equal(seconds, answer.RetryAfter?.TotalSeconds ?? 0, precision: 3);
        }
    }

    [Fact]
    public async Task Trap_7_a_quota_of_the_day_waits_for_midnight_in_California_whatever_pause_is_named()
    {
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync(GeminiAnswers.Quota("GenerateRequestsPerDayPerProject", "100", "0.5s"), status: 429));

        Assert.Equal(TimeSpan.FromHours(3), answer.RetryAfter);
        Assert.Contains("midnight", answer.Reason);
    }

    [Fact]
    public async Task Trap_7_no_quota_at_all_is_for_a_person_to_mend()
    {
        var answer = Assert.IsType<ProviderAnswer.NotStarted>(await AskAsync(GeminiAnswers.Quota("GenerateRequestsPerMinute", "0", "2s"), status: 429));

        Assert.False(answer.Temporary);
        Assert.Contains("billing", answer.Reason);
    }

    /// <summary>The clocks in California go back an hour on the first of November 2026.</summary>
    [Theory]
    [InlineData("2026-12-02T05:00:00Z", 3)]
    [InlineData("2026-07-02T05:00:00Z", 2)]
    [InlineData("2026-11-01T07:30:00Z", 24.5)]
    public async Task Trap_7_midnight_in_California_knows_summer_time(string now, double hours)
    {
        Server.Answer = (_, http) => http.RespondAsync(429, GeminiAnswers.Quota("GenerateRequestsPerDayPerProject", "100", null));

        var answer = await new GeminiProvider(Wire.Http(), new StoppedTime(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture))).GenerateAsync(Call(), new Recorded(), default);

        Assert.Equal(TimeSpan.FromHours(hours), Assert.IsType<ProviderAnswer.NotStarted>(answer).RetryAfter);
    }

    [Theory]
    [InlineData("<html>Bad gateway</html>")]
    [InlineData("{}")]
    [InlineData("""{"error":"proxy"}""")]
    public async Task A_failure_that_Google_did_not_tell_of_may_be_billed(string body)
    {
        Assert.IsType<ProviderAnswer.Ambiguous>(await AskAsync(body, status: 503));
    }

    [Fact]
    public async Task A_failure_may_name_a_pause()
    {
        var retry = new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = "1.5s" };

        var answer = await AskAsync(GeminiAnswers.Failure(503, "UNAVAILABLE", "overloaded", retry), status: 503);

        Assert.Equal(TimeSpan.FromSeconds(1.5), Assert.IsType<ProviderAnswer.FailedUncharged>(answer).RetryAfter);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"candidates":[]}""")]
    [InlineData("""{"candidates":[{"content":{}}]}""")]
    [InlineData("""{"choices":[{"message":"of another service"}]}""")]
    public async Task An_answer_that_says_nothing_is_neither_picture_nor_refusal(string body)
    {
        Assert.IsType<ProviderAnswer.Ambiguous>(await AskAsync(body));
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(499, false)]
    [InlineData(502, false)]
    [InlineData(504, false)]
    public async Task Only_failures_that_are_documented_as_not_billed_are_tried_again(int status, bool isUncharged)
    {
        var answer = await AskAsync(GeminiAnswers.Failure(status, "INTERNAL", "overloaded"), status: status);

        Assert.True(isUncharged ? answer is ProviderAnswer.FailedUncharged : answer is ProviderAnswer.Ambiguous);
    }

    [Fact]
    public async Task Models_are_read_page_by_page_and_only_those_that_make_pictures()
    {
        Server.Answer = (request, http) => http.RespondAsync(200, request.PathAndQuery.Contains("pageToken=a%2Fb")
            ? GeminiAnswers.Models(null, "gemini-nano-banana-2.1", "embedding-image")
            : GeminiAnswers.Models("a/b", "gemini-3-pro-image", "gemini-3-pro"));

        var catalog = await Provider().ListModelsAsync(Target(null), default);

        Assert.Equal(["gemini-3-pro-image", "gemini-nano-banana-2.1"], catalog.Models.Select(model => model.Id));
        Assert.Equal((CatalogSource.Live, null), (catalog.Source, catalog.Failure));
        Assert.DoesNotContain(catalog.Models[0].Choices["aspectRatio"], option => option.Id == "8:1");
    }

    [Fact]
    public async Task A_list_without_image_models_is_replaced_and_told()
    {
        Server.Answer = (_, http) => http.RespondAsync(200, GeminiAnswers.Models(null, "gemini-3-pro", "embedding-image"));

        var catalog = await Provider().ListModelsAsync(Target(null), default);

        Assert.Equal(CatalogSource.Fallback, catalog.Source);
        Assert.Contains("no model", catalog.Failure);
        Assert.Equal(5, catalog.Models.Length);
    }

    [Fact]
    public async Task A_list_that_never_ends_is_left_after_ten_pages()
    {
        Server.Answer = (_, http) => http.RespondAsync(200, GeminiAnswers.Models("again"));

        var catalog = await Provider().ListModelsAsync(Target(null), default);

        Assert.Equal(10, Server.Requests.Count);
        Assert.Single(catalog.Models);
    }

    [Fact]
    public async Task The_key_travels_in_a_header_of_its_own()
    {
        await AskAsync(GeminiAnswers.Picture(Samples.Png));

        Assert.Equal("key", Server.Requests.Single().Headers["x-goog-api-key"]);
        Assert.False(Server.Requests.Single().Headers.ContainsKey("Authorization"));
    }

    private static GeminiProvider Provider() => new(Wire.Http(), new StoppedTime(Evening));

    private ProviderTarget Target(string? model) => new(new ConnectionId("c1"), Server.Address, "key", model);

    private ProviderCall Call(string? model = null, JsonObject? parameters = null) => new(
        new AttemptId("a1"), Target(model), new ImagePrompt("A harbour at night.", "people, text"), Scene: null, parameters ?? [], Seed: 4_000_000_000);

    private Task<ProviderAnswer> AskAsync(string body, string? model = null, JsonObject? parameters = null, int status = 200) =>
        AskAsync(body, Call(model, parameters), status);

    private Task<ProviderAnswer> AskAsync(string body, ProviderCall call, int status = 200)
    {
        Server.Answer = (_, http) => http.RespondAsync(status, body);
        return Provider().GenerateAsync(call, new Recorded(), default);
    }
}
