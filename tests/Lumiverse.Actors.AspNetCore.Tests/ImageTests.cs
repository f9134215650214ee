using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class ImageTests : IClassFixture<ApiWorld>
{
    private const string Images = "/images";
    private readonly ApiWorld _world;

    public ImageTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task An_image_tells_everything_about_its_making()
    {
        _world.AddImage("i1");

        var image = (await _world.JsonAsync(200, "GET", Images))["data"]?[0];

        Assert.Equal("i1.png", (string?)image?["filename"]);
        Assert.Equal("/api/v1/images/i1", (string?)image?["url"]);
        Assert.Equal("/api/v1/image-gen/results/token-i1", (string?)image?["public_url"]);
        Assert.Equal(("image/png", 7, 640, true), ((string?)image?["mime_type"], (int?)image?["byte_size"], (int?)image?["width"], (bool?)image?["has_thumbnail"]));
        Assert.Equal(("c1", "job-i1", "prompt of i1"), ((string?)image?["owner_chat_id"], (string?)image?["job_id"], (string?)image?["prompt"]));
        Assert.Equal("""{"steps":28}""", image?["parameters"]?.ToJsonString());
        Assert.Equal("tavern", (string?)image?["scene"]?["environment"]);
        Assert.Equal(1_800_000_000, (long?)image?["created_at"]);
    }

    [Theory]
    [InlineData("chat_id=c1", "i1,i3")]
    [InlineData("provider=sketch&favorite=true", "i3")]
    [InlineData("q=PROMPT%20of%20i2", "i2")]
    [InlineData("sort=oldest&limit=1", "i1")]
    [InlineData("sort=newest&limit=2&offset=1", "i1,i2")]
    [InlineData("character_id=nobody", "")]
    public async Task Images_are_listed_by_filter(string query, string expected)
    {
        var first = _world.AddImage("i1");
        _world.AddImage("i2", chat: "c2");
        var third = _world.AddImage("i3");
        _world.AddImage("theirs", "bob", "b1");
        _world.Tables.Images[first.Id] = first with { CreatedAt = Rows.Noon.AddHours(-1) };
        _world.Tables.Images[third.Id] = third with { Favorite = true, CreatedAt = Rows.Noon.AddHours(1) };

        var page = await _world.JsonAsync(200, "GET", $"{Images}?{query}");

        var images = Assert.IsType<JsonArray>(page["data"]);
        Assert.Equal(expected, string.Join(',', images.Select(image => (string?)image?["id"]).Order()));
    }

    [Theory]
    [InlineData("sort=prettiest")]
    [InlineData("favorite=maybe")]
    [InlineData("chat_id=a%20b")]
    [InlineData("q=%00")]
    public async Task A_wrong_filter_is_refused(string query) =>
        await _world.ProblemAsync(400, "invalid-request", "GET", $"{Images}?{query}");

    [Theory]
    [InlineData("", "full i1", "image/png")]
    [InlineData("?size=sm", "small i1", "image/webp")]
    [InlineData("?size=lg", "large i1", "image/webp")]
    public async Task Bytes_are_sent_with_their_type_and_may_be_kept_by_the_owner(string query, string bytes, string type)
    {
        _world.AddImage("i1");

        using var response = await _world.SendAsync("GET", $"{Images}/i1{query}");

        Assert.Equal(bytes, await response.Content.ReadAsStringAsync());
        Assert.Equal(type, response.Content.Headers.ContentType?.ToString());
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("private, max-age=31536000, immutable", response.Headers.NonValidated["Cache-Control"].ToString());
        Assert.False(response.Headers.ETag?.IsWeak);
    }

    [Fact]
    public async Task Without_a_thumbnail_the_picture_stands_in_and_is_not_kept()
    {
        _world.AddImage("i1", hasThumbnails: false);

        using var response = await _world.SendAsync("GET", $"{Images}/i1?size=sm");

        Assert.Equal("full i1", await response.Content.ReadAsStringAsync());
        Assert.Equal("no-cache", response.Headers.NonValidated["Cache-Control"].ToString());
    }

    [Fact]
    public async Task A_part_can_be_asked_for()
    {
        _world.AddImage("i1");

        using var part = await _world.SendAsync("GET", $"{Images}/i1", headers: ("Range", "bytes=5-6"));
        using var beyond = await _world.SendAsync("GET", $"{Images}/i1", headers: ("Range", "bytes=99-"));

        Assert.Equal((206, "i1"), ((int)part.StatusCode, await part.Content.ReadAsStringAsync()));
        Assert.Equal("bytes 5-6/7", part.Content.Headers.ContentRange?.ToString());
        Assert.Equal(416, (int)beyond.StatusCode);
    }

    [Fact]
    public async Task Bytes_that_are_known_are_not_sent_again()
    {
        _world.AddImage("i1");
        using var head = await _world.SendAsync("HEAD", $"{Images}/i1");

        using var again = await _world.SendAsync("GET", $"{Images}/i1", headers: ("If-None-Match", head.Headers.ETag?.ToString() ?? ""));

        Assert.Equal((200, 7), ((int)head.StatusCode, head.Content.Headers.ContentLength));
        Assert.Equal(304, (int)again.StatusCode);
    }

    [Fact]
    public async Task A_public_address_shows_the_bytes_to_anybody_and_may_be_kept_briefly()
    {
        _world.AddImage("i1");

        using var response = await _world.SendAsync("GET", "/image-gen/results/token-i1?size=lg", user: null);

        Assert.Equal("large i1", await response.Content.ReadAsStringAsync());
        Assert.Equal("public, max-age=300", response.Headers.NonValidated["Cache-Control"].ToString());
        Assert.Equal("cross-origin", response.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.False(response.Headers.Contains("Set-Cookie"));
    }

    [Theory]
    [InlineData("i1")]
    [InlineData("token-i2")]
    [InlineData("a%20b")]
    public async Task A_public_address_that_is_not_known_is_404(string token)
    {
        _world.AddImage("i1");

        await _world.ProblemAsync(404, "not-found", "GET", $"/image-gen/results/{token}", user: null);
    }

    [Fact]
    public async Task A_size_is_sm_or_lg()
    {
        _world.AddImage("i1");

        await _world.ProblemAsync(400, "invalid-request", "GET", $"{Images}/i1?size=xl");
        await _world.ProblemAsync(400, "invalid-request", "GET", "/image-gen/results/token-i1?size=xl", user: null);
    }

    [Fact]
    public async Task What_is_known_of_an_image_says_where_it_is_used()
    {
        var image = _world.AddImage("i1");
        Assert.Equal("[]", (await _world.JsonAsync(200, "GET", $"{Images}/i1/info"))["used_in"]?.ToJsonString());

        _world.Tables.Uses.Enqueue(new ImageUse(image.Id, ChatId.Of("c2"), ImageUseKind.Background, null, true));
        _world.Tables.Uses.Enqueue(new ImageUse(image.Id, ChatId.Of("c1"), ImageUseKind.Background, MessageId.Of("m1"), false));
        _world.Tables.Uses.Enqueue(new ImageUse(image.Id, ChatId.Of("c1"), ImageUseKind.Attachment, MessageId.Of("m2"), true));
        _world.Tables.Uses.Enqueue(new ImageUse(image.Id, ChatId.Of("deleted"), ImageUseKind.Background, null, false));

        var json = await _world.JsonAsync(200, "GET", $"{Images}/i1/info");
        Assert.Equal("""["c1","c2"]""", json["used_in"]?.ToJsonString());
        Assert.Equal(
            """[{"chat_id":"c2","as":"background","message_id":null},{"chat_id":"c1","as":"history","message_id":"m1"},{"chat_id":"c1","as":"message","message_id":"m2"}]""",
            json["uses"]?.ToJsonString());
    }

    [Fact]
    public async Task A_picture_of_ones_own_is_uploaded()
    {
        var image = _world.AddImage("i1", chat: null);
        _world.Engine.OnUpload = () => new UploadResult(image.Id, null);

        using var form = Form("image", [1, 2, 3]);
        using var response = await _world.SendContentAsync("POST", Images, form);

        Assert.Equal("i1", (string?)(await ApiWorld.ReadAsync(response, 201))["id"]);
        Assert.Equal("/api/v1/images/i1/info", response.Headers.Location?.ToString());
        Assert.Equal([1, 2, 3], Assert.Single(_world.Engine.Uploads).ToArray());
    }

    /// <summary>What the server can't do at the moment is no fault of the picture.</summary>
    [Fact]
    public async Task A_picture_that_the_gallery_has_no_room_for_is_to_be_sent_again()
    {
        (Answer Answer, int Status)[] refusals = [(new Answer.Busy("Wait.", TimeSpan.FromSeconds(1)), 429), (new Answer.GoingDown(TimeSpan.FromSeconds(1)), 503), (new Answer.Unknown("No answer.", TimeSpan.FromSeconds(1)), 503)];
        foreach (var (answer, status) in refusals)
        {
            _world.Engine.OnUpload = () => new UploadResult(null, null) { Refusal = answer };
            using var form = Form("image", [1]);
            using var response = await _world.SendContentAsync("POST", Images, form);

            await ApiWorld.ReadAsync(response, status);
            Assert.NotNull(response.Headers.RetryAfter);
        }
    }

    [Fact]
    public async Task A_picture_that_is_none_is_refused_in_words()
    {
        using var form = Form("image", [1]);
        using var response = await _world.SendContentAsync("POST", Images, form);

        Assert.Equal("Not a picture.", (string?)(await ApiWorld.ReadAsync(response, 400))["error"]);
    }

    [Fact]
    public async Task An_upload_needs_a_file_named_image()
    {
        using var form = Form("file", [1]);
        using var response = await _world.SendContentAsync("POST", Images, form);
        Assert.Contains("image must be given", (string?)(await ApiWorld.ReadAsync(response, 400))["error"], StringComparison.Ordinal);

        await _world.ProblemAsync(400, "invalid-request", "POST", Images, "{}");
        await _world.ProblemAsync(400, "invalid-request", "POST", Images);
        Assert.Empty(_world.Engine.Uploads);
    }

    [Fact]
    public async Task A_broken_form_is_400()
    {
        using var content = new StringContent("--x\r\nno end");
        content.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=x");

        using var response = await _world.SendContentAsync("POST", Images, content);

        await ApiWorld.ReadAsync(response, 400);
    }

    [Fact]
    public async Task A_picture_over_its_limit_is_413()
    {
        using var form = Form("image", new byte[50 * 1024 * 1024 + 1]);
        using var response = await _world.SendContentAsync("POST", Images, form);

        Assert.Equal("urn:lumiverse:problem:too-large", (string?)(await ApiWorld.ReadAsync(response, 413))["type"]);
        Assert.Empty(_world.Engine.Uploads);
    }

    [Fact]
    public async Task A_change_keeps_what_is_not_sent()
    {
        var image = _world.AddImage("i1");
        _world.Tables.Images[image.Id] = image with { Caption = "old", Tags = ["a"] };

        await _world.JsonAsync(200, "PATCH", $"{Images}/i1", """{"favorite":true}""");
        await _world.JsonAsync(200, "PATCH", $"{Images}/i1", """{"caption":null,"tags":["b","c"]}""");

        var changes = _world.Engine.GalleryAsks.OfType<GalleryCommand.SetImageDetails>().ToList();
        Assert.Equal((true, "old", "a"), (changes[0].Favorite, changes[0].Caption, string.Join(',', changes[0].Tags)));
        Assert.Equal((false, null, "b,c"), (changes[1].Favorite, changes[1].Caption, string.Join(',', changes[1].Tags)));
    }

    [Theory]
    [InlineData("""{"favorite":1}""", "favorite")]
    [InlineData("""{"caption":{}}""", "caption")]
    [InlineData("""{"tags":"a"}""", "tags")]
    [InlineData("""{"tags":[1]}""", "tags")]
    [InlineData("""{"tags":[""]}""", "tags")]
    public async Task A_wrong_change_is_refused(string body, string field)
    {
        _world.AddImage("i1");

        Assert.Contains(field, await _world.ProblemAsync(400, "invalid-request", "PATCH", $"{Images}/i1", body), StringComparison.Ordinal);
        Assert.Empty(_world.Engine.GalleryAsks);
    }

    [Fact]
    public async Task Deleting_tells_the_gallery_where_the_image_may_be_shown()
    {
        _world.AddImage("i1");

        _world.Tables.Uses.Enqueue(new ImageUse(ImageId.Of("i1"), ChatId.Of("c2"), ImageUseKind.Background, null, true));
        _world.Tables.Uses.Enqueue(new ImageUse(ImageId.Of("i1"), ChatId.Of("c1"), ImageUseKind.Background, null, false));

        var json = await _world.JsonAsync(200, "DELETE", $"{Images}/i1");

        Assert.True(((bool?)json["success"], (bool?)json["deleted"]) is (true, true) && (long?)json["undo_until"] > 0);
        var deleted = Assert.Single(Assert.IsType<GalleryCommand.DeleteImages>(Assert.Single(_world.Engine.GalleryAsks)).Images);
        Assert.Equal((ImageId.Of("i1"), "c2,c1"), (deleted.Image, string.Join(',', deleted.ShownIn)));
    }

    [Fact]
    public async Task A_public_address_can_be_revoked()
    {
        var image = _world.AddImage("i1");
        _world.Engine.OnGallery = _ =>
        {
            _world.Tables.Images[image.Id] = image with { PublicToken = "other" };
            return new Answer.Done();
        };

        var after = await _world.JsonAsync(200, "POST", $"{Images}/i1/revoke-public-url");

        Assert.Equal("/api/v1/image-gen/results/other", (string?)after["public_url"]);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/info")]
    [InlineData("PATCH", "")]
    [InlineData("DELETE", "")]
    [InlineData("POST", "/revoke-public-url")]
    public async Task An_image_of_somebody_else_is_not_there(string method, string action)
    {
        _world.AddImage("i1");
        var body = method == "PATCH" ? "{}" : null;

        await _world.ProblemAsync(404, "not-found", method, $"{Images}/i1{action}", body, user: "bob");
        await _world.ProblemAsync(400, "invalid-request", method, $"{Images}/a%20b{action}", body);
        Assert.Empty(_world.Engine.GalleryAsks);
    }

    [Fact]
    public async Task Missing_thumbnails_are_made_again_and_counted()
    {
        _world.AddImage("whole");
        _world.AddImage("bare", hasThumbnails: false);
        _world.AddImage("lost", hasThumbnails: false);
        _world.Care.OnRemake = row => row.Id.Value != "lost";
        _world.AddImage("theirs", "bob", "b1", hasThumbnails: false);

        using var response = await _world.SendAsync("POST", $"{Images}/rebuild-thumbnails");

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        var stream = await response.Content.ReadAsStringAsync();
        Assert.Equal(3, stream.Split("event: progress\n").Length - 1);
        Assert.EndsWith("event: done\ndata: {\"total\":3,\"current\":3,\"generated\":1,\"skipped\":1,\"failed\":1}\n\n", stream, StringComparison.Ordinal);
        Assert.Equal(["bare", "lost"], _world.Care.Remade.Select(id => id.Value).Order());
    }

    [Fact]
    public async Task All_thumbnails_are_made_again_when_asked_for_and_a_second_request_meanwhile_is_refused_in_words()
    {
        _world.AddImage("whole");
        var gate = new TaskCompletionSource();
        _world.Care.Gate = gate.Task;

        var first = _world.SendAsync("POST", $"{Images}/rebuild-thumbnails?all=true");
        using var head = await first;
        Assert.Contains("already", await _world.ProblemAsync(409, "conflict", "POST", $"{Images}/rebuild-thumbnails"), StringComparison.Ordinal);
        using (var other = await _world.SendAsync("POST", $"{Images}/rebuild-thumbnails", user: "bob"))
            Assert.Equal(200, (int)other.StatusCode);
        gate.SetResult();

        Assert.EndsWith("\"generated\":1,\"skipped\":0,\"failed\":0}\n\n", await head.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var again = await _world.SendAsync("POST", $"{Images}/rebuild-thumbnails");
        Assert.Equal(200, (int)again.StatusCode);
    }

    private static MultipartFormDataContent Form(string field, byte[] bytes) =>
        new() { { new ByteArrayContent(bytes), field, "mine.png" } };
}
