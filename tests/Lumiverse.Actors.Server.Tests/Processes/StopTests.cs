using System.Net;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>The server as a process that is asked to end, as service managers do, in the middle of work.</summary>
public sealed class StopTests : IAsyncLifetime, IDisposable
{
    private readonly TaskCompletionSource _isCalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _isPainted = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TemporaryFolder _folder = new();
    private FakeServer? _provider;

    private FakeServer Provider => _provider ?? throw new InvalidOperationException("The provider has not started.");

    public async Task InitializeAsync()
    {
        _provider = await FakeServer.StartAsync();
        _provider.Answer = async (request, http) =>
        {
            if (!IsGeneration(request))
            {
                await http.RespondAsync(200, NanoGptAnswers.Balance("12.5"));
                return;
            }

            _isCalled.TrySetResult();
            await _isPainted.Task;
            await http.RespondAsync(200, NanoGptAnswers.Picture(Samples.Jpeg));
        };
    }

    public async Task DisposeAsync()
    {
        _isPainted.TrySetResult();
        await Provider.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_is_sent_ends_open_pages_hear_of_it_and_nothing_more_is_taken_on()
    {
        string job;
        await using (var server = await ServerProcess.StartAsync(_folder))
        {
            using var client = new ApiClient(server.Address);
            var story = await BeginAsync(client);
            var order = new { chatId = story.Chat, forceGeneration = true, promptMode = "custom", prompt = "a harbour" };
            job = (await client.PostAsync("image-gen/jobs", order)).Expect(HttpStatusCode.Accepted)["jobId"];
            await _isCalled.Task;
            using var page = new StreamReader(await client.Http.GetStreamAsync("events?after=0"));

            var stopping = server.StopAsync();
            await UntilClosedAsync(client, story.Chat);
            var refused = (await client.PostAsync("image-gen/jobs", order)).Expect(HttpStatusCode.ServiceUnavailable);
            _isPainted.SetResult();

            Assert.Contains("event: BACKGROUND_CHANGED", await page.ReadToEndAsync(), StringComparison.Ordinal); // A stream that breaks throws.
            Assert.Equal("urn:lumiverse:problem:going-down", refused["type"]);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Equal(0, await stopping);
        }

        await using var next = await ServerProcess.StartAsync(_folder);
        using var again = new ApiClient(next.Address);
        Assert.Equal("done", (await again.GetAsync($"image-gen/jobs/{job}")).Expect(HttpStatusCode.OK)["state"]);
        Assert.Single(Provider.Requests, IsGeneration);
    }

    private static bool IsGeneration(RecordedRequest request) => request.PathAndQuery == "/v1/images/generations";

    private async Task<Storyteller> BeginAsync(ApiClient client)
    {
        (await client.PostAsync("image-gen-connections", new { name = "Slow", provider = "nanogpt", api_url = Provider.Address, api_key = "pst-0123456789", is_default = true })).Expect(HttpStatusCode.Created);
        return await Storyteller.BeginAsync(client);
    }

    /// <summary>Between the signal and its effect the server takes what it is told.</summary>
    private static async Task UntilClosedAsync(ApiClient client, string chat)
    {
        while ((await client.GetAsync($"image-gen/chats/{chat}/scene")).Status == HttpStatusCode.OK)
            await Task.Delay(20);
    }
}
