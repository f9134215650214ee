using System.Text.Json.Nodes;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.Tests.World;

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
}
