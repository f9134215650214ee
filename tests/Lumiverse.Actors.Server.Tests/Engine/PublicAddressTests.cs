using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;
using static Lumiverse.Actors.Server.Tests.Engine.GalleryKeeper;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>The public address of an image, for people without any account, on a server with accounts.</summary>
public sealed class PublicAddressTests : IAsyncLifetime
{
    private TestServer? _server;
    private ApiClient? _owner;
    private ApiClient? _anybody;
    private string _id = "";
    private string _url = "";

    private ApiClient Owner => _owner ?? throw new InvalidOperationException("The server has not started.");

    private ApiClient Anybody => _anybody ?? throw new InvalidOperationException("The server has not started.");

    public async Task InitializeAsync()
    {
        _server = await TestServer.StartAsync(settings: ["Lumiverse:Users:alice=token-a"]);
        (_owner, _anybody) = (_server.Client("token-a"), _server.Client());
        var image = await Owner.UploadAsync("picture");
        (_id, _url) = (Storyteller.Text(image, "id"), Relative(Storyteller.Text(image, "public_url")));
    }

    public async Task DisposeAsync()
    {
        Owner.Dispose();
        Anybody.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task It_has_the_right_type_and_length_and_sets_no_cookie()
    {
        using var response = await Anybody.Http.GetAsync(_url);
        var bytes = await response.Content.ReadAsByteArrayAsync();

        Assert.Equal(("image/png", bytes.Length), (response.Content.Headers.ContentType?.ToString(), (int?)response.Content.Headers.ContentLength));
        Assert.False(response.Headers.Contains("Set-Cookie"));
        Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal(TimeSpan.FromMinutes(5), response.Headers.CacheControl?.MaxAge);
        Assert.True(response.Headers.CacheControl?.Public);
        using var thumbnail = await Anybody.Http.GetAsync($"{_url}?size=sm");
        Assert.Equal(thumbnail.Content.Headers.ContentLength, (await thumbnail.Content.ReadAsByteArrayAsync()).Length);
    }

    [Fact]
    public async Task It_tells_nothing_of_what_is_in_the_file()
    {
        Assert.True((await Owner.GetAsync($"images/{_id}")).Bytes.Holds("remark of"));
        foreach (var path in new[] { _url, $"{_url}?size=sm", $"{_url}?size=lg" })
            Assert.False((await Anybody.GetAsync(path)).Expect(HttpStatusCode.OK).Bytes.Holds("remark of"));
    }

    [Fact]
    public async Task A_head_tells_what_a_get_would_and_sends_nothing()
    {
        using var get = await Anybody.Http.GetAsync(_url);
        using var head = await Anybody.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, _url));

        Assert.Equal(get.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Equal((get.Headers.ETag, get.Content.Headers.ContentType), (head.Headers.ETag, head.Content.Headers.ContentType));
        Assert.Empty(await head.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Parts_are_sent_as_long_as_the_picture_is_the_same()
    {
        using var whole = await Anybody.Http.GetAsync(_url);
        var (bytes, tag) = (await whole.Content.ReadAsByteArrayAsync(), whole.Headers.ETag?.ToString() ?? "");

        var part = await PartAsync("bytes=10-19");
        var end = await PartAsync("bytes=-7");
        var beyond = await PartAsync($"bytes={bytes.Length}-");
        var same = await PartAsync("bytes=0-3", ("If-Range", tag));
        var another = await PartAsync("bytes=0-3", ("If-Range", "\"another\""));

        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 10-19/{bytes.Length}"), (part.Status, part.Range));
        Assert.Equal(bytes[10..20], part.Bytes);
        Assert.Equal(bytes[^7..], end.Bytes);
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, $"bytes */{bytes.Length}"), (beyond.Status, beyond.Range));
        Assert.Equal((HttpStatusCode.PartialContent, 4), (same.Status, same.Bytes.Length));
        Assert.Equal((HttpStatusCode.OK, bytes.Length), (another.Status, another.Bytes.Length));
    }

    [Fact]
    public async Task What_is_known_is_not_sent_again_and_each_size_is_known_by_itself()
    {
        var tags = new HashSet<string>();
        foreach (var path in new[] { _url, $"{_url}?size=sm" })
        {
            using var first = await Anybody.Http.GetAsync(path);
            var tag = first.Headers.ETag?.ToString() ?? "";
            var again = await Anybody.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", tag));
            var other = await Anybody.SendAsync(HttpMethod.Get, path, null, ("If-None-Match", "\"other\""));
            Assert.Equal((HttpStatusCode.NotModified, 0, HttpStatusCode.OK), (again.Status, again.Bytes.Length, other.Status));
            tags.Add(tag);
        }

        using var owners = await Owner.Http.GetAsync($"images/{_id}");
        tags.Add(owners.Headers.ETag?.ToString() ?? "");
        Assert.Equal(3, tags.Count);
    }

    [Theory]
    [InlineData("xl"), InlineData("SM"), InlineData("300")]
    public async Task An_unknown_size_is_refused(string size) =>
        (await Anybody.GetAsync($"{_url}?size={size}")).ExpectProblem(HttpStatusCode.BadRequest);

    [Fact]
    public async Task It_can_be_neither_guessed_nor_used_to_find_the_image()
    {
        var token = _url.Split('/')[^1];

        Assert.Matches("^[0-9a-f]{64}$", token);
        Assert.NotEqual(token[..32], _id);
        (await Anybody.GetAsync($"image-gen/results/{_id}")).ExpectProblem(HttpStatusCode.NotFound);
        (await Anybody.GetAsync($"image-gen/results/{token[..63]}")).ExpectProblem(HttpStatusCode.NotFound);
        (await Anybody.GetAsync($"image-gen/results/{token.ToUpperInvariant()}")).ExpectProblem(HttpStatusCode.NotFound);
        (await Anybody.GetAsync($"images/{_id}")).ExpectProblem(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_revoked_address_is_gone_also_when_the_image_is_deleted_and_comes_back()
    {
        var other = Relative((await Owner.PostAsync($"images/{_id}/revoke-public-url", new { }))["public_url"]);
        (await Anybody.GetAsync(_url)).ExpectProblem(HttpStatusCode.NotFound);
        (await Anybody.GetAsync(other)).Expect(HttpStatusCode.OK);

        (await Owner.DeleteAsync($"images/{_id}")).Expect(HttpStatusCode.OK);
        (await Anybody.GetAsync(other)).ExpectProblem(HttpStatusCode.NotFound);
        (await Owner.PostAsync("images/restore", new { ids = new[] { _id } })).Expect(HttpStatusCode.OK);

        (await Anybody.GetAsync(_url)).ExpectProblem(HttpStatusCode.NotFound);
        (await Anybody.GetAsync(other)).Expect(HttpStatusCode.OK);
    }

    private async Task<(HttpStatusCode Status, string? Range, byte[] Bytes)> PartAsync(string range, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, _url);
        foreach (var (name, value) in headers.Append(("Range", range)))
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await Anybody.Http.SendAsync(request);
        return (response.StatusCode, response.Content.Headers.ContentRange?.ToString(), await response.Content.ReadAsByteArrayAsync());
    }
}
