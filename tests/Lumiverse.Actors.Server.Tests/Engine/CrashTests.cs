using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>A server that is killed with SIGKILL, again and again, over the same data.</summary>
public sealed class CrashTests
{
    private const int Kills = 4;

    /// <summary>From before the first decision to after the last write of an image.</summary>
    private const int LatestKillMilliseconds = 1500;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Every_accepted_job_ends_once_and_nothing_is_left_behind(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        string? chat = null;
        string? last = null;
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(folder);
            using var client = new ApiClient(server.Address);
            var story = chat is null ? await Storyteller.BeginAsync(client) : new Storyteller(client, chat);
            chat = story.Chat;
            await story.SetAsync(new { returnToPlace = "never" }); // The last reply is back at the first place.
            last = await story.ReplyAsync(Scenes.All[kill % Scenes.All.Count]);
            await Task.Delay(random.Next(LatestKillMilliseconds));
            await server.KillAsync();
        }

        await CheckAsync(folder, chat ?? "", last ?? "");
    }

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_story_that_is_rewritten_between_kills_is_painted_once_per_reply_and_shows_where_it_stands(int seed)
    {
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        string? chat = null;
        var replies = new List<string>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await ServerProcess.StartAsync(folder);
            using var client = new ApiClient(server.Address);
            var story = chat is null ? await Storyteller.BeginAsync(client) : new Storyteller(client, chat);
            chat = story.Chat;
            replies.Add(await story.ReplyAsync(Scenes.All[kill % Scenes.All.Count]));
            await Task.Delay(random.Next(LatestKillMilliseconds));
            if (kill % 3 == 1)
                await story.EditAsync(replies[^1], Scenes.All[random.Next(Scenes.All.Count)]);
            if (kill % 3 == 2)
                replies.Remove(await story.DeleteAsync(replies[^1]));
            await server.KillAsync();
        }

        await CheckRewrittenAsync(folder, chat ?? "", replies);
    }

    private static async Task CheckRewrittenAsync(TemporaryFolder folder, string chat, IReadOnlyList<string> replies)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        using var client = new ApiClient(server.Address);
        var story = new Storyteller(client, chat);

        await story.DecisionOnAsync(replies[^1]);
        await story.BackgroundForAnyAsync(replies);
        await story.AllJobsEndedAsync();
        var painted = (await story.PageAsync($"image-gen/chats/{chat}/decisions?limit=1000")).Where(decision => decision.GetProperty("generate").GetBoolean()).ToList();

        Assert.Equal(painted.Count, painted.Select(decision => Storyteller.Text(decision, "messageId")).Distinct().Count());
    }

    private static async Task CheckAsync(TemporaryFolder folder, string chat, string last)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        using var client = new ApiClient(server.Address);
        var story = new Storyteller(client, chat);

        await story.DecisionOnAsync(last);
        var jobs = await story.AllJobsEndedAsync();
        await story.BackgroundForAsync(last);

        var images = await story.PageAsync("images?limit=1000");
        Assert.All(jobs, job => Assert.Contains(Storyteller.Text(job, "state"), new[] { "done", "superseded" }));
        Assert.Equal(
            jobs.Where(job => Storyteller.Text(job, "state") == "done").Select(job => Storyteller.Text(job, "jobId")).Order(),
            images.Select(image => Storyteller.Text(image, "job_id")).Order());
        Assert.Equal(images.Count, images.Select(image => Storyteller.Text(image, "job_id")).Distinct().Count());
        await server.KillAsync();
        await CheckFilesAsync(folder, images);
    }

    /// <summary>After one more start, which removes what nothing names, each image has its picture and two thumbnails and there is nothing else.</summary>
    private static async Task CheckFilesAsync(TemporaryFolder folder, IReadOnlyList<JsonElement> images)
    {
        await using var server = await ServerProcess.StartAsync(folder);
        var files = Directory.GetFiles(Path.Combine(folder.Path, "blobs"), "*", SearchOption.AllDirectories);
        Assert.Equal(images.Count * 3, files.Length);
        Assert.Empty(Directory.GetFiles(Path.Combine(folder.Path, "staged"), "*", SearchOption.AllDirectories));
    }
}
