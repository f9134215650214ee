using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Replies that are edited, swiped and deleted: the background follows, and no call is made twice for it.</summary>
public sealed class RewrittenStoryTests
{
    private const string Talk = "*She laughs.* \"You always say that.\"";

    [Fact]
    public async Task An_edited_reply_is_judged_again_and_painted_once()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.BackgroundForAsync(await story.ReplyAsync(Scenes.Harbour));
        var reply = await story.ReplyAsync(Talk);
        await story.DecisionOnAsync(reply);

        await story.EditAsync(reply, Scenes.Forest);
        await story.BackgroundForAsync(reply);
        await story.EditAsync(reply, Scenes.Desert);
        var last = await story.DecisionsOnAsync(reply, 3);

        Assert.StartsWith("not generated: this reply has had its automatic image; generate to have another", Storyteller.Text(last[0], "sentence"), StringComparison.Ordinal);
        Assert.Equal([false, true, false], last.Select(decision => decision.GetProperty("generate").GetBoolean()));
        Assert.Equal(3, last.Select(decision => Storyteller.Text(decision, "version")).Distinct().Count());
        Assert.Equal(2, (await story.AllJobsEndedAsync()).Count);
    }

    [Fact]
    public async Task A_swipe_brings_its_background_back_without_a_call()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        var first = await story.ReplyAsync(Scenes.Harbour);
        var harbour = Storyteller.Text(await story.BackgroundForAsync(first), "imageId");
        var reply = await story.ReplyAsync(Scenes.Forest);
        var forest = Storyteller.Text(await story.BackgroundForAsync(reply), "imageId");

        await client.PostAsync($"chats/{story.Chat}/messages/{reply}/swipes", new { content = Talk });
        Assert.Equal(harbour, Storyteller.Text(await story.BackgroundForAsync(first), "imageId"));
        await client.PutAsync($"chats/{story.Chat}/messages/{reply}", new { swipe = 0 });
        Assert.Equal(forest, Storyteller.Text(await story.BackgroundForAsync(reply), "imageId"));
        await client.PutAsync($"chats/{story.Chat}/messages/{reply}", new { swipe = 1 });
        Assert.Equal(harbour, Storyteller.Text(await story.BackgroundForAsync(first), "imageId"));

        Assert.Equal(2, (await story.AllJobsEndedAsync()).Count);
        Assert.Equal(2, (await story.DecisionsOnAsync(reply, 2)).Count);
    }

    [Fact]
    public async Task Deleting_replies_goes_back_through_their_backgrounds_also_after_a_restart()
    {
        using var folder = new TemporaryFolder();
        var (chat, replies, images) = ("", new List<string>(), new List<string>());
        await using (var server = await TestServer.StartAsync(folder))
        {
            using var client = server.Client();
            var story = await Storyteller.BeginAsync(client);
            chat = story.Chat;
            foreach (var scene in new[] { Scenes.Harbour, Scenes.Forest, Scenes.Desert })
            {
                replies.Add(await story.ReplyAsync(scene));
                images.Add(Storyteller.Text(await story.BackgroundForAsync(replies[^1]), "imageId"));
            }

            await client.DeleteAsync($"chats/{chat}/messages/{replies[2]}");
            Assert.Equal(images[1], Storyteller.Text(await story.BackgroundForAsync(replies[1]), "imageId"));
        }

        await using (var server = await TestServer.StartAsync(folder))
        {
            using var client = server.Client();
            var story = new Storyteller(client, chat);
            await client.DeleteAsync($"chats/{chat}/messages/{replies[1]}");
            Assert.Equal(images[0], Storyteller.Text(await story.BackgroundForAsync(replies[0]), "imageId"));
            var scene = (await client.GetAsync($"image-gen/chats/{chat}/scene")).Json;
            Assert.Equal(replies[0], Storyteller.Text(scene, "messageId"));
            await client.DeleteAsync($"chats/{chat}/messages/{replies[0]}");
            Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync($"image-gen/chats/{chat}/background")).Status);
            Assert.Equal(3, (await story.AllJobsEndedAsync()).Count);
        }
    }

    [Theory, InlineData("attach_to_message"), InlineData("chat_attachment")]
    public async Task An_image_for_a_message_is_at_it_and_the_page_is_told(string target)
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var story = await Storyteller.BeginAsync(client);
        await story.SetAsync(new { outputTarget = target });

        var reply = await story.ReplyAsync(Scenes.Library);
        var attachment = await story.AttachmentAtAsync(reply);
        var told = await story.EventAsync("IMAGE_ATTACHED");

        Assert.Equal("image", Storyteller.Text(attachment, "type"));
        (await client.GetAsync(Storyteller.Text(attachment, "url")["/api/v1/".Length..])).Expect(HttpStatusCode.OK);
        Assert.Equal(
            (story.Chat, reply, Storyteller.Text(attachment, "image_id"), Storyteller.Text(attachment, "url"), target),
            (Storyteller.Text(told, "chatId"), Storyteller.Text(told, "messageId"), Storyteller.Text(told, "imageId"), Storyteller.Text(told, "url"), Storyteller.Text(told, "outputTarget")));
        Assert.Equal(HttpStatusCode.NoContent, (await client.GetAsync($"image-gen/chats/{story.Chat}/background")).Status);
    }
}
