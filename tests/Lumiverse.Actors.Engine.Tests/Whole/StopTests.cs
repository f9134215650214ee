using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Providers;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>A host that goes down in the middle of work: what is sent ends, and nobody is left waiting.</summary>
public sealed class StopTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("alice"), ChatId.Of("harbour"));

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_page_hears_how_a_call_ended_that_was_under_way_and_then_its_stream_ends()
    {
        var called = new TaskCompletionSource();
        var painted = new TaskCompletionSource<ProviderAnswer>();
        var host = await EngineHost.StartAsync(_folder.Path, new FakeProvider { Answer = (_, _) => { called.SetResult(); return painted.Task; } });
        var heard = HearAsync(host);
        await host.RequestAsync(Chat, "job");
        await called.Task;

        var stopping = host.DisposeAsync();
        await EngineHost.UntilAsync(async () => await host.RequestAsync(Chat, "another") is Answer.GoingDown);
        painted.SetResult(new ProviderAnswer.Succeeded(new byte[] { 1 }));
        await stopping;

        Assert.Contains("BACKGROUND_CHANGED", await heard);
    }

    [Fact]
    public async Task Whoever_waits_for_a_job_that_waits_itself_is_let_go()
    {
        var host = await EngineHost.StartAsync(_folder.Path, new FakeProvider
        {
            Answer = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.FailedUncharged("later", TimeSpan.FromMinutes(5))),
        });
        await host.RequestAsync(Chat, "job");
        await EngineHost.UntilAsync(async () => { await host.Engine.CatchUpAsync(default); return (await host.Tables.FindJobAsync(JobId.Of("job"), default))?.Attempts is [{ EndedAt: not null }]; });
        var waiting = host.EndOfAsync(Chat.User, "job");

        await host.DisposeAsync();

        Assert.Null((await waiting).EndedAt);
    }

    /// <summary>Owed are both, after the next start: to look what became of the call, and to break it off. Only the look ends it.</summary>
    [Fact]
    public async Task A_job_that_was_cancelled_while_its_call_did_not_answer_ends_after_the_next_start()
    {
        var called = new TaskCompletionSource();
        var provider = new FakeProvider { Answer = (_, _) => { called.SetResult(); return new TaskCompletionSource<ProviderAnswer>().Task; } };
        await using (var host = await EngineHost.StartAsync(_folder.Path, provider, options => options with { DrainLimit = TimeSpan.FromMilliseconds(100) }))
        {
            await host.RequestAsync(Chat, "job");
            await called.Task;
            await host.Engine.AskSceneAsync(Chat, new SceneCommand.CancelJob(JobId.Of("job")), default);
        }

        await using var next = await EngineHost.StartAsync(_folder.Path);

        var job = await next.EndOfAsync(Chat.User, "job");
        Assert.Equal(("cancelled", true), (job.State, job.MayHaveBeenCharged));
        Assert.Empty(next.Provider.Calls);
    }

    [Theory]
    [InlineData(5, 20, 35)]
    [InlineData(30, 60, 75)]
    [InlineData(90, 20, 90)]
    public async Task The_host_waits_as_long_as_the_engine_may_need(int host, int drain, int seconds)
    {
        await using var started = await EngineHost.StartAsync(
            _folder.Path, options: options => options with { DrainLimit = TimeSpan.FromSeconds(drain) }, patience: TimeSpan.FromSeconds(host));

        Assert.Equal(TimeSpan.FromSeconds(seconds), started.Get<IOptions<HostOptions>>().Value.ShutdownTimeout);
    }

    private static async Task<IReadOnlyList<string>> HearAsync(EngineHost host)
    {
        using var patience = new CancellationTokenSource(EngineHost.Patience);
        var heard = new List<string>();
        await foreach (var pageEvent in host.Pages.FollowAsync(Chat.User, null, 0, patience.Token))
            heard.Add(pageEvent.Name);
        return heard;
    }
}
