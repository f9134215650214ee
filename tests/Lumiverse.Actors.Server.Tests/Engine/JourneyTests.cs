using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>The main job, end to end: real engine, real files, the built-in provider.</summary>
public sealed class JourneyTests
{
    [Fact]
    public async Task A_reply_that_describes_a_scene_becomes_the_background()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);

        var message = await story.ReplyAsync(Scenes.Harbour);
        var background = await story.BackgroundForAsync(message);

        var picture = (await client.GetAsync(Relative(background.GetProperty("url").ToString()))).Expect(HttpStatusCode.OK);
        Assert.Equal("image/png", picture.MediaType);
        var thumbnail = (await client.GetAsync(Relative(background.GetProperty("thumbnails").GetProperty("sm").ToString()))).Expect(HttpStatusCode.OK);
        Assert.True(thumbnail.Bytes.Length < picture.Bytes.Length / 4);
        Assert.NotEmpty(background.GetProperty("placeholder").ToString());
    }

    [Fact]
    public async Task Only_a_reply_that_moves_on_is_painted_and_every_decision_says_why()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);

        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour));
        var stay = await story.DecisionOnAsync(await story.ReplyAsync("*She laughs.* \"You always say that.\""));
        var move = await story.ReplyAsync(Scenes.Forest);
        await story.BackgroundForAsync(move);

        Assert.False(stay.GetProperty("generate").GetBoolean());
        Assert.StartsWith("Scene has not changed enough", Storyteller.Text(stay, "reason"), StringComparison.Ordinal);
        Assert.StartsWith("Changed: environment", Storyteller.Text(await story.DecisionOnAsync(move), "reason"), StringComparison.Ordinal);
        Assert.Equal(2, (await story.AllJobsEndedAsync()).Count);
    }

    [Fact]
    public async Task Generate_obeys_the_threshold_and_force_does_not()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Desert));

        var vetoed = (await client.PostAsync("image-gen/generate", new { chatId = story.Chat })).Expect(HttpStatusCode.OK);
        var forced = (await client.PostAsync("image-gen/generate", new { chatId = story.Chat, forceGeneration = true })).Expect(HttpStatusCode.OK);

        Assert.False(vetoed.Json.GetProperty("generated").GetBoolean());
        Assert.Equal("Scene has not changed enough", vetoed["reason"]);
        Assert.True(forced.Json.GetProperty("generated").GetBoolean());
        Assert.StartsWith("data:image/png;base64,", forced["imageDataUrl"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_sees_what_belongs_to_another_user_but_for_the_public_url()
    {
        await using var server = await TestServer.StartAsync(settings: ["Lumiverse:Users:alice=token-a", "Lumiverse:Users:bob=token-b"]);
        using var alice = server.Client("token-a");
        using var bob = server.Client("token-b");
        using var anybody = server.Client();
        var story = await Storyteller.BeginAsync(alice);
        var background = await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Library));
        var image = background.GetProperty("imageId").ToString();
        var job = (await story.AllJobsEndedAsync())[0].GetProperty("jobId").ToString();

        foreach (var path in new[] { $"images/{image}", $"images/{image}/info", $"image-gen/jobs/{job}" })
            (await bob.GetAsync(path)).ExpectProblem(HttpStatusCode.NotFound);
        Assert.Equal(HttpStatusCode.NoContent, (await bob.GetAsync($"image-gen/chats/{story.Chat}/background")).Status);
        Assert.Empty((await bob.GetAsync("images")).Json.GetProperty("data").EnumerateArray());
        var url = Relative((await alice.GetAsync($"images/{image}/info"))["public_url"]);
        (await anybody.GetAsync(url)).Expect(HttpStatusCode.OK);
        await alice.PostAsync($"images/{image}/revoke-public-url", new { });
        (await anybody.GetAsync(url)).ExpectProblem(HttpStatusCode.NotFound);
    }

    private static string Relative(string url) => url["/api/v1/".Length..];
}
