using System.Net;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Embedding;

public sealed class EmbeddingExampleTests
{
    [Fact]
    public async Task The_example_of_the_readme_is_this_code()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "embedding");
        var readme = await File.ReadAllTextAsync(Path.Combine(folder, "README.md"));
        var example = readme.Split("```csharp\n")[1].Split("```")[0].Trim().Split('\n');
        var source = (await File.ReadAllLinesAsync(Path.Combine(folder, "EmbeddingExample.cs.txt"))).Select(line => line.Trim()).ToList();

        Assert.True(example.Length <= 11, "It is a ten-line example.");
        Assert.Equal("app.Run();", example[^1]);
        Assert.All(example[..^1], line => Assert.Contains(line.Trim(), source));
    }

    [Fact]
    public async Task A_host_that_embeds_the_engine_like_this_gets_a_background()
    {
        using var folder = new TemporaryFolder();
        await using var app = EmbeddingExample.Build(["--urls=http://127.0.0.1:0"], folder.Path);
        await app.StartAsync();
        using var client = new ApiClient(new Uri(app.Urls.Single() + "/"));
        using var told = await client.Http.PostAsync("/told", null);

        Assert.Equal(HttpStatusCode.OK, told.StatusCode);
        await new Storyteller(client, "story").BackgroundForAsync("m1");
        await app.StopAsync();
    }
}
