using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Api;

public sealed class ChatsTests : IAsyncLifetime
{
    private TestServer? _server;
    private ApiClient? _client;

    private ApiClient Client => _client ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync();
        _client = _server.Client();
    }

    public async Task DisposeAsync()
    {
        _client?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task Characters_and_personas_are_kept_apart()
    {
        var character = (await Client.PostAsync("characters", new { name = "Mira", description = "d", scenario = "s", tags = new[] { "elf" } })).Expect(HttpStatusCode.Created);
        await Client.PostAsync("personas", new { name = "Ilan" });

        var list = (await Client.GetAsync("characters")).Json;
        Assert.Equal(1, list.GetProperty("total").GetInt32());
        Assert.Equal(character["id"], list.GetProperty("data")[0].GetProperty("id").GetString());
        Assert.Equal("elf", list.GetProperty("data")[0].GetProperty("tags")[0].GetString());
        Assert.Equal(JsonValueKind.Null, list.GetProperty("data")[0].GetProperty("avatar_url").ValueKind);
        Assert.Equal("Ilan", (await Client.GetAsync("personas")).Json.GetProperty("data")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_chat_is_named_after_its_character_and_its_speakers_after_theirs()
    {
        var character = (await Client.PostAsync("characters", new { name = "Mira" }))["id"];
        var persona = (await Client.PostAsync("personas", new { name = "Ilan" }))["id"];

        var chat = (await Client.PostAsync("chats", new { character_id = character, persona_id = persona })).Expect(HttpStatusCode.Created);
        Assert.Equal("Mira", chat["title"]);
        Assert.Equal("Ilan", (await PostMessageAsync(chat["id"], "Hello", isUser: true))["name"]);
        Assert.Equal("Mira", (await PostMessageAsync(chat["id"], "Well met", isUser: false))["name"]);
        Assert.Equal(character, (await Client.GetAsync($"chats/{chat["id"]}"))["character_id"]);
    }

    [Fact]
    public async Task Messages_come_oldest_first_and_page_backwards()
    {
        var chat = await NewChatAsync();
        for (var number = 1; number <= 5; number++)
            await PostMessageAsync(chat, $"m{number}", isUser: true);

        var newest = (await Client.GetAsync($"chats/{chat}/messages?limit=2")).Json;
        var older = (await Client.GetAsync($"chats/{chat}/messages?limit=2&before={newest.GetProperty("data")[0].GetProperty("id")}")).Json;

        Assert.Equal(["m4", "m5"], Contents(newest));
        Assert.Equal(["m2", "m3"], Contents(older));
        Assert.Equal(5, newest.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task An_alternative_is_added_selected_and_edited_by_itself()
    {
        var chat = await NewChatAsync();
        var message = (await PostMessageAsync(chat, "first", isUser: false))["id"];

        var added = (await Client.PostAsync($"chats/{chat}/messages/{message}/swipes", new { content = "second" })).Expect(HttpStatusCode.Created);
        Assert.Equal(("second", "1"), (added["content"], added["swipe"]));

        var back = await Client.PutAsync($"chats/{chat}/messages/{message}", new { swipe = 0 });
        Assert.Equal("first", back["content"]);

        var edited = await Client.PutAsync($"chats/{chat}/messages/{message}", new { content = "first, edited" });
        Assert.Equal("""["first, edited","second"]""", edited["swipes"]);
    }

    [Fact]
    public async Task A_deleted_message_and_a_deleted_chat_are_gone()
    {
        var chat = await NewChatAsync();
        var message = (await PostMessageAsync(chat, "x", isUser: true))["id"];

        (await Client.DeleteAsync($"chats/{chat}/messages/{message}")).Expect(HttpStatusCode.OK);
        (await Client.DeleteAsync($"chats/{chat}/messages/{message}")).ExpectProblem(HttpStatusCode.NotFound);
        (await Client.DeleteAsync($"chats/{chat}")).Expect(HttpStatusCode.OK);
        (await Client.GetAsync($"chats/{chat}")).ExpectProblem(HttpStatusCode.NotFound);
    }

    [Theory]
    [InlineData("""{"content":5,"is_user":true}""", "content")]
    [InlineData("""{"content":"x","is_user":"yes"}""", "is_user")]
    [InlineData("""{"content":"x"}""", "is_user")]
    [InlineData("""{"is_user":true}""", "content")]
    [InlineData("""{"content":"  ","is_user":true}""", "content")]
    [InlineData("""{"content":"x","is_user":true,"name":[]}""", "name")]
    [InlineData("""{"content":"\ud800","is_user":true}""", "content")]
    [InlineData("""[1]""", null)]
    [InlineData("""null""", null)]
    [InlineData("""{"content":""", null)]
    [InlineData("", null)]
    public async Task A_wrong_message_is_refused_by_the_name_of_the_field(string json, string? field)
    {
        var chat = await NewChatAsync();

        (await Client.PostTextAsync($"chats/{chat}/messages", json)).ExpectProblem(HttpStatusCode.BadRequest, field);
    }

    [Theory]
    [InlineData("chats", """{"character_id":"nobody"}""", "character_id")]
    [InlineData("chats", """{"persona_id":"no body"}""", "persona_id")]
    [InlineData("chats", """{"title":{}}""", "title")]
    [InlineData("characters", """{"description":"d"}""", "name")]
    [InlineData("characters", """{"name":"n","tags":"elf"}""", "tags")]
    [InlineData("characters", """{"name":"n","tags":["a",null]}""", "tags[1]")]
    public async Task A_wrong_body_is_refused_by_the_name_of_the_field(string path, string json, string field) =>
        (await Client.PostTextAsync(path, json)).ExpectProblem(HttpStatusCode.BadRequest, field);

    [Theory]
    [InlineData("chats?limit=0", "limit")]
    [InlineData("chats?limit=1001", "limit")]
    [InlineData("chats?offset=-1", "offset")]
    [InlineData("chats/no%20id", "id")]
    public async Task A_wrong_address_is_refused_by_the_name_of_the_part(string path, string field) =>
        (await Client.GetAsync(path)).ExpectProblem(HttpStatusCode.BadRequest, field);

    [Fact]
    public async Task A_number_that_is_none_is_a_bad_request() =>
        (await Client.GetAsync("chats?limit=ten")).ExpectProblem(HttpStatusCode.BadRequest);

    [Fact]
    public async Task A_message_may_be_as_long_as_the_limit_in_bytes_and_no_longer()
    {
        var chat = await NewChatAsync();
        const int limit = 256 * 1024;

        (await PostMessageAsync(chat, new string('é', limit / 2), isUser: true)).Expect(HttpStatusCode.Created);
        (await PostMessageAsync(chat, new string('é', (limit / 2) + 1), isUser: true)).ExpectProblem(HttpStatusCode.RequestEntityTooLarge, "content");
        (await PostMessageAsync(chat, new string('x', 3 * 1024 * 1024), isUser: true)).ExpectProblem(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task A_selection_outside_the_alternatives_is_refused()
    {
        var chat = await NewChatAsync();
        var message = (await PostMessageAsync(chat, "x", isUser: false))["id"];

        (await Client.PutAsync($"chats/{chat}/messages/{message}", new { swipe = 1 })).ExpectProblem(HttpStatusCode.BadRequest, "swipe");
        (await Client.PutAsync($"chats/{chat}/messages/{message}", new { swipe = -1 })).ExpectProblem(HttpStatusCode.BadRequest, "swipe");
    }

    private async Task<string> NewChatAsync() => (await Client.PostAsync("chats", new { title = "A chat" }))["id"];

    private Task<Answer> PostMessageAsync(string chat, string content, bool isUser) =>
        Client.PostAsync($"chats/{chat}/messages", new { content, is_user = isUser });

    private static string[] Contents(JsonElement list) =>
        [.. list.GetProperty("data").EnumerateArray().Select(message => message.GetProperty("content").ToString())];
}
