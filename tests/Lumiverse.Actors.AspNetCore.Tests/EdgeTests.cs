using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class EdgeTests : IClassFixture<ApiWorld>
{
    private readonly ApiWorld _world;

    public EdgeTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task Storage_that_is_away_is_503_with_what_to_do()
    {
        _world.Tables.Failure = new StorageUnavailableException("The disk is full. Free some space.");

        Assert.Equal("The disk is full. Free some space.", await _world.ProblemAsync(503, "storage-unavailable", "GET", "/images"));
        await _world.ProblemAsync(503, "storage-unavailable", "GET", "~/health/ready", user: null);
        await _world.JsonAsync(200, "GET", "~/health/live", user: null);
    }

    [Fact]
    public async Task A_server_that_can_read_and_store_nothing_more_lives_and_is_not_ready()
    {
        _world.Disk.Failure = new StorageUnavailableException("The disk is full. Free some space.");

        Assert.Equal("The disk is full. Free some space.", await _world.ProblemAsync(503, "storage-unavailable", "GET", "~/health/ready", user: null));
        await _world.JsonAsync(200, "GET", "~/health/live", user: null);
        await _world.JsonAsync(200, "GET", "/images");
    }

    [Fact]
    public async Task A_bug_is_500_without_detail()
    {
        _world.Tables.Failure = new FormatException("secret path /srv");

        Assert.DoesNotContain("secret", await _world.ProblemAsync(500, "internal", "GET", "/images"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_actors_refuse_becomes_a_status()
    {
        Answer[] answers = [new Answer.Busy("Wait.", TimeSpan.FromSeconds(4.2)), new Answer.Unknown("No answer.", TimeSpan.FromSeconds(1)), new Answer.GoingDown(TimeSpan.FromSeconds(1)), new Answer.Failed("Parked."), new Answer.Missing("scene")];
        (int Status, string Type)[] expected = [(429, "busy"), (503, "no-answer"), (503, "going-down"), (500, "failed"), (404, "not-found")];
        foreach (var (answer, (status, type)) in answers.Zip(expected))
        {
            _world.Engine.OnScene = _ => answer;
            await _world.ProblemAsync(status, type, "GET", "/image-gen/chats/c1/scene");
        }
    }

    [Fact]
    public async Task When_to_try_again_is_said_twice_and_rounded_up()
    {
        _world.Engine.OnScene = _ => new Answer.Busy("Wait.", TimeSpan.FromSeconds(4.2));

        using var response = await _world.SendAsync("GET", "/image-gen/chats/c1/scene");

        Assert.Equal(5, (int?)(await ApiWorld.ReadAsync(response, 429))["retryAfterSeconds"]);
        Assert.Equal("5", response.Headers.GetValues("Retry-After").Single());
    }

    [Fact]
    public async Task Health_needs_no_user()
    {
        Assert.Equal("ok", (string?)(await _world.JsonAsync(200, "GET", "~/health/live", user: null))["status"]);
        Assert.Equal("ok", (string?)(await _world.JsonAsync(200, "GET", "~/health/ready", user: null))["status"]);
    }
}
