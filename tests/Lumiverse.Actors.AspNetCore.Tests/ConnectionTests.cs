using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class ConnectionTests : IClassFixture<ApiWorld>
{
    private const string Connections = "/image-gen-connections";
    private readonly ApiWorld _world;

    public ConnectionTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Theory]
    [InlineData("/image-gen/providers")]
    [InlineData("/image-gen-connections/providers")]
    public async Task Providers_are_listed_with_the_schema_of_their_forms(string path)
    {
        var provider = (await _world.JsonAsync(200, "GET", path))["providers"]?[1];

        Assert.Equal("novelai", (string?)provider?["id"]);
        var capabilities = provider?["capabilities"];
        Assert.Equal("""{"type":"integer","description":"How long to paint.","default":28,"min":1,"max":50}""", capabilities?["parameters"]?["steps"]?.ToJsonString());
        Assert.Equal("euler", (string?)capabilities?["parameters"]?["sampler"]?["options"]?[0]?["id"]);
        Assert.Equal("static", (string?)capabilities?["modelListStyle"]);
        Assert.True((bool?)capabilities?["apiKeyRequired"]);
    }

    [Fact]
    public async Task A_user_without_connections_has_the_built_in_one_once_in_their_life()
    {
        var first = (await _world.JsonAsync(200, "GET", Connections))["data"]?[0];
        Assert.Equal("Sketch", (string?)first?["name"]);
        Assert.Equal("sketch", (string?)first?["provider"]);
        Assert.True((bool?)first?["is_default"]);

        await _world.JsonAsync(200, "DELETE", $"{Connections}/{first?["id"]}");

        Assert.Equal(0, (int?)(await _world.JsonAsync(200, "GET", Connections))["total"]);
    }

    [Fact]
    public async Task A_connection_is_created_and_never_shows_its_key()
    {
        var created = await CreateAsync("""{"name":" Mine ","provider":"novelai","api_key":"sk-1","model":"m1","default_parameters":{"steps":30,"later":true}}""");

        Assert.Equal("Mine", (string?)created["name"]);
        Assert.True((bool?)created["has_api_key"]);
        Assert.True((bool?)created["is_default"]);
        Assert.Equal("""{"steps":30,"later":true}""", created["default_parameters"]?.ToJsonString());
        Assert.DoesNotContain("sk-1", created.ToJsonString(), StringComparison.Ordinal);
        Assert.Equal("sk-1", _world.Connections.Keys[ConnectionId.Of((string?)created["id"] ?? "")]);
    }

    [Fact]
    public async Task Every_change_is_told_to_the_connection()
    {
        var id = (string?)(await CreateAsync("""{"name":"Mine","provider":"novelai"}"""))["id"];
        await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"name":"Other"}""");
        await _world.JsonAsync(200, "DELETE", $"{Connections}/{id}");

        var notices = _world.Engine.ConnectionAsks.OfType<ConnectionCommand.NoticeProfile>().ToList();
        Assert.Equal(3, notices.Count);
        Assert.Equal("Other", (string?)JsonNode.Parse(notices[1].ProfileJson ?? "")?["name"]);
        Assert.Null(notices[2].ProfileJson);
    }

    [Theory]
    [InlineData("{}", false)]
    [InlineData("{'name':'Other','is_default':false,'metadata':{'note':1},'default_parameters':{'steps':20}}", false)]
    [InlineData("{'model':'m1','api_url':'https://a.example'}", false)]
    [InlineData("{'model':'m2'}", true)]
    [InlineData("{'api_url':'https://b.example'}", true)]
    [InlineData("{'provider':'sketch'}", true)]
    [InlineData("{'api_key':'sk-2'}", true)]
    [InlineData("{'api_key':''}", true)]
    public async Task The_connection_is_told_whether_its_calls_go_elsewhere_from_here_on(string change, bool differ)
    {
        var id = (string?)(await CreateAsync("{'name':'Mine','provider':'novelai','api_key':'sk-1','model':'m1','api_url':'https://a.example'}".Replace('\'', '"')))["id"];

        await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", change.Replace('\'', '"'));

        Assert.Equal(differ, _world.Engine.ConnectionAsks.OfType<ConnectionCommand.NoticeProfile>().Last().CallsDiffer);
    }

    [Fact]
    public async Task An_update_changes_what_is_sent_and_leaves_the_rest()
    {
        var id = (string?)(await CreateAsync("""{"name":"Mine","provider":"novelai","model":"m1","api_key":"sk-1"}"""))["id"];

        var renamed = await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"name":"Other"}""");
        Assert.Equal("m1", (string?)renamed["model"]);
        Assert.True((bool?)renamed["has_api_key"]);

        var keyless = await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"api_key":""}""");
        Assert.Equal("Other", (string?)keyless["name"]);
        Assert.False((bool?)keyless["has_api_key"]);
    }

    [Fact]
    public async Task One_connection_is_the_default()
    {
        var first = (string?)(await CreateAsync("""{"name":"A","provider":"novelai"}"""))["id"];
        var second = await CreateAsync("""{"name":"B","provider":"novelai"}""");
        Assert.False((bool?)second["is_default"]);

        await _world.JsonAsync(200, "PUT", $"{Connections}/{second["id"]}", """{"is_default":true}""");

        Assert.False((bool?)(await _world.JsonAsync(200, "GET", $"{Connections}/{first}"))["is_default"]);
    }

    [Fact]
    public async Task A_duplicate_has_the_key_and_is_not_default()
    {
        var original = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1","is_default":true}""");

        var copy = await _world.JsonAsync(201, "POST", $"{Connections}/{original["id"]}/duplicate");

        Assert.Equal("Mine (Copy)", (string?)copy["name"]);
        Assert.False((bool?)copy["is_default"]);
        Assert.True((bool?)copy["has_api_key"]);
        Assert.NotEqual((string?)original["id"], (string?)copy["id"]);
    }

    [Fact]
    public async Task A_test_and_a_list_of_models_use_the_stored_key()
    {
        var id = (string?)(await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1","api_url":"https://proxy.example.org"}"""))["id"];

        var test = await _world.JsonAsync(200, "POST", $"{Connections}/{id}/test");
        var models = await _world.JsonAsync(200, "GET", $"{Connections}/{id}/models");

        Assert.Equal("""{"success":true,"message":"All is well.","provider":"novelai"}""", test.ToJsonString());
        Assert.Equal("""{"models":[{"id":"m1","label":"Model 1"}],"provider":"novelai"}""", models.ToJsonString());
        Assert.All(_world.Paid.Targets, target => Assert.Equal(("sk-1", "https://proxy.example.org"), (target.ApiKey, target.ApiUrl)));
    }

    [Fact]
    public async Task Models_of_an_unsaved_connection_use_the_key_that_is_typed_or_else_the_stored_one()
    {
        var id = (string?)(await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1"}"""))["id"];

        await PreviewAsync($$"""{"provider":"novelai","connection_id":"{{id}}"}""");
        await PreviewAsync($$"""{"provider":"novelai","connection_id":"{{id}}","api_key":"sk-2"}""");
        await PreviewAsync("""{"provider":"novelai"}""");
        await PreviewAsync($$"""{"provider":"sketch","connection_id":"{{id}}"}""");

        Assert.Equal(["sk-1", "sk-2", null], _world.Paid.Targets.Select(target => target.ApiKey));
        Assert.Null(Assert.Single(_world.Sketch.Targets).ApiKey);
    }

    [Theory]
    [InlineData("""{"provider":"novelai"}""", "name")]
    [InlineData("""{"name":"","provider":"novelai"}""", "name")]
    [InlineData("""{"name":5,"provider":"novelai"}""", "name")]
    [InlineData("""{"name":"A"}""", "provider")]
    [InlineData("""{"name":"A","provider":"nobody"}""", "provider")]
    [InlineData("""{"name":"A","provider":"novelai","is_default":"yes"}""", "is_default")]
    [InlineData("""{"name":"A","provider":"novelai","api_url":"ftp://example.org"}""", "api_url")]
    [InlineData("""{"name":"A","provider":"novelai","api_url":"https://me:secret@example.org"}""", "api_url")]
    [InlineData("""{"name":"A","provider":"novelai","api_url":"/v1"}""", "api_url")]
    [InlineData("""{"name":"A","provider":"novelai","metadata":[]}""", "metadata")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"steps":51}}""", "steps")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"steps":2.5}}""", "steps")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"guidance":"5"}}""", "guidance")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"guidance":1e999}}""", "guidance")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"smea":1}}""", "smea")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"sampler":"magic"}}""", "sampler")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"referenceImages":[{"mimeType":"image/png"}]}}""", "referenceImages")]
    public async Task A_wrong_field_is_named(string body, string field)
    {
        var error = await _world.ProblemAsync(400, "invalid-request", "POST", Connections, body);

        Assert.Contains(field, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_wrong_parameter_has_a_message_of_its_own()
    {
        var body = """{"name":"A","provider":"novelai","default_parameters":{"steps":0,"sampler":"magic"}}""";

        var errors = (await _world.JsonAsync(400, "POST", Connections, body))["errors"];

        Assert.Equal("steps must be a whole number from 1 to 50.", (string?)errors?["default_parameters.steps"]);
        Assert.Equal("sampler must be one of euler, ddim.", (string?)errors?["default_parameters.sampler"]);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/duplicate")]
    [InlineData("POST", "/test")]
    [InlineData("GET", "/models")]
    public async Task What_belongs_to_somebody_else_does_not_exist(string method, string action)
    {
        var id = (string?)(await CreateAsync("""{"name":"Mine","provider":"novelai"}"""))["id"];

        await _world.ProblemAsync(404, "not-found", method, $"{Connections}/{id}{action}", method == "PUT" ? "{}" : null, user: "bob");
        await _world.ProblemAsync(400, "invalid-request", method, $"{Connections}/not%20an%20id{action}", method == "PUT" ? "{}" : null);
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=1001")]
    [InlineData("limit=ten")]
    [InlineData("limit=1&limit=2")]
    [InlineData("offset=-1")]
    public async Task A_page_has_limits(string query) =>
        await _world.ProblemAsync(400, "invalid-request", "GET", $"{Connections}?{query}");

    private Task<JsonObject> CreateAsync(string body) => _world.JsonAsync(201, "POST", Connections, body);

    private Task<JsonObject> PreviewAsync(string body) => _world.JsonAsync(200, "POST", $"{Connections}/models/preview", body);
}
