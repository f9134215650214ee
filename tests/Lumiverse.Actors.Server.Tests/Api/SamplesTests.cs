using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Api;

public sealed class SamplesTests
{
    [Fact]
    public async Task Samples_are_listed_with_how_long_they_are()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        var samples = (await client.GetAsync("samples")).Json.GetProperty("data");

        Assert.Equal(2, samples.GetArrayLength());
        Assert.Equal("""{"id":"harbour","title":"The harbour at night","summary":"A meeting in the rain.","messages":3}""", samples[0].GetRawText());
    }

    [Fact]
    public async Task A_sample_becomes_an_empty_chat_and_messages_to_play()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        var prepared = (await client.PostAsync("samples/harbour/chats", new { })).Expect(HttpStatusCode.Created).Json;

        var chat = prepared.GetProperty("chat").GetProperty("id").GetString();
        Assert.Equal(3, prepared.GetProperty("messages").GetArrayLength());
        Assert.True(prepared.GetProperty("messages")[1].GetProperty("is_user").GetBoolean());
        Assert.Equal("0", (await client.GetAsync($"chats/{chat}/messages"))["total"]);
        Assert.Equal("Mira", (await client.GetAsync("characters")).Json.GetProperty("data")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task An_unknown_sample_is_not_found()
    {
        await using var server = await TestServer.StartAsync();
        using var client = server.Client();

        (await client.PostAsync("samples/..%2Fsecret/chats", new { })).ExpectProblem(HttpStatusCode.NotFound);
    }
}
