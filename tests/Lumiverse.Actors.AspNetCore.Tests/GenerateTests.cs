using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class GenerateTests : IClassFixture<ApiWorld>
{
    private const string Generate = "/image-gen/generate";
    private const string Jobs = "/image-gen/jobs";
    private const string Ask = """{"chatId":"c1"}""";
    private static readonly Scene Tavern = new("dim tavern", TimeOfDay.Night, "", "tense", "a lantern");
    private readonly ApiWorld _world;

    public GenerateTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task Generating_waits_for_the_end_and_carries_the_picture()
    {
        var image = _world.AddImage("i1");
        EndWith(job => job with { Image = image.Id });

        var answer = await _world.JsonAsync(200, "POST", Generate, """{"chatId":"c1","clientJobId":"mine","forceGeneration":true}""");

        Assert.True((bool?)answer["generated"]);
        Assert.Equal("mine", (string?)answer["jobId"]);
        Assert.Equal("/api/v1/image-gen/results/token-i1", (string?)answer["imageUrl"]);
        Assert.Equal("i1", (string?)answer["imageId"]);
        Assert.Equal("tavern", (string?)answer["scene"]?["environment"]);
        Assert.Equal("sketch", (string?)answer["provider"]);
        Assert.Equal($"data:image/png;base64,{Convert.ToBase64String("full i1"u8)}", (string?)answer["imageDataUrl"]);
    }

    [Fact]
    public async Task Whoever_prefers_little_gets_no_picture_inline()
    {
        var image = _world.AddImage("i1");
        EndWith(job => job with { Image = image.Id });

        var answer = await _world.JsonAsync(200, "POST", Generate, Ask, headers: ("Prefer", "return=minimal"));

        Assert.False(answer.ContainsKey("imageDataUrl"));
        Assert.Equal("i1", (string?)answer["imageId"]);
    }

    [Fact]
    public async Task Too_little_change_is_an_answer_and_not_an_error()
    {
        EndWith(job => job with { State = JobStates.Refused, Reason = $"{SceneJudge.NotEnoughChange}: nothing changed; 0 of 2 needed." });
        _world.Engine.OnScene = Answering(new Answer.SceneIs(new SceneView(Tavern, Tavern, null, "rules")));

        var answer = await _world.JsonAsync(200, "POST", Generate, Ask);

        Assert.False((bool?)answer["generated"]);
        Assert.Equal("Scene has not changed enough", (string?)answer["reason"]);
        Assert.Equal("dim tavern", (string?)answer["scene"]?["environment"]);
        Assert.False((bool?)answer["scene"]?["scene_changed"]);
    }

    [Theory]
    [InlineData(JobStates.Failed, true, 502, "provider-failed")]
    [InlineData(JobStates.Refused, true, 502, "provider-refused")]
    [InlineData(JobStates.Uncertain, true, 502, "provider-uncertain")]
    [InlineData(JobStates.Failed, false, 422, "cannot-generate")]
    public async Task A_failure_says_who_is_to_blame_and_what_it_may_have_cost(string state, bool wasCalled, int status, string type)
    {
        EndWith(job => (wasCalled ? job.Called() : job) with { State = state, Reason = "It broke. Try another prompt.", MayHaveBeenCharged = wasCalled });

        var problem = await _world.JsonAsync(status, "POST", Generate, """{"chatId":"c1","clientJobId":"mine"}""");

        Assert.Equal($"urn:lumiverse:problem:{type}", (string?)problem["type"]);
        Assert.Equal("It broke. Try another prompt.", (string?)problem["error"]);
        Assert.Equal(wasCalled, (bool?)problem["mayHaveBeenCharged"]);
        Assert.Equal("mine", (string?)problem["jobId"]);
        Assert.Equal(state, (string?)problem["state"]);
    }

    [Theory]
    [InlineData("""{}""", "chatId")]
    [InlineData("""{"chatId":"a/b"}""", "chatId")]
    [InlineData("""{"chatId":5}""", "chatId")]
    [InlineData("""{"chatId":"c1","forceGeneration":"true"}""", "forceGeneration")]
    [InlineData("""{"chatId":"c1","promptMode":"wild"}""", "promptMode")]
    [InlineData("""{"chatId":"c1","outputTarget":3}""", "outputTarget")]
    [InlineData("""{"chatId":"c1","prompt":["a"]}""", "prompt")]
    [InlineData("""{"chatId":"c1","attachToMessageId":""}""", "attachToMessageId")]
    [InlineData("""{"chatId":"c1","clientJobId":"ü"}""", "clientJobId")]
    [InlineData("""{"chatId":"c1","skipParse":0}""", "skipParse")]
    [InlineData("""{"chatId":"c1","generationTimeoutSeconds":3601}""", "generationTimeoutSeconds")]
    [InlineData("""{"chatId":"c1","promptGenerationTimeoutSeconds":1.5}""", "promptGenerationTimeoutSeconds")]
    public async Task A_wrong_field_is_named_and_nothing_is_asked(string body, string field)
    {
        foreach (var path in new[] { Generate, Jobs, "/image-gen/preview-prompt" })
            Assert.Contains(field, await _world.ProblemAsync(400, "invalid-request", "POST", path, body), StringComparison.Ordinal);
        Assert.Empty(_world.Engine.SceneAsks);
    }

    [Fact]
    public async Task A_chat_of_somebody_else_is_not_there()
    {
        foreach (var path in new[] { Generate, Jobs, "/image-gen/preview-prompt" })
            await _world.ProblemAsync(404, "not-found", "POST", path, Ask, user: "bob");
        Assert.Empty(_world.Engine.SceneAsks);
    }

    [Theory]
    [InlineData("""{"chatId":"c1"}""", JobTrigger.Manual, null)]
    [InlineData("""{"chatId":"c1","forceGeneration":true}""", JobTrigger.Force, null)]
    [InlineData("""{"chatId":"c1","forceGeneration":false,"promptMode":"scene","prompt":"x"}""", JobTrigger.Manual, PromptMode.Scene)]
    [InlineData("""{"chatId":"c1","prompt":"a castle"}""", JobTrigger.Manual, PromptMode.Custom)]
    [InlineData("""{"chatId":"c1","prompt":"a castle","promptMode":"parsed_custom"}""", JobTrigger.Manual, PromptMode.ParsedCustom)]
    [InlineData("""{"chatId":"c1","prompt":"a castle","promptMode":"parsed_custom","skipParse":true}""", JobTrigger.Manual, PromptMode.Custom)]
    public async Task A_request_becomes_an_order(string body, JobTrigger trigger, PromptMode? mode)
    {
        await _world.JsonAsync(202, "POST", Jobs, body);

        var order = Assert.Single(_world.Engine.Asked<SceneCommand.RequestImage>()).Order;
        Assert.Equal((trigger, mode), (order.Trigger, order.Mode));
        Assert.Equal(body.Contains("skipParse", StringComparison.Ordinal), order.IsLiteral);
    }

    [Fact]
    public async Task Every_field_of_a_request_reaches_the_order()
    {
        await _world.JsonAsync(202, "POST", Jobs, """
            {"chatId":"c1","clientJobId":"mine","promptMode":"custom","prompt":"a castle","negativePrompt":"rain","outputTarget":"attach_to_message",
             "attachToMessageId":"m7","promptGenerationTimeoutSeconds":5,"generationTimeoutSeconds":0}
            """);

        var request = Assert.Single(_world.Engine.Asked<SceneCommand.RequestImage>());
        Assert.Equal(
            new ImageOrder(JobId.Of("mine"), JobTrigger.Manual, PromptMode.Custom, "a castle", "rain", OutputTarget.AttachToMessage, MessageId.Of("m7"), 5, 0, null),
            request.Order);
        Assert.Equal(new ChatKey(UserId.Of("alice"), ChatId.Of("c1")), request.Chat);
    }

    [Fact]
    public async Task A_submitted_job_says_where_to_look()
    {
        using var response = await _world.SendAsync("POST", Jobs, """{"chatId":"c1","clientJobId":"mine"}""");

        Assert.Equal("""{"jobId":"mine","state":"queued"}""", (await ApiWorld.ReadAsync(response, 202)).ToJsonString());
        Assert.Equal("/api/v1/image-gen/jobs/mine", response.Headers.Location?.ToString());
    }

    [Fact]
    public async Task The_same_key_gives_the_same_job_per_user_and_chat()
    {
        var first = await SubmitAsync("key-1", "c1");
        var again = await SubmitAsync("key-1", "c1");
        var otherChat = await SubmitAsync("key-1", "c2");
        var otherKey = await SubmitAsync("key-2", "c1");

        Assert.Equal(first, again);
        Assert.Equal(32, first.Length);
        Assert.Equal(3, new HashSet<string> { first, otherChat, otherKey }.Count);
    }

    [Fact]
    public async Task A_job_that_ended_long_ago_is_not_started_again()
    {
        _world.Tables.Jobs[JobId.Of("mine")] = Rows.Job("mine", JobStates.Failed);

        var answer = await _world.JsonAsync(202, "POST", Jobs, """{"chatId":"c1","clientJobId":"mine"}""");

        Assert.Equal("failed", (string?)answer["state"]);
        Assert.Empty(_world.Engine.SceneAsks);
    }

    [Theory]
    [InlineData("bob", "b1")]
    [InlineData("alice", "c2")]
    public async Task A_job_id_of_somebody_else_or_another_chat_is_refused(string user, string chat)
    {
        _world.Tables.Jobs[JobId.Of("mine")] = Rows.Job("mine", JobStates.Done, user, chat);

        await _world.ProblemAsync(400, "invalid-request", "POST", Jobs, """{"chatId":"c1","clientJobId":"mine"}""");
    }

    [Fact]
    public async Task A_key_has_a_length()
    {
        await _world.ProblemAsync(400, "invalid-request", "POST", Jobs, Ask, headers: ("Idempotency-Key", new string('k', 256)));
    }

    [Fact]
    public async Task A_busy_chat_says_when_to_come_back()
    {
        _world.Engine.OnScene = _ => new Answer.Busy("Too many.", TimeSpan.FromSeconds(5));

        Assert.Equal("Too many.", await _world.ProblemAsync(429, "busy", "POST", Jobs, Ask));
    }

    [Fact]
    public async Task Whoever_asks_for_the_first_time_is_given_a_connection()
    {
        await _world.JsonAsync(202, "POST", Jobs, Ask);

        Assert.NotNull(await _world.Connections.FindDefaultAsync(UserId.Of("alice"), default));
    }

    [Fact]
    public async Task A_preview_shows_what_would_be_sent()
    {
        _world.Engine.Preview = new PromptPreview(new ImagePrompt("A tavern.", "people"), Tavern, "sketch", null);

        var preview = await _world.JsonAsync(200, "POST", "/image-gen/preview-prompt", Ask);

        Assert.Equal("A tavern.", (string?)preview["prompt"]);
        Assert.Equal("people", (string?)preview["negativePrompt"]);
        Assert.Equal("night", (string?)preview["scene"]?["time_of_day"]);
        Assert.Equal("sketch", (string?)preview["provider"]);
    }

    [Fact]
    public async Task A_preview_shows_captions_model_and_how_many_pictures_it_goes_by()
    {
        var note = new PromptNote(PromptNoteKind.LeftOut, "bar", "Why.");
        _world.Engine.Preview = new PromptPreview(new ImagePrompt("1girl, tavern", null) { Characters = ["girl, red hair"], Notes = [note] }, null, "novelai", null)
        {
            Model = "m1",
            Room = new PromptRoom(512, 7, 3),
            References = new ReferenceCounts(2, 1, 0),
        };

        var preview = await _world.JsonAsync(200, "POST", "/image-gen/preview-prompt", Ask);

        Assert.Equal(
            "{'prompt':'1girl, tavern','provider':'novelai','characterPrompts':['girl, red hair'],'model':'m1','references':{'manual':2,'characterAvatar':1,'personaAvatar':0},"
            + "'notes':[{'kind':'left_out','text':'bar','message':'Why.'}],'limits':{'tokens':512,'promptTokens':7,'negativeTokens':3}}",
            preview.ToJsonString().Replace('"', '\''));
    }

    [Fact]
    public async Task A_failure_says_when_to_come_back()
    {
        EndWith(job => job.Called() with { State = JobStates.Failed, Reason = "The quota is used up.", RetryAfter = TimeSpan.FromSeconds(59.5) });

        var problem = await _world.JsonAsync(502, "POST", Generate, Ask);

        Assert.Equal(60, (int?)problem["retryAfterSeconds"]);
    }

    [Fact]
    public async Task A_preview_of_nothing_says_why()
    {
        _world.Engine.Preview = new PromptPreview(null, null, null, "There is no prompt. Write one.");

        Assert.Equal("There is no prompt. Write one.", await _world.ProblemAsync(422, "cannot-generate", "POST", "/image-gen/preview-prompt", Ask));
    }

    private void EndWith(Func<JobRow, JobRow> change) =>
        _world.Engine.OnEnd = id => change(Rows.Job(id.Value, JobStates.Done));

    private static Func<SceneCommand, Answer> Answering(Answer view) =>
        command => command is SceneCommand.RequestImage request ? new Answer.JobStands(request.Order.Job, null) : view;

    private async Task<string> SubmitAsync(string key, string chat)
    {
        var body = new JsonObject { ["chatId"] = chat }.ToJsonString();
        return (string?)(await _world.JsonAsync(202, "POST", Jobs, body, headers: ("Idempotency-Key", key)))["jobId"] ?? "";
    }
}
