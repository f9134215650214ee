using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class JobTests : IClassFixture<ApiWorld>
{
    private const string Jobs = "/image-gen/jobs";
    private readonly ApiWorld _world;

    public JobTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task A_job_tells_its_story()
    {
        var image = _world.AddImage("i1");
        Add(Rows.Job("j1", JobStates.Done).Called() with { Image = image.Id });

        var job = await _world.JsonAsync(200, "GET", $"{Jobs}/j1");

        Assert.Equal("done", (string?)job["state"]);
        Assert.Equal("/api/v1/image-gen/results/token-i1", (string?)job["imageUrl"]);
        Assert.Equal("""{"number":1,"startedAt":1800000000,"endedAt":1800000005,"outcome":"refused","message":"No."}""", job["attempts"]?[0]?.ToJsonString());
        Assert.Equal(1_800_000_009, (long?)job["endedAt"]);
        Assert.False(job.ContainsKey("queuePosition"));
    }

    [Fact]
    public async Task A_job_that_should_wait_says_how_long()
    {
        Add(Rows.Job("j1", JobStates.Failed) with { RetryAfter = TimeSpan.FromHours(20) });
        Add(Rows.Job("j2", JobStates.Failed));

        Assert.Equal(72_000, (int?)(await _world.JsonAsync(200, "GET", $"{Jobs}/j1"))["retryAfterSeconds"]);
        Assert.False((await _world.JsonAsync(200, "GET", $"{Jobs}/j2")).ContainsKey("retryAfterSeconds"));
    }

    [Fact]
    public async Task A_queued_job_says_how_many_come_first()
    {
        Add(Rows.Job("j1", JobStates.Queued));
        _world.Engine.OnConnection = _ => new Answer.QueueIs([JobId.Of("j0"), JobId.Of("j1")]);

        Assert.Equal(2, (int?)(await _world.JsonAsync(200, "GET", $"{Jobs}/j1"))["queuePosition"]);
    }

    [Fact]
    public async Task Jobs_are_listed_by_state_and_chat()
    {
        Add(Rows.Job("j1", JobStates.Done));
        Add(Rows.Job("j2", JobStates.Failed));
        Add(Rows.Job("j3", JobStates.Failed, chat: "c2"));
        Add(Rows.Job("j4", JobStates.Failed, "bob", "b1"));

        Assert.Equal(3, (int?)(await _world.JsonAsync(200, "GET", Jobs))["total"]);
        Assert.Equal(2, (int?)(await _world.JsonAsync(200, "GET", $"{Jobs}?state=failed"))["total"]);
        var page = await _world.JsonAsync(200, "GET", $"{Jobs}?state=failed&chat_id=c2&limit=5");
        Assert.Equal("j3", (string?)page["data"]?[0]?["jobId"]);
        Assert.Equal(5, (int?)page["limit"]);
    }

    [Theory]
    [InlineData("state=asleep")]
    [InlineData("chat_id=a%2Fb")]
    [InlineData("limit=0")]
    public async Task A_wrong_filter_is_refused(string query) =>
        await _world.ProblemAsync(400, "invalid-request", "GET", $"{Jobs}?{query}");

    [Fact]
    public async Task Cancelling_asks_the_scene_and_answers_the_job()
    {
        Add(Rows.Job("j1", JobStates.Running));

        Assert.Equal("j1", (string?)(await _world.JsonAsync(200, "DELETE", $"{Jobs}/j1"))["jobId"]);
        Assert.Equal(JobId.Of("j1"), Assert.Single(_world.Engine.Asked<SceneCommand.CancelJob>()).Job);
    }

    [Fact]
    public async Task A_job_that_its_scene_forgot_is_as_good_as_cancelled()
    {
        Add(Rows.Job("j1", JobStates.Done));
        _world.Engine.OnScene = _ => new Answer.Missing("job");

        Assert.Equal("done", (string?)(await _world.JsonAsync(200, "DELETE", $"{Jobs}/j1"))["state"]);
    }

    [Theory]
    [InlineData(JobStates.Failed)]
    [InlineData(JobStates.Uncertain)]
    public async Task A_retry_is_an_explicit_job_of_its_own_and_the_same_however_often_it_is_asked_for(string state)
    {
        Add(Rows.Job("j1", state));

        var first = await _world.JsonAsync(202, "POST", $"{Jobs}/j1/retry");
        var again = await _world.JsonAsync(202, "POST", $"{Jobs}/j1/retry");

        Assert.Equal((string?)first["jobId"], (string?)again["jobId"]);
        Assert.NotEqual("j1", (string?)first["jobId"]);
        var order = _world.Engine.Asked<SceneCommand.RequestImage>().First().Order;
        Assert.Equal((JobTrigger.Force, JobId.Of("j1"), "a castle", PromptMode.Custom), (order.Trigger, order.RetryOf, order.Prompt, order.Mode));
    }

    [Theory]
    [InlineData(JobStates.Queued)]
    [InlineData(JobStates.Running)]
    [InlineData(JobStates.Saving)]
    [InlineData(JobStates.Done)]
    [InlineData(JobStates.Refused)]
    [InlineData(JobStates.Cancelled)]
    [InlineData(JobStates.Superseded)]
    public async Task Only_failed_and_uncertain_jobs_can_be_retried(string state)
    {
        Add(Rows.Job("j1", state));

        Assert.Contains(state, await _world.ProblemAsync(409, "conflict", "POST", $"{Jobs}/j1/retry"), StringComparison.Ordinal);
        Assert.Empty(_world.Engine.SceneAsks);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/retry")]
    public async Task A_job_of_somebody_else_is_not_there(string method, string action)
    {
        Add(Rows.Job("j1", JobStates.Failed));

        await _world.ProblemAsync(404, "not-found", method, $"{Jobs}/j1{action}", user: "bob");
        await _world.ProblemAsync(404, "not-found", method, $"{Jobs}/j2{action}");
        await _world.ProblemAsync(400, "invalid-request", method, $"{Jobs}/j%20{action}");
        Assert.Empty(_world.Engine.SceneAsks);
    }

    private void Add(JobRow job) => _world.Tables.Jobs[job.Id] = job;
}
