using System.Text.Json.Nodes;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Providers.Tests;

public sealed class TransportTests
{
    [Fact]
    public async Task A_body_goes_out_with_its_length_and_a_user_agent_and_not_in_chunks()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.RespondAsync(200, """{"ok":true}""");

        var answer = await Wire.Http().SendAsync(WireRequest.Post(new Uri($"{server.Address}/x"), new JsonObject { ["prompt"] = "a+b ü" }), default);

        var request = Assert.Single(server.Requests);
        Assert.IsType<WireAnswer.Arrived>(answer);
        Assert.Equal(request.Body.Length.ToString(), request.Headers["Content-Length"]);
        Assert.StartsWith("Lumiverse.Actors/", request.Headers["User-Agent"]);
        Assert.False(request.Headers.ContainsKey("Transfer-Encoding"));
        Assert.Equal("""{"prompt":"a+b ü"}""", request.Text);
    }

    [Fact]
    public async Task A_line_that_breaks_after_the_body_went_out_is_one_request_of_unknown_outcome()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.DropAsync();

        var answer = await Wire.Http().SendAsync(WireRequest.Post(new Uri($"{server.Address}/x"), new JsonObject()), default);

        Assert.IsType<WireAnswer.Broken>(answer);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Nobody_listening_means_that_nothing_was_sent()
    {
        await using (var server = await FakeServer.StartAsync())
        {
            var address = new Uri($"{server.Address}/x");
            await server.DisposeAsync();

            var answer = await Wire.Http().SendAsync(WireRequest.Post(address, new JsonObject()), default);

            Assert.True(Assert.IsType<WireAnswer.Unsent>(answer).Temporary);
        }
    }

    [Fact]
    public async Task A_private_address_is_not_connected_to_when_the_rules_forbid_it()
    {
        await using var server = await FakeServer.StartAsync();

        var answer = await Wire.Http(AddressRules.PublicOnly).SendAsync(WireRequest.Get(new Uri($"{server.Address}/x")), default);

        var unsent = Assert.IsType<WireAnswer.Unsent>(answer);
        Assert.False(unsent.Temporary);
        Assert.Contains("not allowed", unsent.Reason);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task An_answer_beyond_its_limit_is_not_read_to_its_end()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.DripAsync(200, "image/png", Enumerable.Repeat(new byte[64 * 1024], 64));

        var answer = await Wire.Http().SendAsync(WireRequest.Get(new Uri($"{server.Address}/x")) with { MostBytes = 100 * 1024 }, default);

        Assert.Equal(200, Assert.IsType<WireAnswer.Broken>(answer).Status);
    }

    /// <summary>Sizes around where memory grows, with and without a length told beforehand.</summary>
    [Theory]
    [InlineData(0, true)]
    [InlineData(1, false)]
    [InlineData((64 * 1024) - 1, true)]
    [InlineData(64 * 1024, true)]
    [InlineData(64 * 1024, false)]
    [InlineData((4 * 1024 * 1024) - 1, true)]
    [InlineData(4 * 1024 * 1024, true)]
    [InlineData(5_000_000, true)]
    [InlineData(5_000_000, false)]
    public async Task A_body_is_read_whole_into_the_memory_of_the_call(int length, bool isTold)
    {
        var body = new byte[length];
        new Random(length).NextBytes(body);
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => isTold
            ? http.RespondAsync(200, "image/png", body)
            : http.DripAsync(200, "image/png", body.Chunk(100_000));
        var memory = new WatchedMemory();

        var answer = await Wire.Http().SendAsync(Request(server) with { MostBytes = 8 * 1024 * 1024, Memory = memory }, default);

        var arrived = Assert.IsType<WireAnswer.Arrived>(answer).Body;
        Assert.True(arrived.Span.SequenceEqual(body));
        Assert.True(arrived.Span.Overlaps(memory.Last.Span) || length == 0);
        Assert.True(!isTold || length >= 4 * 1024 * 1024 || memory.Growths == 1, $"{memory.Growths} growths for a length that was told.");
    }

    [Fact]
    public async Task Nothing_of_an_answer_is_read_before_there_is_room_for_it()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.RespondAsync(200, "image/png", new byte[1_000_000]);
        var memory = new WatchedMemory { Room = new TaskCompletionSource() };
        var seen = 0;

        var answer = Wire.Http().SendAsync(Request(server) with { Memory = memory }, default, chunk => seen += chunk.Length);
        await memory.Asked.Task;
        Assert.Equal((1_000_001, 0), (memory.Wanted, seen));
        memory.Room.SetResult();

        Assert.IsType<WireAnswer.Arrived>(await answer);
        Assert.Equal(1_000_000, seen);
    }

    private static WireRequest Request(FakeServer server) => WireRequest.Get(new Uri($"{server.Address}/x"));

    [Fact]
    public async Task A_body_that_drips_in_is_seen_piece_by_piece()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.DripAsync(200, "application/msgpack", [[1, 2], [3], [4, 5, 6]]);
        var seen = new List<byte>();

        var answer = await Wire.Http().SendAsync(WireRequest.Get(new Uri($"{server.Address}/x")), default, chunk => seen.AddRange(chunk.ToArray()));

        Assert.Equal([1, 2, 3, 4, 5, 6], seen);
        Assert.Equal(seen, Assert.IsType<WireAnswer.Arrived>(answer).Body.ToArray());
    }

    [Fact]
    public async Task A_pause_may_be_a_date()
    {
        var now = new DateTimeOffset(2026, 12, 1, 12, 0, 0, TimeSpan.Zero);
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) =>
        {
            http.Response.Headers.RetryAfter = now.AddSeconds(90).ToString("R");
            return http.RespondAsync(429, "{}");
        };

        var answer = await Wire.Http(time: new StoppedTime(now)).SendAsync(WireRequest.Get(new Uri($"{server.Address}/x")), default);

        Assert.Equal(TimeSpan.FromSeconds(90), Assert.IsType<WireAnswer.Arrived>(answer).RetryAfter);
    }

    [Fact]
    public void Trap_10_nothing_but_the_budget_of_the_call_ends_a_slow_answer()
    {
        using var services = Wire.Services();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient(ProviderHttp.ClientName);

        Assert.Equal(Timeout.InfiniteTimeSpan, client.Timeout);
    }

    [Fact]
    public async Task A_host_that_does_not_exist_is_not_asked_for_again()
    {
        var answer = await Wire.Http().SendAsync(WireRequest.Get(new Uri("http://nowhere.invalid/x")), default);

        Assert.Contains("nowhere.invalid", Assert.IsType<WireAnswer.Unsent>(answer).Reason);
    }

    [Fact]
    public async Task A_name_is_judged_by_the_address_it_leads_to_when_the_connection_is_made()
    {
        await using var server = await FakeServer.StartAsync();
        server.Answer = (_, http) => http.RespondAsync(200, "{}");
        var named = new Uri(server.Address.Replace("127.0.0.1", "localhost"));

        var refused = await Wire.Http(AddressRules.PublicOnly).SendAsync(WireRequest.Get(named), default);
        var listed = await Wire.Http(AddressRules.Of(allowPrivate: false, ["localhost"])).SendAsync(WireRequest.Get(named), default);

        Assert.Contains("localhost is not allowed", Assert.IsType<WireAnswer.Unsent>(refused).Reason);
        Assert.IsType<WireAnswer.Arrived>(listed);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("""{"a":1,"a":2}""", "2")]
    [InlineData("""{"a":{"b":1,"b":3},}""", """{"b":3}""")]
    [InlineData("""{"a":"\ud800","\udc00":1}""", "\"\uFFFD\"")]
    [InlineData("""{"b":1}""", null)]
    [InlineData("""{"a":null}""", null)]
    [InlineData("""["a"]""", null)]
    [InlineData("""{"a":1""", null)]
    [InlineData("", null)]
    public void Json_is_read_whatever_it_holds(string json, string? a)
    {
        var answer = new WireAnswer.Arrived(200, null, System.Text.Encoding.UTF8.GetBytes(json), null);

        Assert.Equal(a is null ? null : JsonNode.Parse(a)?.ToJsonString(), answer.Json().At("a")?.ToJsonString());
    }

    [Fact]
    public void Bytes_that_are_no_text_are_read_as_unreadable()
    {
        var answer = new WireAnswer.Arrived(200, null, (byte[])[.. "{\"a\":\""u8, 0xF1, 0x28, .. "\"}"u8], null);

        Assert.Equal("\uFFFD", answer.Json().Text("a"));
    }
}
