using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Bridge;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>A page that does not read what it is told.</summary>
public sealed class SlowPageTests : IDisposable
{
    private const long First = 1_000_000;

    private static readonly UserId Alice = UserId.Of("alice");

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_stream_ends_at_the_limit_so_that_it_comes_back_and_reads_the_rest_from_the_journal()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await using var page = host.Pages.FollowAsync(Alice, null, null, default).GetAsyncEnumerator();
        var first = page.MoveNextAsync();
        for (var number = 0; number < PageFeed.MostBehind + 10; number++)
            host.Get<PageFeed>().Publish(Alice, new PageEvent(First + number, "IMAGE_READY", null, "{}"));

        var heard = new List<long?>();
        for (var isThere = await first; isThere; isThere = await page.MoveNextAsync())
            heard.Add(page.Current.Id);

        Assert.InRange(heard.Count, PageFeed.MostBehind, PageFeed.MostBehind + 1); // One may be on its way already.
        Assert.Equal(Enumerable.Range(0, heard.Count).Select(number => (long?)(First + number)), heard);
    }

    [Fact]
    public async Task What_is_not_kept_is_dropped_and_ends_nothing()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await using var page = host.Pages.FollowAsync(Alice, null, null, default).GetAsyncEnumerator();
        var first = page.MoveNextAsync();
        for (var number = 0; number < PageFeed.MostBehind * 2; number++)
            host.Get<PageFeed>().Publish(Alice, new PageEvent(null, "IMAGE_GEN_PROGRESS", null, "{}"));

        Assert.True(await first);
        Assert.True(await page.MoveNextAsync()); // Whatever was dropped, there is room for one more.
        host.Get<PageFeed>().Publish(Alice, new PageEvent(First, "IMAGE_READY", null, "{}"));

        while (page.Current.Id is null)
            Assert.True(await page.MoveNextAsync());
        Assert.Equal(First, page.Current.Id);
    }
}
