using System.Net;
using Lumiverse.Actors.AspNetCore.Tests.World;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Actors.AspNetCore.Tests;

public sealed class EventTests : IClassFixture<ApiWorld>
{
    private readonly ApiWorld _world;

    public EventTests(ApiWorld world)
    {
        _world = world;
        _world.Clear();
    }

    [Fact]
    public async Task Events_arrive_as_they_happen_with_an_id_only_where_they_are_kept()
    {
        using var response = await _world.SendAsync("GET", "/events");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());

        _world.Feed.Publish(new PageEvent(7, "IMAGE_READY", null, """{"id":"i1"}"""));
        Assert.Equal(["id: 7", "event: IMAGE_READY", """data: {"id":"i1"}"""], await ReadEventAsync(lines));

        _world.Feed.Publish(new PageEvent(null, "IMAGE_GEN_PROGRESS", null, "{}"));
        Assert.Equal(["event: IMAGE_GEN_PROGRESS", "data: {}"], await ReadEventAsync(lines));
    }

    [Theory]
    [InlineData("/settings/imageGeneration", """{"value":{"sceneChangeThreshold":4}}""", "{}")]
    [InlineData("/image-gen/chats/c1/settings", """{"sceneChangeThreshold":4}""", """{"chatId":"c1"}""")]
    public async Task Settings_stored_by_one_page_are_told_to_the_others(string path, string body, string told)
    {
        using var response = await _world.SendAsync("GET", "/events");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        await _world.JsonAsync(200, "PUT", path, body);

        Assert.Equal(["event: IMAGE_GEN_SETTINGS_CHANGED", $"data: {told}"], await ReadEventAsync(lines));
    }

    [Fact]
    public async Task A_quiet_stream_says_that_it_is_alive_again_and_again()
    {
        using var response = await _world.SendAsync("GET", "/events");
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());

        Assert.Equal(": open", await ReadLineAsync(lines));
        Assert.Equal(": still here", await ReadLineAsync(lines));
        Assert.Equal(": still here", await ReadLineAsync(lines));
    }

    [Fact]
    public async Task The_stream_ends_when_its_source_ends()
    {
        using var response = await _world.SendAsync("GET", "/events");
        _world.Feed.End();

        Assert.StartsWith(": open", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_goes_is_let_go()
    {
        (await _world.SendAsync("GET", "/events")).Dispose();

        await _world.Feed.Left.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_user_with_too_many_streams_is_told_so_until_one_of_them_closes()
    {
        const string user = "hoarder";
        var streams = new List<HttpResponseMessage>();
        for (var number = 0; number < ApiWorld.MostStreams; number++)
            streams.Add(await OpenAsync(user));

        using var refused = await _world.SendAsync("GET", "/events", user: user);
        var problem = await ApiWorld.ReadAsync(refused, 429);
        Assert.Equal("urn:lumiverse:problem:busy", (string?)problem["type"]);
        Assert.Contains($"{ApiWorld.MostStreams} event streams", (string?)problem["error"], StringComparison.Ordinal);
        Assert.True(refused.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        (await OpenAsync("bob")).Dispose();

        streams[0].Dispose();
        streams[0] = await OpenWhenThereIsRoomAsync(user);
        await _world.ProblemAsync(429, "busy", "GET", "/events", user: user);
        streams.ForEach(stream => stream.Dispose());
    }

    [Theory]
    [InlineData("", null, null, null)]
    [InlineData("?after=41", null, 41L, null)]
    [InlineData("?after=41&chat_id=c1", "42", 42L, "c1")]
    [InlineData("", "0", 0L, null)]
    public async Task A_page_resumes_where_it_was(string query, string? lastEventId, long? after, string? chat)
    {
        (string, string)[] headers = lastEventId is null ? [] : [("Last-Event-ID", lastEventId)];

        using var response = await _world.SendAsync("GET", $"/events{query}", headers: headers);
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync());
        await ReadLineAsync(lines);
        await ReadLineAsync(lines); // The second line comes after the source was asked.

        Assert.Equal((UserId.Of("alice"), chat is null ? null : ChatId.Of(chat), after), Assert.Single(_world.Feed.Followed));
    }

    [Theory]
    [InlineData("abc")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999999999")]
    public async Task A_wrong_id_is_refused(string id)
    {
        await _world.ProblemAsync(400, "invalid-request", "GET", "/events", headers: ("Last-Event-ID", id));
        await _world.ProblemAsync(400, "invalid-request", "GET", $"/events?after={id}");
        Assert.Empty(_world.Feed.Followed);
    }

    private async Task<HttpResponseMessage> OpenAsync(string user)
    {
        var response = await _world.SendAsync("GET", "/events", user: user);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }

    /// <summary>The server hears of a page that goes when its connection ends, which is a moment later.</summary>
    private async Task<HttpResponseMessage> OpenWhenThereIsRoomAsync(string user)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var response = await _world.SendAsync("GET", "/events", user: user);
            if (response.StatusCode != HttpStatusCode.TooManyRequests)
                return response;
            response.Dispose();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The lines of the next event, without comments.</summary>
    private static async Task<List<string>> ReadEventAsync(StreamReader lines)
    {
        var read = new List<string>();
        while (true)
        {
            var line = await lines.ReadLineAsync();
            if (line is { Length: > 0 } && line[0] != ':')
                read.Add(line);
            else if (read.Count > 0 || line is null)
                return read;
        }
    }

    private static async Task<string?> ReadLineAsync(StreamReader lines)
    {
        string? line;
        do
            line = await lines.ReadLineAsync();
        while (line?.Length == 0);
        return line;
    }
}
