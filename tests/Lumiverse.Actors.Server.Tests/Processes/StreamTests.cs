using System.Net;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>Many open pages of one server. <c>LUMIVERSE_STREAMS</c> makes them more.</summary>
public sealed class StreamTests
{
    private const string LastWords = "the last words";

    private static readonly int Streams = Trial.Size("LUMIVERSE_STREAMS", 200);

    [Fact]
    public async Task Every_page_hears_what_happens()
    {
        using var folder = new TemporaryFolder();
        await using var server = await ServerProcess.StartAsync(folder);
        using var client = new ApiClient(server.Address);
        var connection = (await client.PostAsync("image-gen-connections", new { name = "Sketch", provider = "sketch" })).Expect(HttpStatusCode.Created)["id"];
        var pages = new List<StreamReader>();
        for (var page = 0; page < Streams; page++)
            pages.Add(new StreamReader(await client.Http.GetStreamAsync("events")));

        (await client.PutAsync($"image-gen-connections/{connection}", new { name = LastWords })).Expect(HttpStatusCode.OK);

        await Task.WhenAll(pages.Select(HearAsync)).WaitAsync(TimeSpan.FromSeconds(60));
        (await client.GetAsync("images")).Expect(HttpStatusCode.OK);
        pages.ForEach(page => page.Dispose());
        Assert.Equal(0, await server.StopAsync());
    }

    private static async Task HearAsync(StreamReader page)
    {
        while (await page.ReadLineAsync() is { } line)
            if (line.Contains(LastWords, StringComparison.Ordinal))
                return;
        Assert.Fail("A stream ended before it told what happened.");
    }
}
