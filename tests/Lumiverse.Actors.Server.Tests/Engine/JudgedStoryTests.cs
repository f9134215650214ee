using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>When a reply is painted, what is said about it, and what a person may choose.</summary>
public sealed class JudgedStoryTests
{
    [Fact]
    public async Task Several_replies_at_once_are_one_reading_and_one_image()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.SetAsync(new { autoDebounceSeconds = 3 });

        var replies = new List<string>();
        foreach (var scene in Scenes.All)
            replies.Add(await story.ReplyAsync(scene));
        await story.BackgroundForAsync(replies[^1]);

        Assert.Single(await story.AllJobsEndedAsync());
        foreach (var early in replies.SkipLast(1))
            Assert.Equal("not generated: superseded by a newer reply before it was judged", Storyteller.Text(await story.DecisionOnAsync(early), "sentence"));
    }

    [Fact]
    public async Task Within_the_minimum_gap_a_reply_is_judged_and_not_painted()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.SetAsync(new { minimumGapMessages = 1 });
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour));

        var held = await story.DecisionOnAsync(await story.ReplyAsync(Scenes.Forest));
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Forest));
        await story.SetAsync(new { minimumGapMessages = 0, minimumGapSeconds = 3600 });
        var recent = await story.DecisionOnAsync(await story.ReplyAsync(Scenes.Desert));
        var asked = (await client.PostAsync("image-gen/generate", new { chatId = story.Chat })).Expect(HttpStatusCode.OK);

        Assert.StartsWith("Within the minimum gap: 1 of 1 replies are left. Changed: environment", Storyteller.Text(held, "reason"), StringComparison.Ordinal);
        Assert.StartsWith("Within the minimum gap: ", Storyteller.Text(recent, "reason"), StringComparison.Ordinal);
        Assert.Equal((1, 1), (held.GetProperty("callsSaved").GetInt32(), recent.GetProperty("callsSaved").GetInt32()));
        Assert.True(asked.Json.GetProperty("generated").GetBoolean());
    }

    [Fact]
    public async Task A_place_returned_to_is_offered_and_taken_with_a_put()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        var harbour = Storyteller.Text(await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour)), "imageId");
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Forest));

        var offer = (await story.DecisionOnAsync(await story.ReplyAsync(Scenes.Harbour))).GetProperty("offered");
        Assert.Equal((harbour, $"/api/v1/images/{harbour}"), (Storyteller.Text(offer, "imageId"), Storyteller.Text(offer, "url")));
        var shown = (await client.PutAsync($"image-gen/chats/{story.Chat}/background", new { imageId = harbour })).Expect(HttpStatusCode.OK);

        Assert.Equal(harbour, shown["imageId"]);
        var stay = await story.DecisionOnAsync(await story.ReplyAsync("*She laughs.*"));
        Assert.StartsWith("not generated: nothing changed", Storyteller.Text(stay, "sentence"), StringComparison.Ordinal);
        Assert.Equal(2, (await story.AllJobsEndedAsync()).Count);
    }

    [Fact]
    public async Task A_place_returned_to_is_shown_or_painted_again_as_the_settings_say()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.SetAsync(new { returnToPlace = "always" });
        var harbour = Storyteller.Text(await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour)), "imageId");
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Forest));

        var back = await story.ReplyAsync(Scenes.Harbour);
        Assert.Equal(harbour, Storyteller.Text(await story.BackgroundForAsync(back), "imageId"));
        Assert.Equal(harbour, Storyteller.Text(await story.DecisionOnAsync(back), "reusedImageId"));
        Assert.Equal(2, (await story.AllJobsEndedAsync()).Count);

        await story.SetAsync(new { returnToPlace = "never" });
        var forest = await story.ReplyAsync(Scenes.Forest);
        await story.BackgroundForAsync(forest);
        Assert.True((await story.DecisionOnAsync(forest)).GetProperty("generate").GetBoolean());
    }

    [Fact]
    public async Task A_decision_and_the_scene_show_all_that_was_weighed_and_where_it_was_read()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        var first = await story.ReplyAsync(Scenes.Harbour);
        await story.BackgroundForAsync(first);
        var second = await story.ReplyAsync("*By now it is midnight on the harbour quay.*");

        var (begun, later) = (await story.DecisionOnAsync(first), await story.DecisionOnAsync(second));
        var scene = (await client.GetAsync($"image-gen/chats/{story.Chat}/scene")).Expect(HttpStatusCode.OK).Json;

        Assert.Equal("generated: the first scene of this chat", Storyteller.Text(begun, "sentence"));
        Assert.Equal(("built-in", "meaning", 0), (Storyteller.Text(begun, "extractor"), Storyteller.Text(begun, "policy"), begun.GetProperty("callsSaved").GetInt32()));
        Assert.Equal("heavy rain", Storyteller.Text(begun.GetProperty("scene"), "weather"));
        Assert.Equal((first, "Heavy rain hammers the cobbles."), Source(begun, "weather"));
        Assert.StartsWith("not generated: only time changed; 1 of 2", Storyteller.Text(later, "sentence"), StringComparison.Ordinal);
        Assert.Equal("next image when 1 more field changes", Storyteller.Text(later, "outlook"));
        Assert.Equal((second, "By now it is midnight on the harbour quay."), Source(later, "time_of_day"));
        Assert.Equal((first, second), (Source(scene, "weather").Message, Source(scene, "time_of_day").Message));
        Assert.Equal(["time_of_day"], scene.GetProperty("fields").EnumerateArray().Where(field => field.GetProperty("changed").GetBoolean()).Select(field => Storyteller.Text(field, "name")));
        Assert.Equal((2, "next image when 1 more field changes"), (scene.GetProperty("threshold").GetInt32(), Storyteller.Text(scene, "outlook")));
        Assert.Equal(Storyteller.Text(later, "sentence"), Storyteller.Text(await story.EventAsync("SCENE_DECIDED", second), "sentence"));
    }

    private static (string Message, string Words) Source(JsonElement element, string field)
    {
        var source = element.GetProperty("sources").GetProperty(field);
        return (Storyteller.Text(source, "messageId"), Storyteller.Text(source, "words"));
    }
}
