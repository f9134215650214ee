using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Testing.Servers;
using Lumiverse.Actors.Testing.Worlds;

namespace Lumiverse.Actors.Testing.Tests.Worlds;

public sealed class VirtualWorldTests
{
    private const string Harbour = "*Night at the harbour. Heavy rain hammers the cobbles, a lantern swings over the quay.*";
    private const string Forest = "*At noon they walk through a sunlit forest, among old oaks; the air is calm.*";

    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("story"));

    [Fact]
    public async Task A_reply_in_another_place_is_painted_and_one_in_the_same_is_not()
    {
        await using var world = await VirtualWorld.StartAsync();

        var first = await world.ReplyAsync(Chat, Harbour);
        var same = await world.ReplyAsync(Chat, "*She laughs.*");
        var other = await world.ReplyAsync(Chat, Forest);

        Assert.Equal((true, false, true), (first.IsPainted, same.IsPainted, other.IsPainted));
        Assert.StartsWith("not generated: ", same.ToString(), StringComparison.Ordinal);
        Assert.Equal(other.Image?.Id, await world.BackgroundAsync(Chat));
        Assert.Equal(2, world.Provider.Calls.Count);
        await world.JudgeAsync();
    }

    [Fact]
    public async Task A_pause_that_the_provider_asks_for_passes_in_the_worlds_time_alone()
    {
        await using var world = await VirtualWorld.StartAsync();
        var before = world.Now;
        world.Provider.Then(new Manner.Throttles(TimeSpan.FromMinutes(5)), new Manner.Throttles(TimeSpan.FromMinutes(5)));

        var verdict = await world.ReplyAsync(Chat, Harbour);

        Assert.True(verdict.IsPainted, $"{verdict}");
        Assert.Equal(3, verdict.Job?.Attempts.Length);
        Assert.True(world.Now - before >= TimeSpan.FromMinutes(10));
    }

    [Fact]
    public async Task The_same_seed_brings_the_same_faults_and_no_seed_breaks_a_promise()
    {
        var courses = new List<string>();
        foreach (var seed in (ulong[])[7, 7, 8])
            courses.Add(await PlayAsync(seed));

        Assert.Equal(courses[0], courses[1]);
        Assert.NotEqual(courses[0], courses[2]);
    }

    [Fact]
    public async Task A_call_that_nobody_answered_is_uncertain_and_not_made_again_after_a_restart()
    {
        await using var world = await VirtualWorld.StartAsync();
        world.Provider.Then(new Manner.HangsUp());

        var verdict = await world.ReplyAsync(Chat, Harbour);
        await world.RestartAsync();
        await world.JudgeAsync();

        Assert.Equal("uncertain", verdict.Job?.State);
        Assert.Single(world.Provider.Calls);
        Assert.True((await world.ReplyAsync(Chat, Forest)).IsPainted);
    }

    [Fact]
    public async Task An_edited_reply_is_judged_by_its_text()
    {
        await using var world = await VirtualWorld.StartAsync();
        await world.ReplyAsync(Chat, Harbour);
        var second = world.Chats.Add(Chat, isUser: false, "*She laughs.*");
        Assert.False((await world.ToldAsync(Chat, second, "*She laughs.*")).IsPainted);

        Assert.True((await world.EditAsync(Chat, second, Forest)).IsPainted);
    }

    [Fact]
    public async Task Settings_hold_as_through_the_api()
    {
        await using var world = await VirtualWorld.StartAsync();
        await world.SetAsync(Chat.User, new JsonObject { ["autoGenerate"] = false });

        Assert.False((await world.ReplyAsync(Chat, Harbour)).IsPainted);
        Assert.Empty(world.Provider.Calls);
    }

    [Fact]
    public async Task Behind_a_fake_server_the_real_adapter_paints()
    {
        await using var server = await FakeGemini.StartAsync();
        await using var world = await VirtualWorld.StartAsync(new WorldPlan { Server = server });
        server.Then(new Manner.Throttles(TimeSpan.FromSeconds(20)));

        var verdict = await world.ReplyAsync(Chat, Harbour);

        Assert.True(verdict.IsPainted, $"{verdict}");
        Assert.Equal((2, 1), (server.Generations.Count(), server.Charged));
        await world.JudgeAsync();
    }

    private static async Task<string> PlayAsync(ulong seed)
    {
        await using var world = await VirtualWorld.StartAsync(new WorldPlan { Seed = seed, Faults = WorldFaults.Harsh });
        await world.SetAsync(Chat.User, new JsonObject { ["returnToPlace"] = "never" });
        var course = new List<string>();
        foreach (var number in Enumerable.Range(0, 8))
        {
            var verdict = await world.ReplyAsync(Chat, number % 2 == 0 ? Harbour : Forest);
            course.Add($"{verdict.Job?.State}: {string.Join(' ', verdict.Job?.Attempts.Select(attempt => attempt.Outcome) ?? [])}");
        }

        await world.JudgeAsync();
        return string.Join('\n', course);
    }
}
