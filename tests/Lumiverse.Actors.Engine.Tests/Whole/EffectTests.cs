using System.Collections.Immutable;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Whole;

public sealed class EffectTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private static readonly AttemptId Attempt = AttemptId.Of("attempt");
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_call_that_is_running_is_not_started_twice_however_often_it_is_owed()
    {
        await using var host = await EngineHost.StartAsync(
            _folder.Path, options: options => options with { Entities = options.Entities with { OwedInterval = TimeSpan.FromMilliseconds(10) } });
        var painted = new TaskCompletionSource<ProviderAnswer>();
        host.Provider.Answer = (_, _) => painted.Task;
        await host.RequestAsync(Chat, "job");
        await EngineHost.UntilAsync(() => Task.FromResult(!host.Provider.Calls.IsEmpty));

        // The other chat's job passes through the same connection and shows that its owed effects were performed meanwhile.
        var elsewhere = Chat with { Chat = ChatId.Of("meadow") };
        await host.RequestAsync(elsewhere, "other");
        await EngineHost.UntilAsync(() => Task.FromResult(host.Provider.Calls.Count == 2));
        for (var look = 0; look < 20; look++)
            await host.Engine.AskSceneAsync(elsewhere, new SceneCommand.GetScene(), default);
        painted.SetResult(new ProviderAnswer.Succeeded(new byte[] { 1 }));

        Assert.Equal("done", (await host.EndOfAsync(Chat.User, "job")).State);
        Assert.Equal("done", (await host.EndOfAsync(Chat.User, "other")).State);
        Assert.Equal(2, host.Provider.Calls.Count);
    }

    [Fact]
    public async Task A_call_asked_for_while_the_server_goes_down_has_not_started()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var painted = new TaskCompletionSource<ProviderAnswer>();
        host.Provider.Answer = (_, _) => painted.Task;
        await host.RequestAsync(Chat, "running");
        await EngineHost.UntilAsync(() => Task.FromResult(!host.Provider.Calls.IsEmpty));
        _ = host.Get<EffectPerformer>().DrainAsync(EngineHost.Patience);

        await host.RequestAsync(Chat with { Chat = ChatId.Of("meadow") }, "late");

        await EngineHost.UntilAsync(async () => (await host.Tables.FindJobAsync(JobId.Of("late"), default))?.Attempts is [{ Outcome: "not_started" }, ..]);
        Assert.Single(host.Provider.Calls);
        painted.SetResult(new ProviderAnswer.Succeeded(new byte[] { 1 }));
        Assert.Equal("done", (await host.EndOfAsync(Chat.User, "running")).State);
    }

    [Fact]
    public async Task A_call_that_was_cancelled_before_it_was_sent_has_not_started()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        var outcome = await host.Get<ProviderCaller>().CallAsync(await TicketAsync(host), Attempt, cancelled.Token, cancelled.Token);

        Assert.IsType<AttemptOutcome.NotStarted>(outcome);
        Assert.Empty(host.Provider.Calls);
    }

    [Fact]
    public async Task A_call_through_a_connection_that_is_gone_has_not_started()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var ticket = await TicketAsync(host) with { Connection = ConnectionId.Of("gone") };

        var outcome = Assert.IsType<AttemptOutcome.NotStarted>(await host.Get<ProviderCaller>().CallAsync(ticket, Attempt, default, default));

        Assert.False(outcome.Temporary);
    }

    [Fact]
    public async Task A_provider_that_throws_leaves_the_outcome_open()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        host.Provider.Answer = (_, _) => throw new InvalidOperationException("secret");

        var outcome = await host.Get<ProviderCaller>().CallAsync(await TicketAsync(host), Attempt, default, default);

        Assert.DoesNotContain("secret", Assert.IsType<AttemptOutcome.Ambiguous>(outcome).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_limit_beyond_what_a_timer_can_count_is_no_obstacle()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var ticket = await TicketAsync(host) with { GenerationTimeoutSeconds = int.MaxValue };

        Assert.IsType<AttemptOutcome.Succeeded>(await host.Get<ProviderCaller>().CallAsync(ticket, Attempt, default, default));
    }

    [Fact]
    public async Task The_bytes_of_a_call_whose_end_was_lost_are_found_again()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var caller = host.Get<ProviderCaller>();
        var ticket = await TicketAsync(host);
        var outcome = Assert.IsType<AttemptOutcome.Succeeded>(await caller.CallAsync(ticket, Attempt, default, default));

        var found = Assert.IsType<AttemptOutcome.Succeeded>(await caller.RecoverAsync(ticket, Attempt, default));

        Assert.Equal(outcome.Picture, found.Picture);
        Assert.IsType<AttemptOutcome.Lost>(await caller.RecoverAsync(ticket, AttemptId.Of("another"), default));
    }

    [Fact]
    public async Task Bytes_that_nothing_names_are_removed_unless_somebody_is_about_to_name_them()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var (janitor, blobs) = (host.Get<BlobJanitor>(), host.Get<IBlobStore>());
        var stray = await blobs.PutAsync(new byte[] { 1 }, default);
        var kept = await blobs.PutAsync(new byte[] { 2 }, default);
        await janitor.KeepAsync(kept, default);
        var named = (await host.PaintAsync(Chat, "job")).Image ?? default;
        var picture = (await host.Tables.FindImageAsync(Chat.User, named, default))?.Picture.Hash ?? default;
        foreach (var hash in ImmutableArray.Create(stray, kept, picture))
            janitor.Suspect(hash);

        await janitor.TidyAsync(default);

        Assert.False(Exists(blobs, stray));
        Assert.True(Exists(blobs, kept));
        Assert.True(Exists(blobs, picture));
    }

    [Fact]
    public async Task A_sweep_leaves_what_another_node_has_just_written()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var blobs = host.Get<IBlobStore>();
        var young = await blobs.PutAsync(new byte[] { 1 }, default);
        var old = await blobs.PutAsync(new byte[] { 2 }, default);
        await blobs.StageAsync(Attempt, new byte[] { 3 }, default);
        foreach (var file in Directory.GetFiles(_folder.Path, $"*{old.Value}*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow.AddHours(-1));

        await host.Get<BlobJanitor>().SweepAsync(DateTimeOffset.UtcNow - BlobJanitor.Grace, default);

        Assert.True(Exists(blobs, young));
        Assert.False(Exists(blobs, old));
        using var staged = await blobs.ReadStagedAsync(Attempt, default);
        Assert.NotNull(staged);
    }

    private static bool Exists(IBlobStore blobs, BlobHash hash)
    {
        using var stream = blobs.Open(hash);
        return stream is not null;
    }

    private static async Task<JobTicket> TicketAsync(EngineHost host)
    {
        var connection = await host.Get<BuiltInConnection>().EnsureAsync(Chat.User, default);
        return new JobTicket(
            JobId.Of("job"), Chat, connection?.Id ?? default, JobTrigger.Force, new ImagePrompt("a tower", null), null, 7, null, 0, DateTimeOffset.UnixEpoch);
    }
}
