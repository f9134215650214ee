using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>A story that goes on while its server is killed with SIGKILL, again and again.</summary>
public sealed class CrashTests
{
    private const int Kills = 4;

    /// <summary>From before the first decision to after the last write of an image.</summary>
    private const int LatestKillMilliseconds = 1500;

    [Theory]
    [InlineData(3)]
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
}
