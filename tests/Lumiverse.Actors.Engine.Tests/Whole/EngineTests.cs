using System.Text.Json;
using Akka.Actor;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Whole;

public sealed class EngineTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_reply_ends_as_an_image_behind_the_chat_with_one_call()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);

        Assert.IsType<Answer.Done>(await host.Engine.AskSceneAsync(Chat, new SceneCommand.NoticeReply(Chat, MessageId.Of("m1")), default));

        await EngineHost.UntilAsync(async () => (await host.Tables.ListImagesAsync(Chat.User, new ImageFilter(10, 0), default)).Total == 1);
        var image = Assert.Single((await host.Tables.ListImagesAsync(Chat.User, new ImageFilter(10, 0), default)).Items);
        var job = await host.EndOfAsync(Chat.User, image.Job?.Value ?? "");
        var background = Assert.IsType<Answer.BackgroundIs>(await host.Engine.AskSceneAsync(Chat, new SceneCommand.GetBackground(), default));
        Assert.Single(host.Provider.Calls);
        Assert.Equal("done", job.State);
        Assert.Equal(image.Id, background.Background?.Image);
        Assert.NotNull(host.Get<IBlobStore>().Open(image.Picture.Hash));
        Assert.Equal(1, (await host.Tables.ListDecisionsAsync(Chat.User, Chat.Chat, null, 10, 0, default)).Total);
    }

    [Fact]
    public async Task Tables_rebuilt_from_the_journal_equal_the_live_ones()
    {
        string live;
        await using (var host = await EngineHost.StartAsync(_folder.Path))
        {
            await MakeHistoryAsync(host);
            await host.Engine.CatchUpAsync(default);
            live = await DumpAsync(host);
            await host.Tables.ResetAsync(default);
        }

        await using var again = await EngineHost.StartAsync(_folder.Path);

        Assert.Equal(live, await DumpAsync(again));
        Assert.Contains("cancelled", live, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_resumes_after_any_event_sees_what_a_page_that_stayed_saw()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var live = FollowAsync(host, 0);
        await MakeHistoryAsync(host);

        var all = await FollowAsync(host, 0);

        Assert.Equal(all, await live);
        Assert.Equal(all.Select(seen => seen.Id).Order(), all.Select(seen => seen.Id));
        Assert.Equal(all.Count, all.Select(seen => seen.Id).Distinct().Count());
        Assert.Superset(
            new HashSet<string> { PageEvents.SceneDecided, PageEvents.ImageReady, PageEvents.Complete, PageEvents.Failure, PageEvents.BackgroundChanged },
            all.Select(seen => seen.Name).ToHashSet());
        for (var index = 0; index < all.Count - 1; index++)
            Assert.Equal(all.Skip(index + 1), await FollowAsync(host, all[index].Id ?? 0));
    }

    [Fact]
    public async Task A_page_from_the_future_is_told_to_load_everything_again()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.PaintAsync(Chat, "job");
        using var patience = new CancellationTokenSource(EngineHost.Patience);

        await foreach (var first in host.Pages.FollowAsync(Chat.User, null, 1_000_000, patience.Token))
        {
            Assert.Equal("RESYNC", first.Name);
            break;
        }
    }

    [Fact]
    public async Task Nobody_ends_the_wait_of_another_user()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        var painted = new TaskCompletionSource<ProviderAnswer>();
        host.Provider.Answer = (_, _) => painted.Task;
        await host.RequestAsync(Chat, "job");
        var waiting = host.EndOfAsync(Chat.User, "job");

        Assert.Null(await host.Engine.WaitForEndAsync(UserId.Of("bob"), JobId.Of("job"), default));
        Assert.Null(await host.Engine.WaitForEndAsync(Chat.User, JobId.Of("none"), default));
        painted.SetResult(new ProviderAnswer.Succeeded(new byte[] { 1 }));

        Assert.NotNull((await waiting).EndedAt);
    }

    [Fact]
    public async Task What_was_under_way_when_the_process_ended_goes_on_after_the_next_start()
    {
        var provider = new FakeProvider { Answer = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.FailedUncharged("later", TimeSpan.FromSeconds(2))) };
        await using (var host = await EngineHost.StartAsync(_folder.Path, provider))
        {
            await host.RequestAsync(Chat, "job");
            await EngineHost.UntilAsync(async () => { await host.Engine.CatchUpAsync(default); return (await host.Tables.FindJobAsync(JobId.Of("job"), default))?.Attempts is [{ EndedAt: not null }]; });
        }

        await using var next = await EngineHost.StartAsync(_folder.Path);

        Assert.Equal("done", (await next.EndOfAsync(Chat.User, "job")).State); // Nobody asked for it: the connection was woken.
        Assert.Single(next.Provider.Calls);
    }

    [Fact]
    public async Task A_running_call_ends_and_is_journalled_before_the_process_goes_down()
    {
        var called = new TaskCompletionSource();
        var painted = new TaskCompletionSource<ProviderAnswer>();
        var provider = new FakeProvider { Answer = (_, _) => { called.SetResult(); return painted.Task; } };
        var host = await EngineHost.StartAsync(_folder.Path, provider);
        await host.RequestAsync(Chat, "job");
        await called.Task;
        var admission = host.Get<Admission>();
        var stopping = host.DisposeAsync();
        await EngineHost.UntilAsync(() => Task.FromResult(IsClosed(admission)));

        painted.SetResult(new ProviderAnswer.Refused("not this one"));
        await stopping;

        await using var next = await EngineHost.StartAsync(_folder.Path);
        var job = await next.EndOfAsync(Chat.User, "job");
        Assert.Equal(("refused", "not this one"), (job.State, job.Reason));
        Assert.Empty(next.Provider.Calls);
    }

    [Fact]
    public async Task A_call_that_outlasts_the_patience_of_the_shutdown_is_uncertain_and_not_repeated()
    {
        var called = new TaskCompletionSource();
        var provider = new FakeProvider
        {
            Answer = async (_, broken) => { called.SetResult(); await Task.Delay(Timeout.Infinite, broken); return new ProviderAnswer.Refused("never"); },
        };
        await using (var host = await EngineHost.StartAsync(_folder.Path, provider, options => options with { DrainLimit = TimeSpan.FromMilliseconds(100) }))
        {
            await host.RequestAsync(Chat, "job");
            await called.Task;
        }

        await using var next = await EngineHost.StartAsync(_folder.Path);
        Assert.Equal("uncertain", (await next.EndOfAsync(Chat.User, "job")).State);
        Assert.Empty(next.Provider.Calls);
    }

    [Fact]
    public async Task One_node_opens_no_port()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);

        Assert.Equal("LocalActorRefProvider", ((ExtendedActorSystem)host.System).Provider.GetType().Name);
        Assert.Null(((ExtendedActorSystem)host.System).Provider.DefaultAddress.Port);
    }

    [Fact]
    public async Task Every_message_of_a_whole_job_can_be_serialized()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path, akka: "akka.actor.serialize-messages = on");

        Assert.Equal("done", (await host.PaintAsync(Chat, "job")).State);
        Assert.IsType<Answer.SceneIs>(await host.Engine.AskSceneAsync(Chat, new SceneCommand.GetScene(), default));
    }

    [Fact]
    public async Task A_repeated_request_is_the_same_job()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => host.RequestAsync(Chat, "job")));
        await host.EndOfAsync(Chat.User, "job");

        var again = Assert.IsType<Answer.JobStands>(await host.RequestAsync(Chat, "job"));

        Assert.Equal(JobOutcome.Done, again.End?.Outcome);
        Assert.Single(host.Provider.Calls);
    }

    [Fact]
    public async Task An_upload_is_stored_once_and_a_deleted_image_is_gone_while_its_bytes_wait_in_the_bin()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        byte[] bytes = [1, 2, 3];
        var upload = await host.Engine.UploadAsync(Chat.User, bytes, "a.png", default);
        await host.Engine.CatchUpAsync(default);
        var row = await host.Tables.FindImageAsync(Chat.User, upload.Image ?? default, default);
        Assert.NotNull(row);

        await host.Engine.AskGalleryAsync(Chat.User, new GalleryCommand.DeleteImage(row.Id, null), default);
        await host.Engine.CatchUpAsync(default);

        Assert.Null(await host.Tables.FindImageAsync(Chat.User, row.Id, default));
        Assert.NotNull(await host.Tables.FindBinnedImageAsync(Chat.User, row.Id, default));
        Assert.True(await host.Tables.IsBlobUsedAsync(row.Picture.Hash, default));
    }

    private static bool IsClosed(Admission admission)
    {
        using var place = admission.TryEnter(Lumiverse.Actors.Engine.Entities.EntityAddress.Of(Chat), new SceneCommand.GetScene(), out var refusal);
        return refusal is not null;
    }

    /// <summary>Jobs that end well, badly and by a person's wish; images of one's own, changed and deleted.</summary>
    private static async Task MakeHistoryAsync(EngineHost host)
    {
        await host.PaintAsync(Chat, "done");
        await host.PaintAsync(new ChatKey(Chat.User, ChatId.Of("meadow")), "other");
        host.Provider.Answer = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Refused("no"));
        await host.PaintAsync(Chat, "refused");
        host.Provider.Answer = async (_, broken) => { await Task.Delay(Timeout.Infinite, broken); return new ProviderAnswer.Refused("never"); };
        await host.RequestAsync(Chat, "cancelled");
        await host.Engine.AskSceneAsync(Chat, new SceneCommand.CancelJob(JobId.Of("cancelled")), default);
        await host.EndOfAsync(Chat.User, "cancelled");
        var upload = await host.Engine.UploadAsync(Chat.User, new byte[] { 9 }, "own.png", default);
        var image = upload.Image ?? default;
        await host.Engine.AskGalleryAsync(Chat.User, new GalleryCommand.SetImageDetails(image, true, "mine", ["tag"]), default);
        await host.Engine.AskGalleryAsync(Chat.User, new GalleryCommand.RevokePublicUrl(image), default);
        var gone = await host.Engine.UploadAsync(Chat.User, new byte[] { 10 }, "gone.png", default);
        await host.Engine.AskGalleryAsync(Chat.User, new GalleryCommand.DeleteImage(gone.Image ?? default, null), default);
        var back = await host.Engine.UploadAsync(Chat.User, new byte[] { 11 }, "back.png", default);
        await host.Engine.AskGalleryAsync(Chat.User, new GalleryCommand.DeleteImages([new(back.Image ?? default, [Chat.Chat])]), default);
        await host.Engine.AskGalleryAsync(Chat.User, new GalleryCommand.RestoreImages([back.Image ?? default]), default);
    }

    private static async Task<string> DumpAsync(EngineHost host) => JsonSerializer.Serialize(new object[]
    {
        await host.Tables.ListImagesAsync(Chat.User, new ImageFilter(100, 0), default),
        await host.Tables.ListJobsAsync(Chat.User, new JobFilter(100, 0), default),
        await host.Tables.ListDecisionsAsync(Chat.User, Chat.Chat, null, 100, 0, default),
        (await host.Tables.ListAwakeAsync(default)).Order(),
        await host.Tables.ListLiveJobsAsync(default),
    });

    /// <summary>Kept events after a position, up to the last one of the history.</summary>
    private static async Task<List<PageEvent>> FollowAsync(EngineHost host, long after)
    {
        List<PageEvent> seen = [];
        using var patience = new CancellationTokenSource(EngineHost.Patience);
        await foreach (var pageEvent in host.Pages.FollowAsync(Chat.User, null, after, patience.Token))
        {
            if (pageEvent.Id is not null)
                seen.Add(pageEvent);
            if (pageEvent.Name == PageEvents.ImageDeleted)
                break;
        }

        return seen;
    }
}
