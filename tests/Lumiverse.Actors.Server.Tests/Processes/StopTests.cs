using System.Net;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>The server as a process that is asked to end, as service managers do, in the middle of work.</summary>
public sealed class StopTests
{
    [Fact]
    public async Task What_is_sent_ends_open_pages_hear_of_it_and_nothing_more_is_taken_on()
    {
        using var folder = new TemporaryFolder();
        var permission = new TaskCompletionSource();
        await using var painter = await CountingPainter.StartAsync();
        painter.Permission = permission.Task;
        string job;
        await using (var server = await ServerProcess.StartAsync(folder))
        {
            using var client = new ApiClient(server.Address);
            await painter.ConnectAsync(client);
            var chat = (await Storyteller.BeginAsync(client)).Chat;
            var order = new { chatId = chat, forceGeneration = true, promptMode = "custom", prompt = "a harbour" };
            job = (await client.PostAsync("image-gen/jobs", order)).Expect(HttpStatusCode.Accepted)["jobId"];
            await Trial.UntilAsync(() => painter.Prompts.Count == 1, () => "the call");
            using var page = new StreamReader(await client.Http.GetStreamAsync("events?after=0"));

            var stopping = server.StopAsync();
            // Between the signal and its effect the server takes what it is told.
            await Trial.UntilAsync(async () => (await client.GetAsync($"image-gen/chats/{chat}/scene")).Status != HttpStatusCode.OK, () => "the first refusal");
            var refused = (await client.PostAsync("image-gen/jobs", order)).Expect(HttpStatusCode.ServiceUnavailable);
            permission.SetResult();

            Assert.Contains("event: BACKGROUND_CHANGED", await page.ReadToEndAsync(), StringComparison.Ordinal); // A stream that breaks throws.
            Assert.Equal("urn:lumiverse:problem:going-down", refused["type"]);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(0, await stopping);
        }

        await using var next = await ServerProcess.StartAsync(folder);
        using var again = new ApiClient(next.Address);
        Assert.Equal("done", (await again.GetAsync($"image-gen/jobs/{job}")).Expect(HttpStatusCode.OK)["state"]);
        Assert.Single(painter.Prompts);
    }
}
