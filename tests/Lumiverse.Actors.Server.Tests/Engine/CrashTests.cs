using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>A server that is killed with SIGKILL, again and again, over the same data.</summary>
public sealed class CrashTests
{
    private const int Kills = 6;

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
            last = await story.ReplyAsync(Scenes.All[kill % Scenes.All.Count]);
            await Task.Delay(random.Next(LatestKillMilliseconds));
            await server.KillAsync();
        }

        await CheckAsync(folder, chat ?? "", last ?? "");
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
