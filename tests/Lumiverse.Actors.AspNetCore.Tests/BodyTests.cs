using System.Text;
using Lumiverse.Actors.AspNetCore.Tests.World;

namespace Lumiverse.Actors.AspNetCore.Tests;

/// <summary>Requests that no route gets to see. They change nothing, so that they share one world.</summary>
public sealed class BodyTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private const string Connections = "/image-gen-connections";

    public static TheoryData<string, string> Routes => new()
    {
        { "GET", "/image-gen/providers" }, { "GET", "/image-gen-connections/providers" },
        { "GET", Connections }, { "POST", Connections }, { "GET", Connections + "/x" }, { "PUT", Connections + "/x" },
        { "DELETE", Connections + "/x" }, { "POST", Connections + "/x/duplicate" }, { "POST", Connections + "/x/test" },
        { "GET", Connections + "/x/models" }, { "GET", Connections + "/x/usage" }, { "POST", Connections + "/models/preview" },
        { "GET", "/settings/imageGeneration" }, { "PUT", "/settings/imageGeneration" },
        { "GET", "/image-gen/chats/c1/settings" }, { "PUT", "/image-gen/chats/c1/settings" },
        { "POST", "/image-gen/generate" }, { "POST", "/image-gen/jobs" }, { "POST", "/image-gen/preview-prompt" },
        { "GET", "/image-gen/jobs" }, { "GET", "/image-gen/jobs/x" }, { "DELETE", "/image-gen/jobs/x" }, { "POST", "/image-gen/jobs/x/retry" },
        { "GET", "/image-gen/chats/c1/scene" }, { "GET", "/image-gen/chats/c1/decisions" },
        { "GET", "/image-gen/chats/c1/background" }, { "PUT", "/image-gen/chats/c1/background" }, { "DELETE", "/image-gen/chats/c1/background" },
        { "GET", "/images" }, { "POST", "/images" }, { "GET", "/images/x" }, { "GET", "/images/x/info" }, { "PATCH", "/images/x" },
        { "DELETE", "/images/x" }, { "POST", "/images/x/revoke-public-url" }, { "POST", "/images/rebuild-thumbnails" },
        { "GET", "/images/layout" }, { "POST", "/images/details" }, { "POST", "/images/uses" }, { "POST", "/images/update" },
        { "POST", "/images/delete" }, { "POST", "/images/restore" }, { "GET", "/images/x/versions" }, { "GET", "/images/x/download" },
        { "GET", "/images/download" }, { "POST", "/images/download" }, { "GET", "/images/storage" }, { "POST", "/images/storage/clean" },
        { "POST", "/image-gen/images/x/regenerate" }, { "GET", "/image-gen/chats/c1/backgrounds" },
        { "GET", "/events" },
    };

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task Every_call_needs_a_user(string method, string path) =>
        await world.ProblemAsync(401, "no-user", method, path, user: null);

    [Theory]
    [InlineData("{", "not valid JSON")]
    [InlineData("", "not valid JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("null", "must be a JSON object")]
    [InlineData("""{"name":"A","name":"B"}""", "not valid JSON")]
    [InlineData("""{"name":"\ud800"}""", "not valid Unicode")]
    [InlineData("""{"\udfff":1}""", "not valid Unicode")]
    [InlineData("""{"metadata":{"a":["\u0000"]}}""", "NUL")]
    public async Task A_body_that_is_no_good_is_400(string body, string words) =>
        Assert.Contains(words, await world.ProblemAsync(400, "invalid-request", "POST", Connections, body), StringComparison.Ordinal);

    [Fact]
    public async Task Json_that_is_nested_without_end_is_400() =>
        await world.ProblemAsync(400, "invalid-request", "POST", Connections, $$"""{"metadata":{{new string('[', 5000)}}{{new string(']', 5000)}}}""");

    [Fact]
    public async Task Bytes_that_are_not_utf_8_are_400()
    {
        using var content = new ByteArrayContent([.. "{\"name\":\""u8, 0xff, 0xfe, .. "\"}"u8]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");

        using var response = await world.SendContentAsync("POST", Connections, content);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task A_body_over_its_limit_is_413()
    {
        var body = $$"""{"chatId":"c1","prompt":"{{new string('x', 300 * 1024)}}"}""";

        Assert.Contains("256 KiB", await world.ProblemAsync(413, "too-large", "POST", "/image-gen/generate", body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_where_json_belongs_is_415()
    {
        using var content = new StringContent("name=A", Encoding.UTF8, "application/x-www-form-urlencoded");

        using var response = await world.SendContentAsync("POST", Connections, content);

        Assert.Equal("urn:lumiverse:problem:not-json", (string?)(await ApiWorld.ReadAsync(response, 415))["type"]);
    }
}
