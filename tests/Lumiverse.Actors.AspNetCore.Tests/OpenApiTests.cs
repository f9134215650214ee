using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class OpenApiTests : IClassFixture<ApiWorld>
{
    private readonly ApiWorld _world;

    public OpenApiTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task Every_route_is_described()
    {
        var paths = (await DocumentAsync())["paths"]?.AsObject() ?? [];

        foreach (var row in BodyTests.Routes)
        {
            var path = ApiWorld.Api + ((string)row[1]).Replace("/x", "/{id}", StringComparison.Ordinal).Replace("/c1", "/{chatId}", StringComparison.Ordinal);
            var operation = paths[path]?[((string)row[0]).ToLowerInvariant()];
            Assert.True(operation is not null, $"{row[0]} {path} is not in the description.");
            Assert.NotEmpty((string?)operation["summary"] ?? "");
            Assert.NotNull(operation["responses"]?["401"]);
        }
    }

    [Fact]
    public async Task Bodies_and_queries_are_described()
    {
        var paths = (await DocumentAsync())["paths"];

        var generate = paths?["/api/v1/image-gen/generate"]?["post"]?["requestBody"]?["content"]?["application/json"]?["schema"];
        Assert.Contains("clientJobId", generate?.ToJsonString() ?? "", StringComparison.Ordinal);
        var names = paths?["/api/v1/images"]?["get"]?["parameters"]?.AsArray().Select(parameter => (string?)parameter?["name"]);
        Assert.Equal(["limit", "offset", "chat_id", "character_id", "provider", "q", "favorite", "sort"], names ?? []);
    }

    /// <summary>The shapes are written down twice, as JSON and as types; here both meet.</summary>
    [Fact]
    public async Task What_is_answered_is_what_is_described()
    {
        var image = _world.AddImage("i1");
        _world.Tables.Jobs[JobId.Of("j1")] = Rows.Job("j1", JobStates.Done).Called() with { Image = image.Id, RetryAfter = TimeSpan.FromSeconds(1) };
        var id = (string?)(await _world.JsonAsync(201, "POST", "/image-gen-connections", """{"name":"A","provider":"novelai","default_parameters":{"later":1}}"""))["id"];
        _world.Paid.Usage = _ => new AccountUsage("", [new UsageMeter("Images", 1, 2, "images", DateTimeOffset.UnixEpoch)], new ImagePrice(1, "USD", ""), "Old.");
        _world.Tables.Uses.Enqueue(new ImageUse(image.Id, ChatId.Of("c1"), ImageUseKind.Background, null, true));
        _world.Tables.Backgrounds.Enqueue(new PastBackground(image, null, Rows.Noon, true));
        _world.Care.Unused[image.Picture.Hash] = new UnusedBlob(image.Picture.Hash, 1, Rows.Noon);
        var (storage, cleaned) = (await _world.JsonAsync(200, "GET", "/images/storage"), await _world.JsonAsync(200, "POST", "/images/storage/clean", "{}"));
        var schemas = (await DocumentAsync())["components"]?["schemas"]?.AsObject() ?? [];
        var expected = new Dictionary<string, JsonNode?>
        {
            ["ImageShape"] = await _world.JsonAsync(200, "GET", "/images/i1/info"),
            ["JobShape"] = await _world.JsonAsync(200, "GET", "/image-gen/jobs/j1"),
            ["ConnectionShape"] = (await _world.JsonAsync(200, "GET", "/image-gen-connections"))["data"]?[0],
            ["ModelsShape"] = await _world.JsonAsync(200, "GET", $"/image-gen-connections/{id}/models"),
            ["UsageShape"] = await _world.JsonAsync(200, "GET", $"/image-gen-connections/{id}/usage"),
            ["SettingsValues"] = (await _world.JsonAsync(200, "GET", "/settings/imageGeneration"))["value"],
            ["BackgroundShape"] = await _world.JsonAsync(200, "PUT", "/image-gen/chats/c1/background", """{"imageId":"i1"}"""),
            ["LayoutShape"] = await _world.JsonAsync(200, "GET", "/images/layout"),
            ["FoundImagesShape"] = await _world.JsonAsync(200, "POST", "/images/details", """{"ids":["i1"]}"""),
            ["UpdatedShape"] = await _world.JsonAsync(200, "POST", "/images/update", """{"ids":["i1"]}"""),
            ["DeletedImagesShape"] = await _world.JsonAsync(200, "POST", "/images/delete", """{"ids":["i1"]}"""),
            ["DeletedShape"] = await _world.JsonAsync(200, "DELETE", "/images/i1"),
            ["RestoredShape"] = await _world.JsonAsync(200, "POST", "/images/restore", """{"ids":["i1"]}"""),
            ["UsedImageShape"] = (await _world.JsonAsync(200, "POST", "/images/uses", """{"ids":["i1"]}"""))["data"]?[0],
            ["PastBackgroundShape"] = (await _world.JsonAsync(200, "GET", "/image-gen/chats/c1/backgrounds"))["data"]?[0],
            ["StorageShape"] = storage,
            ["BinShape"] = storage["bin"],
            ["ChatSizeShape"] = storage["chats"]?[0],
            ["CleanedShape"] = cleaned,
            ["UnusedFileShape"] = cleaned["files"]?[0],
            ["ProblemShape"] = await _world.JsonAsync(404, "GET", "/images/i2/info"),
        };

        foreach (var (shape, answer) in expected)
        {
            var described = schemas[shape]?["properties"]?.AsObject().Select(property => property.Key).ToHashSet() ?? [];
            Assert.NotEmpty(described);
            Assert.Empty((answer?.AsObject() ?? []).Select(property => property.Key).Except(described));
        }
    }

    private Task<JsonObject> DocumentAsync() => _world.JsonAsync(200, "GET", "~/openapi/v1.json", user: null);
}
