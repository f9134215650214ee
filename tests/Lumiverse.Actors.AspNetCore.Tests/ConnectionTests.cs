using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class ConnectionTests : IClassFixture<ApiWorld>
{
    private static (string?, string?, string?, string?) Wishes(JsonObject connection) =>
        ((string?)connection["prompt_style"], (string?)connection["prompt_prefix"], (string?)connection["prompt_suffix"], (string?)connection["negative_prompt"]);

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
    public async Task What_a_connection_puts_around_prompts_is_kept_copied_and_taken_away()
    {
        var created = await CreateAsync("""{"name":"A","provider":"novelai","prompt_style":" oils ","prompt_prefix":"old","prompt_suffix":"soft","negative_prompt":"birds"}""");
        var id = (string?)created["id"];

        var changed = await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"name":"B","prompt_prefix":"","negative_prompt":null}""");
        var copy = await _world.JsonAsync(201, "POST", $"{Connections}/{id}/duplicate");

        Assert.Equal(("oils", "old", "soft", "birds"), Wishes(created));
        Assert.Equal(("oils", "", "soft", ""), Wishes(changed));
        Assert.Equal(Wishes(changed), Wishes(copy));
    }

    [Fact]
    public async Task What_a_connection_puts_around_prompts_is_bounded()
    {
        var error = await _world.ProblemAsync(400, "invalid-request", "POST", Connections, $$"""{"name":"A","provider":"novelai","prompt_style":"{{new string('x', 2001)}}"}""");
        Assert.Contains("prompt_style", error, StringComparison.Ordinal);
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
    [InlineData("""{"name":"A","provider":"novelai","api_key":"sk-1\nHost: elsewhere"}""", "api_key")]
    [InlineData("""{"name":"A","provider":"novelai","api_key":"schlüssel"}""", "api_key")]
    [InlineData("""{"name":"A","provider":"novelai","metadata":[]}""", "metadata")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"steps":51}}""", "steps")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"steps":2.5}}""", "steps")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"guidance":"5"}}""", "guidance")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"guidance":1e999}}""", "guidance")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"smea":1}}""", "smea")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"sampler":"magic"}}""", "sampler")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"referenceImages":[{"mimeType":"image/png"}]}}""", "referenceImages")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"rawRequestOverride":"[1]"}}""", "rawRequestOverride")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"rawRequestOverride":"{\"a\":1"}}""", "rawRequestOverride")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"rawRequestOverride":{"a":1}}}""", "rawRequestOverride")]
    [InlineData("""{"name":"A","provider":"novelai","default_parameters":{"rawRequestOverride":"{\"a\":1,\"a\":2}"}}""", "rawRequestOverride")]
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

    [Fact]
    public async Task Parameters_that_the_schema_does_not_know_are_kept_and_reported()
    {
        var created = await CreateAsync("""{"name":"A","provider":"novelai","default_parameters":{"steps":30,"later":1,"more":[2]}}""");

        Assert.Equal("""["later","more"]""", created["unknown_parameters"]?.ToJsonString());
        Assert.Equal("""{"steps":30,"later":1,"more":[2]}""", created["default_parameters"]?.ToJsonString());
        Assert.False((await CreateAsync("""{"name":"A","provider":"novelai"}""")).ContainsKey("unknown_parameters"));
    }

    [Theory]
    [InlineData("""{"rawRequestOverride":"{\"parameters\":{\"cfg_rescale\":0.1}}"}""")]
    [InlineData("""{"rawRequestOverride":" "}""")]
    [InlineData("""{"steps":1,"guidance":10,"sampler":"ddim","referenceImages":[{"data":"aGk=","mimeType":"image/png"}]}""")]
    public async Task Parameters_on_the_border_are_taken(string parameters) =>
        await CreateAsync($$"""{"name":"A","provider":"novelai","default_parameters":{{parameters}}}""");

    [Fact]
    public async Task An_event_about_a_connection_leaves_its_pictures_out_and_an_answer_does_not()
    {
        var picture = new string('A', 100_000);
        var created = await CreateAsync(
            $$$"""{"name":"A","provider":"novelai","default_parameters":{"referenceImages":[{"data":"{{{picture}}}","mimeType":"image/png"}],"later":[{"data":"{{{picture}}}"}]}}""");

        var told = JsonNode.Parse(Assert.Single(_world.Engine.ConnectionAsks.OfType<ConnectionCommand.NoticeProfile>()).ProfileJson ?? "");
        Assert.Equal(picture, (string?)created["default_parameters"]?["referenceImages"]?[0]?["data"]);
        Assert.Equal(
            """{"referenceImages":[{"omitted":true,"mimeType":"image/png"}],"later":[{"omitted":true}]}""",
            told?["default_parameters"]?.ToJsonString());
    }

    [Fact]
    public async Task Another_provider_takes_neither_key_nor_address_nor_model_along()
    {
        var id = (string?)(await CreateAsync("""{"name":"A","provider":"novelai","api_key":"sk-1","api_url":"https://203.0.113.7","model":"m1"}"""))["id"];

        var moved = await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"provider":"sketch"}""");

        Assert.False((bool?)moved["has_api_key"]);
        Assert.Equal(("", ""), ((string?)moved["api_url"], (string?)moved["model"]));
        Assert.True((bool?)(await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"provider":"novelai","api_key":"sk-2"}"""))["has_api_key"]);
        Assert.Equal("sk-2", _world.Connections.Keys[ConnectionId.Of(id ?? "")]);
    }

    [Fact]
    public async Task Another_address_of_the_same_provider_keeps_the_key()
    {
        var id = (string?)(await CreateAsync("""{"name":"A","provider":"novelai","api_key":"sk-1"}"""))["id"];

        var moved = await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"api_url":"https://203.0.113.7"}""");

        Assert.True((bool?)moved["has_api_key"]);
    }

    [Fact]
    public async Task Parameters_are_checked_against_the_schema_of_the_other_provider()
    {
        var id = (string?)(await CreateAsync("""{"name":"A","provider":"novelai","default_parameters":{"steps":30}}"""))["id"];
        _world.Connections.Change(id, before => before with { DefaultParameters = new JsonObject { ["steps"] = 99 } });

        await _world.ProblemAsync(400, "invalid-request", "PUT", $"{Connections}/{id}", """{"provider":"sketch"}""");
        await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"name":"Other"}"""); // Nobody touched them.
    }

    [Fact]
    public async Task An_address_is_allowed_when_the_server_lists_its_host_or_nobody_has_it()
    {
        await CreateAsync("""{"name":"A","provider":"novelai","api_url":"http://10.1.1.1:7860"}""");
        await CreateAsync("""{"name":"A","provider":"novelai","api_url":"https://nobody.invalid"}""");
        await CreateAsync("""{"name":"A","provider":"novelai","api_url":""}""");
    }

    [Theory]
    [InlineData("http://192.168.1.1")]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://127.0.0.1:8080")]
    [InlineData("http://localhost/v1")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://2130706433/")]
    public async Task A_refused_address_is_blamed_by_field_and_changes_nothing(string address)
    {
        var id = (string?)(await CreateAsync("""{"name":"A","provider":"novelai"}"""))["id"];

        var body = new JsonObject { ["name"] = "B", ["provider"] = "novelai", ["api_url"] = address }.ToJsonString();
        var problems = new[] { await _world.JsonAsync(400, "PUT", $"{Connections}/{id}", body), await _world.JsonAsync(400, "POST", Connections, body) };

        Assert.All(problems, problem => Assert.Contains("not allowed", (string?)problem["errors"]?["api_url"], StringComparison.Ordinal));
        Assert.Equal(1, (int?)(await _world.JsonAsync(200, "GET", Connections))["total"]);
        Assert.Equal("", (string?)(await _world.JsonAsync(200, "GET", $"{Connections}/{id}"))["api_url"]);
    }

    [Fact]
    public async Task A_copy_of_a_migrated_profile_is_made_by_hand()
    {
        var id = (string?)(await CreateAsync("""{"name":"A","provider":"novelai","metadata":{"migrated":{"from":"settings"},"mine":1}}"""))["id"];

        Assert.Equal("""{"mine":1}""", (await _world.JsonAsync(201, "POST", $"{Connections}/{id}/duplicate"))["metadata"]?.ToJsonString());
    }

    [Fact]
    public async Task Metadata_has_a_limit() => await _world.ProblemAsync(
        400, "invalid-request", "POST", Connections, $$$"""{"name":"A","provider":"novelai","metadata":{"note":"{{{new string('x', 70_000)}}}"}}""");

    [Theory]
    [InlineData("GET", "")]
    [InlineData("PUT", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/duplicate")]
    [InlineData("POST", "/test")]
    [InlineData("GET", "/models")]
    [InlineData("GET", "/usage")]
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
}
