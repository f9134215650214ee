using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>The three providers that users have keys for, through the whole server.</summary>
public sealed class ProviderJourneyTests
{
    private const string Connections = "image-gen-connections";

    public static TheoryData<string> Providers => [.. ProviderServers.Providers];

    [Theory]
    [MemberData(nameof(Providers))]
    public async Task A_reply_is_painted_by_the_provider_with_the_prompt_that_the_preview_shows(string provider)
    {
        await using var servers = await ProviderServers.StartAsync();
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        await ConnectAsync(client, servers, provider);
        var story = await Storyteller.BeginAsync(client);

        var background = await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour));
        var preview = (await client.PostAsync("image-gen/preview-prompt", new { chatId = story.Chat, forceGeneration = true })).Expect(HttpStatusCode.OK);
        var image = (await client.GetAsync($"images/{background.GetProperty("imageId")}/info")).Expect(HttpStatusCode.OK);

        var sent = ProviderServers.PromptOf(Assert.Single(servers.Generations));
        Assert.Equal(sent, image["prompt"]);
        Assert.Equal(sent, preview["prompt"]);
        Assert.Contains("arbo", sent, StringComparison.Ordinal);
        Assert.Equal(provider, image["provider"]);
    }

    [Fact]
    public async Task Eight_chats_on_one_NovelAI_key_all_get_their_image_one_after_another()
    {
        await using var servers = await ProviderServers.StartAsync();
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var connections = new[] { await ConnectAsync(client, servers, "novelai"), await ConnectAsync(client, servers, "novelai") };
        var stories = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Storyteller.BeginAsync(client)));

        for (var index = 0; index < stories.Length; index++)
        {
            (await client.PutAsync($"image-gen/chats/{stories[index].Chat}/settings", new { activeImageGenConnectionId = connections[index % 2] })).Expect(HttpStatusCode.OK);
            (await client.PostAsync("image-gen/jobs", new { chatId = stories[index].Chat, promptMode = "custom", prompt = $"harbour {index}" })).Expect(HttpStatusCode.Accepted);
        }
        var jobs = await stories[0].AllJobsEndedAsync();

        Assert.All(jobs, job => Assert.Equal("done", Storyteller.Text(job, "state")));
        Assert.Equal((8, 8, 0), (jobs.Count, servers.Generations.Count(), servers.Overlaps));
    }

    [Fact]
    public async Task A_key_that_real_providers_repeat_is_found_nowhere()
    {
        using var folder = new TemporaryFolder();
        using var hunt = new KeyHunt(folder, "pst-canary-81f0c2d97ab344ef");
        await using var servers = await ProviderServers.StartAsync();
        await using (var server = await TestServer.StartAsync(folder, services: hunt.Log.AddTo))
        {
            using var client = server.Client();
            foreach (var provider in ProviderServers.Providers)
            {
                servers.Echoes = null;
                var connection = await ConnectAsync(client, servers, provider, hunt.Key);
                foreach (var status in (int?[])[null, 200, 400, 401, 402, 403, 404, 500])
                {
                    servers.Echoes = status;
                    await UseAsync(client, connection, hunt);
                }
            }
        }

        hunt.AssertNowhere();
    }

    private static async Task<string> ConnectAsync(ApiClient client, ProviderServers servers, string provider, string key = "pst-0123456789") =>
        (await client.PostAsync(Connections, new { name = provider, provider, api_url = servers.Address, api_key = key, is_default = true })).Expect(HttpStatusCode.Created)["id"];

    private static async Task UseAsync(ApiClient client, string connection, KeyHunt hunt)
    {
        var story = await Storyteller.BeginAsync(client);
        hunt.Add(await client.PostAsync($"{Connections}/{connection}/test", new { }));
        hunt.Add(await client.GetAsync($"{Connections}/{connection}/models?refresh=true"));
        hunt.Add(await client.GetAsync($"{Connections}/{connection}/usage"));
        var job = await client.PostAsync("image-gen/jobs", new { chatId = story.Chat, forceGeneration = true, promptMode = "custom", prompt = "a harbour" });
        hunt.Add(job);
        hunt.Add(await SettledAsync(client, job.Expect(HttpStatusCode.Accepted)["jobId"]));
    }

    /// <summary>A failure that may be tried again is not waited for: its first attempt has said what there is to say.</summary>
    private static async Task<Answer> SettledAsync(ApiClient client, string job)
    {
        while (true)
        {
            var seen = (await client.GetAsync($"image-gen/jobs/{job}")).Expect(HttpStatusCode.OK);
            if (seen.Json.GetProperty("attempts").EnumerateArray().Any(attempt => attempt.TryGetProperty("outcome", out _)))
            {
                await client.DeleteAsync($"image-gen/jobs/{job}");
                return seen;
            }
            await Task.Delay(20);
        }
    }
}
