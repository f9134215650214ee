using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Tests;

/// <summary>What a provider is asked at no charge, and with which key.</summary>
public sealed class ProbeTests : IClassFixture<ApiWorld>
{
    private const string Connections = "/image-gen-connections";
    private readonly ApiWorld _world;

    public ProbeTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task A_test_and_a_list_of_models_use_the_stored_key()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1","api_url":"https://203.0.113.7"}""");

        var test = await _world.JsonAsync(200, "POST", $"{Connections}/{id}/test");
        var models = await ModelsAsync(id);

        Assert.Equal("""{"success":true,"message":"All is well.","provider":"novelai"}""", test.ToJsonString());
        Assert.Equal("""[{"id":"m1","label":"Model 1","choices":{"sampler":[{"id":"euler","label":"Euler"}]}}]""", models["models"]?.ToJsonString());
        Assert.Equal(("novelai", "live"), ((string?)models["provider"], (string?)models["source"]));
        Assert.InRange((long?)models["fetched_at"] ?? 0, 1, long.MaxValue);
        Assert.All(_world.Paid.Targets, target => Assert.Equal(("sk-1", "https://203.0.113.7"), (target.ApiKey, target.ApiUrl)));
    }

    [Fact]
    public async Task Models_are_asked_for_once_per_state_of_a_connection_and_again_on_request()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1"}""");

        await ModelsAsync(id);
        await ModelsAsync(id);
        Assert.Single(_world.Paid.Targets);

        await ModelsAsync(id, "?refresh=true");
        Assert.Equal(2, _world.Paid.Targets.Count);

        await _world.JsonAsync(200, "PUT", $"{Connections}/{id}", """{"api_key":"sk-2"}""");
        await ModelsAsync(id);
        Assert.Equal("sk-2", _world.Paid.Targets.Last().ApiKey);
    }

    [Fact]
    public async Task A_list_that_failed_says_why()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai"}""");

        Assert.Equal("No key.", (string?)(await ModelsAsync(id))["error"]);
        await _world.ProblemAsync(400, "invalid-request", "GET", $"{Connections}/{id}/models?refresh=maybe");
    }

    [Fact]
    public async Task Models_of_an_unsaved_connection_use_the_key_that_is_typed_or_else_the_stored_one()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1"}""");

        await PreviewAsync($$"""{"provider":"novelai","connection_id":"{{id}}"}""");
        await PreviewAsync($$"""{"provider":"novelai","connection_id":"{{id}}","api_key":"sk-2"}""");
        await PreviewAsync("""{"provider":"novelai"}""");
        await PreviewAsync($$"""{"provider":"sketch","connection_id":"{{id}}"}""");

        Assert.Equal(["sk-1", "sk-2", null], _world.Paid.Targets.Select(target => target.ApiKey));
        Assert.Null(Assert.Single(_world.Sketch.Targets).ApiKey);
    }

    [Theory]
    [InlineData("https://203.0.113.7/v1", "sk-1")]
    [InlineData("https://203.0.113.7/v1/", "sk-1")]
    [InlineData("https://203.0.113.7/v2", null)]
    [InlineData("http://203.0.113.7/v1", null)]
    [InlineData("https://203.0.113.8/v1", null)]
    [InlineData("", null)]
    public async Task A_stored_key_goes_to_no_other_address(string address, string? key)
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1","api_url":"https://203.0.113.7/v1"}""");

        await PreviewAsync($$"""{"provider":"novelai","connection_id":"{{id}}","api_url":"{{address}}"}""");

        Assert.Equal(key, Assert.Single(_world.Paid.Targets).ApiKey);
    }

    [Fact]
    public async Task A_form_that_names_no_address_asks_the_stored_one()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1","api_url":"https://203.0.113.7/v1"}""");

        await PreviewAsync($$"""{"provider":"novelai","connection_id":"{{id}}"}""");

        Assert.Equal(("sk-1", "https://203.0.113.7/v1"), (_world.Paid.Targets.Single().ApiKey, _world.Paid.Targets.Single().ApiUrl));
    }

    [Fact]
    public async Task An_address_that_is_not_allowed_is_never_asked()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1"}""");
        _world.Connections.Change(id, before => before with { ApiUrl = "http://169.254.169.254" }); // Allowed when it was stored.

        await RefusedAsync("POST", "/models/preview", """{"provider":"novelai","api_url":"http://127.0.0.1:9"}""");
        await RefusedAsync("POST", $"/{id}/test", null);
        await RefusedAsync("GET", $"/{id}/models", null);
        await RefusedAsync("GET", $"/{id}/usage", null);

        Assert.Empty(_world.Paid.Targets);
    }

    [Fact]
    public async Task Usage_is_told_as_the_provider_tells_it()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai","api_key":"sk-1","default_parameters":{"steps":30}}""");
        _world.Paid.Usage = parameters => new AccountUsage(
            $"Enough for {parameters["steps"]}.",
            [new UsageMeter("Anlas", null, 12.5m, "Anlas", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000)), new UsageMeter("Images", 3, null, "images", null)],
            new ImagePrice(0, "Anlas", "Free at this size."));

        Assert.Equal(
            """{"provider":"novelai","supported":true,"summary":"Enough for 30.","meters":[{"name":"Anlas","unit":"Anlas","remaining":12.5,"resets_at":1800000000},{"name":"Images","unit":"images","used":3}],"next_image":{"amount":0,"unit":"Anlas","explanation":"Free at this size."}}""",
            (await UsageAsync(id)).ToJsonString());
    }

    [Fact]
    public async Task Usage_that_could_not_be_read_says_why_and_a_provider_without_accounts_says_so()
    {
        var id = await CreateAsync("""{"name":"Mine","provider":"novelai"}""");
        Assert.Equal("""{"provider":"novelai","supported":false}""", (await UsageAsync(id)).ToJsonString());

        _world.Paid.Usage = _ => new AccountUsage("", [], null, "No key.");
        Assert.Equal("""{"provider":"novelai","supported":true,"summary":"","meters":[],"error":"No key."}""", (await UsageAsync(id)).ToJsonString());
    }

    private async Task<string> CreateAsync(string body) => (string?)(await _world.JsonAsync(201, "POST", Connections, body))["id"] ?? "";

    private Task<JsonObject> ModelsAsync(string id, string query = "") => _world.JsonAsync(200, "GET", $"{Connections}/{id}/models{query}");

    private Task<JsonObject> UsageAsync(string id) => _world.JsonAsync(200, "GET", $"{Connections}/{id}/usage");

    private Task<JsonObject> PreviewAsync(string body) => _world.JsonAsync(200, "POST", $"{Connections}/models/preview", body);

    private async Task RefusedAsync(string method, string action, string? body) =>
        Assert.NotNull((await _world.JsonAsync(400, method, $"{Connections}{action}", body))["errors"]?["api_url"]);
}
