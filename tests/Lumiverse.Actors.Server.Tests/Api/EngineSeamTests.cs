using System.Collections.Concurrent;
using System.Net;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Server.Chats;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Server.Tests.Api;

/// <summary>What the engine hears from the chat server, and what it can read there.</summary>
public sealed class EngineSeamTests
{
    private static readonly UserId Local = UserId.Of("local");

    [Fact]
    public async Task Everything_that_happens_to_a_message_is_told_in_order()
    {
        var listener = new RecordingListener();
        await using var server = await StartAsync(listener);
        using var client = server.Client();
        var chat = (await client.PostAsync("chats", new { }))["id"];

        await PostAsync(client, chat, "Hello", isUser: true);
        var reply = await PostAsync(client, chat, "Rain falls.", isUser: false);
        await client.PostAsync($"chats/{chat}/messages/{reply}/swipes", new { content = "Snow falls." });
        await client.PutAsync($"chats/{chat}/messages/{reply}", new { content = "Snow falls." });
        await client.PutAsync($"chats/{chat}/messages/{reply}", new { swipe = 0 });
        await client.DeleteAsync($"chats/{chat}/messages/{reply}");
        await client.DeleteAsync($"chats/{chat}");

        Assert.Equal(["added user", "added reply", "changed", "changed", "deleted", "chat deleted"], listener.Heard.Select(what => what.What));
    }

    [Fact]
    public async Task The_newest_untold_reply_of_each_chat_is_told_again_at_start()
    {
        using var folder = new TemporaryFolder();
        var (second, last) = ("", "");
        await using (var server = await StartAsync(new BrokenListener(), folder))
        {
            using var client = server.Client();
            var (chatA, chatB) = ((await client.PostAsync("chats", new { }))["id"], (await client.PostAsync("chats", new { }))["id"]);
            foreach (var (chat, content) in new[] { (chatA, "one"), (chatA, "two"), (chatB, "three") })
                await PostAsync(client, chat, content, isUser: false);
            (second, last) = (await NewestAsync(client, chatA), await NewestAsync(client, chatB));
        }

        var listener = new RecordingListener();
        await using (await StartAsync(listener, folder))
            Assert.Equal([second, last], listener.Heard.Select(what => what.Message));

        var later = new RecordingListener();
        await using (await StartAsync(later, folder))
            Assert.Empty(later.Heard);
    }

    [Fact]
    public async Task Every_untold_edit_and_deletion_is_told_again_at_start_and_only_once()
    {
        using var folder = new TemporaryFolder();
        var (edited, swiped, deleted, heard) = ("", "", "", new List<(string, string)>());
        await using (var server = await StartAsync(new RecordingListener(), folder))
        {
            using var client = server.Client();
            var chat = (await client.PostAsync("chats", new { }))["id"];
            (edited, swiped, deleted) = (await PostAsync(client, chat, "one", isUser: false), await PostAsync(client, chat, "two", isUser: false), await PostAsync(client, chat, "three", isUser: false));
        }

        await using (var server = await StartAsync(new BrokenListener(), folder))
        {
            using var client = server.Client();
            var chat = (await client.GetAsync("chats")).Json.GetProperty("data")[0].GetProperty("id").ToString();
            (await client.PutAsync($"chats/{chat}/messages/{edited}", new { content = "one again" })).Expect(HttpStatusCode.OK);
            (await client.PostAsync($"chats/{chat}/messages/{swiped}/swipes", new { content = "two again" })).Expect(HttpStatusCode.Created);
            (await client.DeleteAsync($"chats/{chat}/messages/{deleted}")).Expect(HttpStatusCode.OK);
        }

        for (var start = 0; start < 2; start++)
        {
            var listener = new RecordingListener();
            await using (await StartAsync(listener, folder))
                heard.AddRange(listener.Heard);
        }

        Assert.Equal([("changed", edited), ("changed", swiped), ("deleted", deleted)], heard);
    }

    [Fact]
    public async Task The_engine_reads_the_end_of_a_chat_with_the_selected_alternatives()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var character = (await client.PostAsync("characters", new { name = "Mira", scenario = "A harbour." }))["id"];
        var chat = (await client.PostAsync("chats", new { character_id = character }))["id"];
        await PostAsync(client, chat, "one", isUser: true);
        var second = await PostAsync(client, chat, "two", isUser: false);
        await client.PostAsync($"chats/{chat}/messages/{second}/swipes", new { content = "two again" });
        await PostAsync(client, chat, "three", isUser: true);
        var source = server.Services.GetRequiredService<IChatSource>();

        var excerpt = await source.ReadAsync(Local, ChatId.Of(chat), MessageId.Of(second), 5, CancellationToken.None);
        var newest = await source.ReadAsync(Local, ChatId.Of(chat), null, 1, CancellationToken.None);

        Assert.Equal(["one", "two again"], excerpt?.Lines.Select(line => line.Content));
        Assert.Equal(("A harbour.", character), (excerpt?.Scenario, excerpt?.CharacterId));
        Assert.Equal(["three"], newest?.Lines.Select(line => line.Content));
    }

    [Fact]
    public async Task The_engine_reads_no_chat_of_another_user_and_nothing_after_a_message_that_is_gone()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var chat = (await client.PostAsync("chats", new { }))["id"];
        await PostAsync(client, chat, "one", isUser: true);
        var source = server.Services.GetRequiredService<IChatSource>();

        Assert.Null(await source.ReadAsync(UserId.Of("bob"), ChatId.Of(chat), null, 5, CancellationToken.None));
        var gone = await source.ReadAsync(Local, ChatId.Of(chat), MessageId.Of("gone"), 5, CancellationToken.None);
        Assert.Equal(0, gone?.Lines.Length);
    }

    [Fact]
    public async Task An_image_is_attached_to_a_message_once()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();
        var chat = (await client.PostAsync("chats", new { }))["id"];
        var message = await PostAsync(client, chat, "one", isUser: false);
        var messages = server.Services.GetRequiredService<MessageStore>();

        for (var time = 0; time < 2; time++)
            Assert.True(messages.Attach(ChatId.Of(chat), MessageId.Of(message), new Attachment("image", "img1", "/api/v1/images/img1")));

        var attachments = (await client.GetAsync($"chats/{chat}/messages")).Json.GetProperty("data")[0].GetProperty("attachments");
        Assert.Equal("""[{"type":"image","image_id":"img1","url":"/api/v1/images/img1"}]""", attachments.GetRawText());
        Assert.False(messages.Attach(ChatId.Of(chat), MessageId.Of("gone"), new Attachment("image", "img1", "/x")));
    }

    private static Task<TestServer> StartAsync(IChatListener listener, TemporaryFolder? folder = null) =>
        TestServer.StartAsync(folder, services: services => services.AddSingleton(listener));

    private static async Task<string> PostAsync(ApiClient client, string chat, string content, bool isUser) =>
        (await client.PostAsync($"chats/{chat}/messages", new { content, is_user = isUser })).Expect(HttpStatusCode.Created)["id"];

    private static async Task<string> NewestAsync(ApiClient client, string chat) =>
        (await client.GetAsync($"chats/{chat}/messages?limit=1")).Json.GetProperty("data")[0].GetProperty("id").ToString();

    private sealed class RecordingListener : IChatListener
    {
        public ConcurrentQueue<(string What, string Message)> Heard { get; } = new();

        public Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply) => Note(isReply ? "added reply" : "added user", message.Value);
        public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => Note("changed", message.Value);
        public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => Note("deleted", message.Value);
        public Task ChatDeletedAsync(UserId user, ChatId chat) => Note("chat deleted", "");

        private Task Note(string what, string message)
        {
            Heard.Enqueue((what, message));
            return Task.CompletedTask;
        }
    }

    /// <summary>Can't take note of anything, as when the process ends between storing and telling.</summary>
    private sealed class BrokenListener : IChatListener
    {
        public Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply) => Fail();
        public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => Fail();
        public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => Fail();
        public Task ChatDeletedAsync(UserId user, ChatId chat) => Fail();

        private static Task Fail() => throw new StorageUnavailableException("The disk is full.");
    }
}
