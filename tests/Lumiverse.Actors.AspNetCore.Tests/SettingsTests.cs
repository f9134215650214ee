using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class SettingsTests : IClassFixture<ApiWorld>
{
    private const string OfUser = "/settings/imageGeneration";
    private const string OfChat = "/image-gen/chats/c1/settings";
    private readonly ApiWorld _world;

    public SettingsTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task Without_a_word_the_defaults_apply()
    {
        var answer = await _world.JsonAsync(200, "GET", OfUser);

        Assert.Equal("imageGeneration", (string?)answer["key"]);
        Assert.Equal(2, (int?)answer["value"]?["sceneChangeThreshold"]);
        Assert.Equal(0.35, (double?)answer["value"]?["backgroundOpacity"]);
        Assert.Equal("scene", (string?)answer["value"]?["promptMode"]);
        Assert.True(answer["value"]?.AsObject().ContainsKey("activeImageGenConnectionId"));
        Assert.Equal(("meaning", "ask"), ((string?)answer["value"]?["sceneChangePolicy"], (string?)answer["value"]?["returnToPlace"]));
        Assert.Equal((1, 0, 0), ((int?)answer["value"]?["autoDebounceSeconds"], (int?)answer["value"]?["minimumGapSeconds"], (int?)answer["value"]?["minimumGapMessages"]));
    }

    [Fact]
    public async Task What_is_sent_is_merged_and_unknown_keys_are_kept()
    {
        await PutAsync(OfUser, """{"value":{"sceneChangeThreshold":4,"theirs":{"x":1}}}""");
        var value = (await PutAsync(OfUser, """{"value":{"promptMode":"custom"}}"""))["value"];

        Assert.Equal(4, (int?)value?["sceneChangeThreshold"]);
        Assert.Equal("custom", (string?)value?["promptMode"]);
        Assert.Equal("""{"x":1}""", value?["theirs"]?.ToJsonString());
    }

    [Fact]
    public async Task A_chat_overrides_the_user_until_its_override_is_removed()
    {
        await PutAsync(OfUser, """{"value":{"sceneChangeThreshold":4}}""");

        var overridden = await PutAsync(OfChat, """{"sceneChangeThreshold":1,"enabled":false}""");
        Assert.Equal(1, (int?)overridden["value"]?["sceneChangeThreshold"]);
        Assert.Equal("chat", (string?)overridden["layers"]?["sceneChangeThreshold"]);

        var removed = await PutAsync(OfChat, """{"sceneChangeThreshold":null}""");
        Assert.Equal(4, (int?)removed["value"]?["sceneChangeThreshold"]);
        Assert.Equal("user", (string?)removed["layers"]?["sceneChangeThreshold"]);
        Assert.Equal("chat", (string?)removed["layers"]?["enabled"]);
        Assert.Equal("default", (string?)removed["layers"]?["fadeTransitionMs"]);
        Assert.Equal(removed.ToJsonString(), (await _world.JsonAsync(200, "GET", OfChat)).ToJsonString());
    }

    [Theory]
    [InlineData("enabled", "\"yes\"")]
    [InlineData("enabled", "1")]
    [InlineData("activeImageGenConnectionId", "\"not an id\"")]
    [InlineData("activeImageGenConnectionId", "7")]
    [InlineData("sceneChangeThreshold", "0")]
    [InlineData("sceneChangeThreshold", "6")]
    [InlineData("sceneChangeThreshold", "2.5")]
    [InlineData("sceneChangeThreshold", "\"2\"")]
    [InlineData("backgroundOpacity", "1.1")]
    [InlineData("backgroundOpacity", "-0.1")]
    [InlineData("backgroundOpacity", "1e999")]
    [InlineData("fadeTransitionMs", "10001")]
    [InlineData("promptMode", "\"Scene\"")]
    [InlineData("outputTarget", "\"wallpaper\"")]
    [InlineData("outputTarget", "[]")]
    [InlineData("customPrompt", "{}")]
    [InlineData("promptStyle", "7")]
    [InlineData("promptPrefix", "[]")]
    [InlineData("negativePrompt", "true")]
    [InlineData("promptContextMessageLimit", "51")]
    [InlineData("generationTimeoutSeconds", "-1")]
    [InlineData("sceneChangePolicy", "\"strict\"")]
    [InlineData("returnToPlace", "\"Ask\"")]
    [InlineData("returnToPlace", "true")]
    [InlineData("autoDebounceSeconds", "31")]
    [InlineData("autoDebounceSeconds", "0.5")]
    [InlineData("minimumGapSeconds", "3601")]
    [InlineData("minimumGapSeconds", "-1")]
    [InlineData("minimumGapMessages", "101")]
    [InlineData("minimumGapMessages", "\"2\"")]
    public async Task A_wrong_value_is_refused_with_key_and_range(string key, string value)
    {
        foreach (var (path, body) in new[] { (OfUser, $$"""{"value": {"{{key}}": {{value}} } }"""), (OfChat, $$"""{"{{key}}": {{value}} }""") })
        {
            var error = await _world.ProblemAsync(400, "invalid-request", "PUT", path, body);
            Assert.StartsWith($"{key} must be ", error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("promptStyle")]
    [InlineData("promptPrefix")]
    [InlineData("promptSuffix")]
    [InlineData("negativePrompt")]
    public async Task What_is_put_around_prompts_is_bounded(string key)
    {
        var error = await _world.ProblemAsync(400, "invalid-request", "PUT", OfUser, $$$"""{"value":{"{{{key}}}":"{{{new string('x', 2001)}}}"}}""");
        var value = (await PutAsync(OfUser, $$$"""{"value":{"{{{key}}}":"{{{new string('x', 2000)}}}"}}"""))["value"];

        Assert.StartsWith($"{key} must be a text of at most 2000 characters", error, StringComparison.Ordinal);
        Assert.Equal(2000, ((string?)value?[key])?.Length);
    }

    [Theory]
    [InlineData("sceneChangeThreshold", "2.0")]
    [InlineData("backgroundOpacity", "1")]
    [InlineData("backgroundOpacity", "0")]
    [InlineData("fadeTransitionMs", "10000")]
    [InlineData("generationTimeoutSeconds", "0")]
    [InlineData("outputTarget", "\"attach_to_message\"")]
    [InlineData("activeImageGenConnectionId", "null")]
    [InlineData("sceneChangePolicy", "\"exact\"")]
    [InlineData("returnToPlace", "\"always\"")]
    [InlineData("returnToPlace", "\"never\"")]
    [InlineData("autoDebounceSeconds", "0")]
    [InlineData("autoDebounceSeconds", "30")]
    [InlineData("minimumGapSeconds", "3600")]
    [InlineData("minimumGapMessages", "100")]
    public async Task A_value_on_the_border_is_taken(string key, string value) =>
        await PutAsync(OfUser, $$"""{"value": {"{{key}}": {{value}} } }""");

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"value":null}""")]
    [InlineData("""{"value":[1]}""")]
    public async Task A_put_needs_its_value(string body) =>
        Assert.Contains("value must be", await _world.ProblemAsync(400, "invalid-request", "PUT", OfUser, body), StringComparison.Ordinal);

    [Fact]
    public async Task Settings_of_a_chat_one_does_not_have_are_not_there()
    {
        await _world.ProblemAsync(404, "not-found", "GET", OfChat, user: "bob");
        await _world.ProblemAsync(404, "not-found", "PUT", OfChat, "{}", user: "bob");
    }

    private Task<JsonObject> PutAsync(string path, string body) => _world.JsonAsync(200, "PUT", path, body);
}
