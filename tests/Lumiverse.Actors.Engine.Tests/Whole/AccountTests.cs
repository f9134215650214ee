using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>Several connections with one key, at a provider that allows an account one call at a time.</summary>
public sealed class AccountTests : IDisposable
{
    private const string Key = "pst-shared";
    private static readonly ChatKey Ann = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private static readonly ChatKey Bob = new(UserId.Of("bob"), ChatId.Of("meadow"));
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Eight_chats_on_one_key_all_get_their_image_and_never_at_once()
    {
        var account = new SingleCallAccount();
        await using var host = await StartAsync(account.PaintAsync);
        await host.ConnectAsync(Ann.User, Key);
        await host.ConnectAsync(Bob.User, Key);
        var jobs = Enumerable.Range(0, 8).Select(i => (Chat: (i % 2 == 0 ? Ann : Bob) with { Chat = ChatId.Of($"chat{i}") }, Job: $"job{i}")).ToList();

        var ends = await Task.WhenAll(jobs.Select(job => host.PaintAsync(job.Chat, job.Job)));

        Assert.All(ends, end => Assert.Equal("done", end.State));
        Assert.Equal(8, ends.Select(end => end.Image).Distinct().Count());
        Assert.Equal((0, 8), (account.Overlaps, host.Provider.Calls.Count));
    }

    /// <summary>Another program on the same key, or another node: the provider turns calls away, and they come back.</summary>
    [Fact]
    public async Task Eight_chats_that_are_told_to_come_back_all_get_their_image()
    {
        var account = new SingleCallAccount();
        await using var host = await EngineHost.StartAsync(_folder.Path, new FakeProvider { Answer = (call, _) => account.PaintAsync(call) });
        await host.ConnectAsync(Ann.User, Key);

        var ends = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => host.PaintAsync(Ann with { Chat = ChatId.Of($"chat{i}") }, $"job{i}")));

        Assert.All(ends, end => Assert.Equal("done", end.State));
        Assert.True(account.Overlaps > 0, "Nothing was ever turned away.");
    }

    [Fact]
    public async Task A_job_that_is_cancelled_while_it_waits_for_its_account_is_not_sent()
    {
        await using var world = await QueuedAsync();

        await world.Host.Engine.AskSceneAsync(Ann, new SceneCommand.CancelJob(JobId.Of("waiting")), default);

        var end = await world.Host.EndOfAsync(Ann.User, "waiting");
        Assert.Equal(("cancelled", false), (end.State, end.MayHaveBeenCharged));
        await world.OnlyOneWasSentAsync();
    }

    [Fact]
    public async Task A_job_that_is_superseded_while_it_waits_for_its_account_is_not_sent_and_the_newer_one_is()
    {
        await using var world = await QueuedAsync();

        await world.Host.RequestAsync(Ann, "newer");

        Assert.Equal("superseded", (await world.Host.EndOfAsync(Ann.User, "waiting")).State);
        world.Paint();
        Assert.Equal("done", (await world.Host.EndOfAsync(Ann.User, "newer")).State);
        Assert.Equal(2, world.Host.Provider.Calls.Count);
    }

    [Fact]
    public async Task A_job_whose_connection_is_deleted_while_it_waits_for_its_account_is_not_sent()
    {
        await using var world = await QueuedAsync();

        await DeleteAsync(world.Host, Ann.User);

        var end = await world.Host.EndOfAsync(Ann.User, "waiting");
        Assert.Equal(("cancelled", "The connection was deleted. Choose another one and generate again."), (end.State, end.Reason));
        await world.OnlyOneWasSentAsync();
    }

    [Fact]
    public async Task A_superseded_job_that_is_sent_finishes_and_its_image_is_kept()
    {
        await using var world = await QueuedAsync();
        await world.Host.RequestAsync(Bob, "newer");
        await world.Host.Engine.AskSceneAsync(Bob, new SceneCommand.GetScene(), default);

        world.Paint();

        var end = await world.Host.EndOfAsync(Bob.User, "sent");
        Assert.Equal("done", end.State);
        Assert.NotNull(end.Image);
        Assert.Equal("done", (await world.Host.EndOfAsync(Bob.User, "newer")).State);
    }

    [Fact]
    public async Task With_its_connection_what_waits_is_cancelled_and_what_is_sent_finishes()
    {
        await using var world = await QueuedAsync();
        await world.Host.RequestAsync(Bob with { Chat = ChatId.Of("behind") }, "behind");
        await EngineHost.UntilAsync(async () => await world.Host.Engine.AskConnectionAsync(
            ConnectionId.Of($"of-{Bob.User}"), new ConnectionCommand.GetQueue(), default) is Answer.QueueIs { Waiting.Length: 1 });

        await DeleteAsync(world.Host, Bob.User);

        var behind = await world.Host.EndOfAsync(Bob.User, "behind");
        Assert.Equal(("cancelled", "The connection was deleted. Choose another one and generate again."), (behind.State, behind.Reason));
        world.Paint();
        var sent = await world.Host.EndOfAsync(Bob.User, "sent");
        Assert.Equal("done", sent.State);
        Assert.NotNull(sent.Image);
    }

    [Fact]
    public async Task What_waits_for_its_account_when_the_server_goes_down_is_sent_after_the_next_start()
    {
        var world = await QueuedAsync(drainLimit: TimeSpan.FromMilliseconds(300));
        await world.Host.DisposeAsync();

        await using var next = await StartAsync(_ => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Succeeded(new byte[] { 1 })));

        Assert.Equal("done", (await next.EndOfAsync(Ann.User, "waiting")).State);
        Assert.Equal("uncertain", (await next.EndOfAsync(Bob.User, "sent")).State);
        Assert.Single(next.Provider.Calls);
    }

    [Fact]
    public async Task Waiting_for_an_account_does_not_count_as_painting()
    {
        await using var host = await StartAsync(_ => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Succeeded(new byte[] { 1 })));
        var connection = await host.ConnectAsync(Ann.User, Key);
        var inside = await host.Get<AccountGate>().EnterAsync(host.Provider.Description, Key, default);
        var limit = TimeSpan.FromSeconds(1);
        var ticket = new JobTicket(
            JobId.Of("job"), Ann, connection.Id, JobTrigger.Force, new ImagePrompt("a tower", null), null, 7, null, (int)limit.TotalSeconds, DateTimeOffset.UnixEpoch);
        var broken = false;
        host.Provider.Answer = (_, cancellation) =>
        {
            broken = cancellation.IsCancellationRequested;
            return Task.FromResult<ProviderAnswer>(new ProviderAnswer.Succeeded(new byte[] { 1 }));
        };

        var calling = host.Get<ProviderCaller>().CallAsync(ticket, AttemptId.Of("attempt"), default, default);
        await Task.Delay(limit * 1.2); // The limit has to pass for the wait to be able to count.
        inside?.Dispose();

        Assert.IsType<AttemptOutcome.Succeeded>(await calling);
        Assert.False(broken);
    }

    [Fact]
    public async Task A_connection_calls_no_more_at_once_than_its_account_may()
    {
        await using var host = await StartAsync(new SingleCallAccount().PaintAsync);
        var connection = await host.ConnectAsync(Ann.User, Key);
        await host.Get<IConnectionStore>().SaveAsync(connection with { Metadata = new() { ["concurrentCalls"] = 9 } }, null, default);

        Assert.Equal(1, (await host.Get<TermsReader>().ReadAsync(connection.Id, default))?.ConcurrentCalls);
    }

    private Task<EngineHost> StartAsync(Func<ProviderCall, Task<ProviderAnswer>> paint, TimeSpan? drainLimit = null)
    {
        var provider = new FakeProvider();
        provider = new FakeProvider { Description = provider.Description with { CallsPerAccount = 1 }, Answer = (call, broken) => paint(call).WaitAsync(broken) };
        return EngineHost.StartAsync(_folder.Path, provider, options => options with { DrainLimit = drainLimit ?? options.DrainLimit });
    }

    /// <summary>Bob's job is with the provider, and Ann's waits for the account they share.</summary>
    private async Task<Queued> QueuedAsync(TimeSpan? drainLimit = null)
    {
        var painted = new TaskCompletionSource();
        var host = await StartAsync(
            async _ =>
            {
                await painted.Task;
                return new ProviderAnswer.Succeeded(Guid.NewGuid().ToByteArray());
            },
            drainLimit);
        await host.ConnectAsync(Ann.User, Key);
        await host.ConnectAsync(Bob.User, Key);
        await host.RequestAsync(Bob, "sent");
        await EngineHost.UntilAsync(() => Task.FromResult(!host.Provider.Calls.IsEmpty));
        await host.RequestAsync(Ann, "waiting");
        await host.UntilCalledAsync("waiting");
        return new Queued(host, painted);
    }

    private static async Task DeleteAsync(EngineHost host, UserId user)
    {
        var id = ConnectionId.Of($"of-{user}");
        await host.Get<IConnectionStore>().DeleteAsync(user, id, default);
        await host.Engine.AskConnectionAsync(id, new ConnectionCommand.NoticeProfile(user, id, null), default);
    }

    private sealed record Queued(EngineHost Host, TaskCompletionSource Painted) : IAsyncDisposable
    {
        public void Paint() => Painted.TrySetResult();

        public async Task OnlyOneWasSentAsync()
        {
            Paint();
            Assert.Equal("done", (await Host.EndOfAsync(Bob.User, "sent")).State);
            Assert.Single(Host.Provider.Calls);
        }

        public ValueTask DisposeAsync() => Host.DisposeAsync();
    }

    /// <summary>Turns away what comes while it paints for the same key.</summary>
    private sealed class SingleCallAccount
    {
        private readonly ConcurrentDictionary<string, int> _inside = new();
        private int _overlaps;

        public int Overlaps => _overlaps;

        public async Task<ProviderAnswer> PaintAsync(ProviderCall call)
        {
            var key = call.Target.ApiKey ?? "";
            var inside = _inside.AddOrUpdate(key, 1, (_, count) => count + 1);
            try
            {
                if (inside > 1)
                {
                    Interlocked.Increment(ref _overlaps);
                    return new ProviderAnswer.NotStarted("Concurrent generation is locked.", true, TimeSpan.FromMilliseconds(20));
                }

                await Task.Delay(20); // Painting takes its time, so that calls can overlap at all.
                return new ProviderAnswer.Succeeded(Guid.NewGuid().ToByteArray());
            }
            finally
            {
                _inside.AddOrUpdate(key, 0, (_, count) => count - 1);
            }
        }
    }
}
