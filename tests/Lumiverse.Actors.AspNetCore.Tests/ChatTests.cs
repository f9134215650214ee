using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class ChatTests : IClassFixture<ApiWorld>
{
    private const string Chat = "/image-gen/chats/c1";
    private readonly ApiWorld _world;

    public ChatTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task A_scene_is_shown_beside_the_one_last_pictured()
    {
        var tavern = new Scene("dim tavern", TimeOfDay.GoldenHour, "", "tense", "a lantern");
        var harbour = new Scene("open harbour", TimeOfDay.Night, "heavy rain", "calm", "a ship");
        _world.Engine.OnScene = _ => new Answer.SceneIs(new SceneView(harbour, tavern, MessageId.Of("m3"), "rules"));

        var view = await _world.JsonAsync(200, "GET", $"{Chat}/scene");

        Assert.Equal("open harbour", (string?)view["scene"]?["environment"]);
        Assert.True((bool?)view["scene"]?["scene_changed"]);
        Assert.Equal("golden hour", (string?)view["picturedScene"]?["time_of_day"]);
        Assert.Equal("m3", (string?)view["messageId"]);
        Assert.Equal("rules", (string?)view["extractor"]);
    }

    [Fact]
    public async Task A_chat_in_which_nothing_happened_has_no_scene() =>
        Assert.Equal(
            """{"scene":null,"picturedScene":null,"messageId":null,"extractor":null,"sources":{},"fields":[],"threshold":null,"outlook":null}""",
             (await _world.JsonAsync(200, "GET", $"{Chat}/scene")).ToJsonString());

    [Fact]
    public async Task A_scene_says_where_each_field_was_read_what_changed_and_what_is_missing()
    {
        var harbour = new Scene("open harbour", TimeOfDay.Night, "", "", "");
        _world.Engine.OnScene = _ => new Answer.SceneIs(new SceneView(harbour, null, MessageId.Of("m3"), "rules")
        {
            Sources = SceneState.NoSources.Add("environment", new FieldSource(MessageId.Of("m2"), "They reach the harbour.")),
            Fields = [new FieldChange("environment", "dim tavern", "open harbour", 0.93, true)],
            Threshold = 3,
        });

        var view = await _world.JsonAsync(200, "GET", $"{Chat}/scene");

        Assert.Equal("""{"environment":{"messageId":"m2","words":"They reach the harbour."}}""", view["sources"]?.ToJsonString());
        Assert.Equal("""[{"name":"environment","before":"dim tavern","after":"open harbour","distance":0.93,"changed":true}]""", view["fields"]?.ToJsonString());
        Assert.Equal((3, "next image when 2 more fields change"), ((int?)view["threshold"], (string?)view["outlook"]));
    }

    [Fact]
    public async Task Decisions_are_listed_newest_first()
    {
        for (var minute = 0; minute < 3; minute++)
            _world.Tables.Decisions.Enqueue(new DecisionRow(UserId.Of("alice"), ChatId.Of("c1"), null, Rows.Noon.AddMinutes(minute), $$"""{"reason":"{{minute}}"}"""));

        var page = await _world.JsonAsync(200, "GET", $"{Chat}/decisions?limit=2");

        Assert.Equal(3, (int?)page["total"]);
        Assert.Equal("""[{"reason":"2"},{"reason":"1"}]""", page["data"]?.ToJsonString());
    }

    [Fact]
    public async Task Decisions_on_one_message_are_listed()
    {
        foreach (var message in new[] { "m1", "m2", "m1" })
            _world.Tables.Decisions.Enqueue(new DecisionRow(UserId.Of("alice"), ChatId.Of("c1"), MessageId.Of(message), Rows.Noon, $$"""{"messageId":"{{message}}"}"""));

        var page = await _world.JsonAsync(200, "GET", $"{Chat}/decisions?message_id=m1");

        Assert.Equal((2, "m1"), ((int?)page["total"], (string?)page["data"]?[0]?["messageId"]));
        await _world.ProblemAsync(400, "invalid-request", "GET", $"{Chat}/decisions?message_id=a%20b");
    }

    [Fact]
    public async Task A_background_comes_with_how_to_show_it()
    {
        var image = _world.AddImage("i1");
        ShowBackground(image);
        await _world.JsonAsync(200, "PUT", $"{Chat}/settings", """{"backgroundOpacity":0.5}""");

        var background = await _world.JsonAsync(200, "GET", $"{Chat}/background");

        Assert.Equal("/api/v1/images/i1", (string?)background["url"]);
        Assert.Equal("/api/v1/images/i1?size=lg", (string?)background["thumbnails"]?["lg"]);
        Assert.Equal((0.5, 800), ((double?)background["opacity"], (int?)background["fadeMs"]));
        Assert.Equal((640, 480), ((int?)background["width"], (int?)background["height"]));
        Assert.Equal("m1", (string?)background["messageId"]);
    }

    [Fact]
    public async Task No_background_and_one_whose_image_is_deleted_are_204()
    {
        using var none = await _world.SendAsync("GET", $"{Chat}/background");
        Assert.Equal(204, (int)none.StatusCode);

        var image = _world.AddImage("i1");
        ShowBackground(image);
        _world.Tables.Images.Clear();

        using var deleted = await _world.SendAsync("GET", $"{Chat}/background");
        Assert.Equal(204, (int)deleted.StatusCode);
    }

    [Fact]
    public async Task An_image_of_ones_own_becomes_the_background()
    {
        _world.AddImage("i1");

        var background = await _world.JsonAsync(200, "PUT", $"{Chat}/background", """{"imageId":"i1"}""");

        Assert.Equal("i1", (string?)background["imageId"]);
        Assert.Equal(ImageId.Of("i1"), Assert.Single(_world.Engine.Asked<SceneCommand.ShowImage>()).Image);
    }

    [Theory]
    [InlineData("""{"imageId":"i2"}""", 404, "not-found")]
    [InlineData("""{"imageId":"theirs"}""", 404, "not-found")]
    [InlineData("""{"imageId":"a b"}""", 400, "invalid-request")]
    [InlineData("""{}""", 400, "invalid-request")]
    public async Task An_image_that_is_not_ones_own_does_not(string body, int status, string type)
    {
        _world.AddImage("theirs", "bob", "b1");

        await _world.ProblemAsync(status, type, "PUT", $"{Chat}/background", body);
        Assert.Empty(_world.Engine.SceneAsks);
    }

    [Fact]
    public async Task A_background_can_be_cleared()
    {
        Assert.Equal("""{"success":true}""", (await _world.JsonAsync(200, "DELETE", $"{Chat}/background")).ToJsonString());
        Assert.Single(_world.Engine.Asked<SceneCommand.ClearBackground>());
    }

    [Theory]
    [InlineData("GET", "/scene")]
    [InlineData("GET", "/decisions")]
    [InlineData("GET", "/background")]
    [InlineData("PUT", "/background")]
    [InlineData("DELETE", "/background")]
    public async Task A_chat_of_somebody_else_is_not_there(string method, string path)
    {
        await _world.ProblemAsync(404, "not-found", method, Chat + path, method == "PUT" ? "{}" : null, user: "bob");
        await _world.ProblemAsync(400, "invalid-request", method, $"/image-gen/chats/a%20b{path}", method == "PUT" ? "{}" : null);
        Assert.Empty(_world.Engine.SceneAsks);
    }

    private void ShowBackground(ImageRow image) => _world.Engine.OnScene =
        _ => new Answer.BackgroundIs(new Background(image.Id, image.Picture, MessageId.Of("m1"), null, null));
}
