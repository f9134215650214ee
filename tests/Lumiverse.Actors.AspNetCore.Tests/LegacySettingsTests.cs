using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.AspNetCore.Tests;

/// <summary>Settings of the older form, as clients send and read them.</summary>
public sealed class LegacySettingsTests : IClassFixture<ApiWorld>
{
    private const string OfUser = "/settings/imageGeneration";
    private const string OfChat = "/image-gen/chats/c1/settings";
    private const string Connections = "/image-gen-connections";
    private const string Novel = """{"provider":"novelai","novelai":{"apiKey":"sk-old","model":"m1","steps":30,"sampler":"ddim","guidance":"much","smea":true}}""";
    private static readonly UserId Alice = UserId.Of("alice");
    private readonly ApiWorld _world;

    public LegacySettingsTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Theory]
    [InlineData("GET", Connections, null)]
    [InlineData("GET", OfUser, null)]
    [InlineData("GET", OfChat, null)]
    [InlineData("PUT", OfUser, """{"value":{"sceneChangeThreshold":3}}""")]
    [InlineData("PUT", OfChat, """{"sceneChangeThreshold":3}""")]
    [InlineData("POST", "/image-gen/jobs", """{"chatId":"c1","prompt":"a tower"}""")]
    public async Task The_first_use_makes_profiles_of_them(string method, string path, string? body)
    {
        Store(Novel);

        (await _world.SendAsync(method, path, body)).EnsureSuccessStatusCode();

        var page = await _world.JsonAsync(200, "GET", Connections);
        var profile = Assert.Single(page["data"]?.AsArray() ?? []);
        Assert.Equal(("novelai", "NovelAI", "m1"), ((string?)profile?["provider"], (string?)profile?["name"], (string?)profile?["model"]));
        Assert.True((bool?)profile?["is_default"]);
        Assert.True((bool?)profile?["has_api_key"]);
        Assert.Equal("""{"sampler":"ddim","steps":30,"smea":true}""", profile?["default_parameters"]?.ToJsonString());
        Assert.Equal("settings", (string?)profile?["metadata"]?["migrated"]?["from"]);
        Assert.Contains("guidance", (string?)profile?["metadata"]?["migrated"]?["note"], StringComparison.Ordinal);
        Assert.Equal("sk-old", Assert.Single(_world.Connections.Keys).Value);
        var settings = (await _world.JsonAsync(200, "GET", OfUser))["value"]?.AsObject() ?? [];
        Assert.Equal((string?)profile?["id"], (string?)settings["activeImageGenConnectionId"]);
        Assert.False(settings.ContainsKey("provider") || settings.ContainsKey("novelai"));
        Assert.Single(_world.Engine.ConnectionAsks.OfType<ConnectionCommand.NoticeProfile>());
    }

    [Fact]
    public async Task A_first_connection_made_by_hand_comes_after_them()
    {
        Store(Novel);

        var made = await _world.JsonAsync(201, "POST", Connections, """{"name":"Mine","provider":"novelai"}""");

        Assert.False((bool?)made["is_default"]);
        Assert.Equal(2, (int?)(await _world.JsonAsync(200, "GET", Connections))["total"]);
    }

    [Fact]
    public async Task Sections_that_are_sent_become_profiles_at_once()
    {
        var value = (await _world.JsonAsync(200, "PUT", OfUser, $$"""{"value":{{Novel}}}"""))["value"]?.AsObject() ?? [];

        Assert.False(value.ContainsKey("novelai") || value.ContainsKey("provider"));
        Assert.NotNull(value["activeImageGenConnectionId"]);
        Assert.Equal("sk-old", Assert.Single(_world.Connections.Keys).Value);
    }

    [Fact]
    public async Task Values_that_the_schema_refuses_are_left_out()
    {
        Store("""{"novelai":{"apiKey":"sk-old","steps":500,"resolution":"1216x832"}}""");

        var profile = (await _world.JsonAsync(200, "GET", Connections))["data"]?[0];

        Assert.Equal("""{"resolution":"1216x832"}""", profile?["default_parameters"]?.ToJsonString());
        Assert.Contains("steps", (string?)profile?["metadata"]?["migrated"]?["note"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sk-borrowed", "sk-borrowed")]
    [InlineData(null, null)]
    [InlineData("not\na key", null)]
    public async Task A_key_of_an_LLM_connection_is_asked_from_the_host(string? held, string? kept)
    {
        if (held is not null)
            _world.LanguageModels.Keys["alice/llm-1"] = held;
        Store("""{"google":{"connectionProfileId":"llm-1"}}""");

        var profile = (await _world.JsonAsync(200, "GET", Connections))["data"]?[0];

        Assert.Equal(kept is not null, (bool?)profile?["has_api_key"]);
        Assert.Equal(kept, _world.Connections.Keys.Values.SingleOrDefault());
        Assert.Equal(kept is null, ((string?)profile?["metadata"]?["migrated"]?["note"])?.Contains("enter the API key", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Whoever_has_profiles_keeps_both_and_no_answer_shows_the_old_key()
    {
        await _world.JsonAsync(201, "POST", Connections, """{"name":"Mine","provider":"novelai"}""");
        Store(Novel);
        _world.Settings.Write(Alice, "c1", new JsonObject { ["nanogpt"] = new JsonObject { ["apiKey"] = "sk-chat" } });

        var ofUser = await _world.JsonAsync(200, "GET", OfUser);
        var ofChat = await _world.JsonAsync(200, "GET", OfChat);
        var changed = await _world.JsonAsync(200, "PUT", OfUser, """{"value":{"enabled":false}}""");

        Assert.Equal(1, (int?)(await _world.JsonAsync(200, "GET", Connections))["total"]);
        Assert.Equal("m1", (string?)ofUser["value"]?["novelai"]?["model"]);
        Assert.All([ofUser, ofChat, changed], answer => Assert.DoesNotContain("sk-", answer.ToJsonString(), StringComparison.Ordinal));
        Assert.Contains("sk-old", (await _world.Settings.ReadAsync(Alice, default)).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_built_in_connection_is_no_profile_of_ones_own_until_its_provider_changes()
    {
        var given = (await _world.JsonAsync(200, "GET", Connections))["data"]?[0];
        await _world.JsonAsync(200, "PUT", $"{Connections}/{given?["id"]}", """{"name":"My sketches"}""");
        Store(Novel);

        Assert.Equal(2, (int?)(await _world.JsonAsync(200, "GET", Connections))["total"]);
        Assert.False((bool?)(await _world.JsonAsync(200, "GET", $"{Connections}/{given?["id"]}"))["is_default"]);
    }

    [Theory]
    [InlineData("""{"nanogpt":{"apiKey":"sk-1"}}""", "nanogpt.apiKey")]
    [InlineData("""{"novelai":{"apiKey":["sk-1"]}}""", "novelai.apiKey")]
    public async Task A_key_for_somebody_with_profiles_belongs_into_a_connection(string value, string field)
    {
        await _world.JsonAsync(201, "POST", Connections, """{"name":"Mine","provider":"novelai"}""");

        var problem = await _world.JsonAsync(400, "PUT", OfUser, $$"""{"value":{{value}}}""");

        Assert.Contains("connection", (string?)problem["errors"]?[field], StringComparison.Ordinal);
        Assert.Equal("{}", (await _world.Settings.ReadAsync(Alice, default)).ToJsonString());
    }

    [Theory]
    [InlineData("""{"nanogpt":{"model":"x","apiKey":""}}""")]
    [InlineData("""{"nanogpt":null,"provider":"nanogpt"}""")]
    public async Task Sections_without_a_key_are_kept_for_somebody_with_profiles(string value)
    {
        await _world.JsonAsync(201, "POST", Connections, """{"name":"Mine","provider":"novelai"}""");

        await _world.JsonAsync(200, "PUT", OfUser, $$"""{"value":{{value}}}""");
    }

    [Theory]
    [InlineData("nanogpt", "\"sk-1\"")]
    [InlineData("google", "[]")]
    public async Task A_section_that_is_no_object_is_refused(string key, string value) =>
        Assert.NotNull((await _world.JsonAsync(400, "PUT", OfUser, $$$"""{"value":{"{{{key}}}":{{{value}}}}}"""))["errors"]?[key]);

    [Theory]
    [InlineData("nanogpt", """{"apiKey":"sk-1"}""")]
    [InlineData("provider", "\"novelai\"")]
    public async Task A_chat_has_none_of_them(string key, string value)
    {
        Assert.NotNull((await _world.JsonAsync(400, "PUT", OfChat, $$$"""{"{{{key}}}":{{{value}}}}"""))["errors"]?[key]);
        await _world.JsonAsync(200, "PUT", OfChat, $$$"""{"{{{key}}}":null}""");
    }

    private void Store(string settings) => _world.Settings.Write(Alice, JsonNode.Parse(settings)?.AsObject() ?? []);
}
