using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Bridge;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Simulation;
using Xunit.Abstractions;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>The hosting actors with the engine's own performer of effects, its stores and its bridge; the provider is made up.</summary>
public sealed class ShellTests(ITestOutputHelper output) : DrivenWorld
{
    /// <summary>Per round.</summary>
    private const double BrokenStreams = 0.1;

    private const double Restarts = 0.15;

    /// <summary>What a page heard last and did not note in time.</summary>
    private const int MostForgotten = 3;

    public static TheoryData<ulong> Seeds => DrivenSeeds.All(usual: 5);

    [Theory, MemberData(nameof(Seeds))]
    public async Task The_shell_keeps_the_promises_though_journal_provider_streams_and_itself_fail(ulong seed)
    {
        output.WriteLine(DrivenSeeds.HowToReplay(seed, GetType()));
        var outside = new ScriptedOutside(seed, Journal, Entities);
        await using var shell = new RealShell(outside, Journal, Entities, Clock);
        outside.Shell = shell.Perform;
        await shell.StartAsync(Users);
        var pages = Users.Select(user => new DrivenPage(shell.Pages, user)).ToList();
        pages.ForEach(page => page.Open());

        await LiveAsync(outside, () => BreakAsync(outside, shell, pages), shell.Nudge);

        var ends = DrivenPromises.Judge([.. Facts], outside.Calls);
        Assert.True(ends.GetValueOrDefault("Done") > 0, $"Seed {seed} painted nothing: {Rendered.Of(ends)}");
        AssertEverybodyLeaves();
        await JudgeBytesAsync(shell);
        await JudgePagesAsync(shell, pages);
    }

    [Theory]
    [InlineData(new long[] { 1, 3 })]
    [InlineData(new long[] { 1, 3, 2 })]
    [InlineData(new long[] { 1, 2, 2, 3 })]
    public void A_page_that_misses_an_event_or_hears_it_twice_or_out_of_order_is_caught(long[] heard) =>
        Assert.Throws<BrokenPromiseException>(() => DrivenPage.Judge([1, 2, 3], heard));

    private static async Task BreakAsync(ScriptedOutside outside, RealShell shell, List<DrivenPage> pages)
    {
        if (outside.Draw(dice => dice.Happens(Restarts)))
            await shell.RestartAsync();
        foreach (var page in pages.Where(_ => outside.Draw(dice => dice.Happens(BrokenStreams))))
        {
            await page.CloseAsync();
            page.Open(outside.Draw(dice => dice.Below(MostForgotten)));
        }
    }

    private async Task JudgeBytesAsync(RealShell shell)
    {
        foreach (var picture in Facts.OfType<GalleryFact.ImageAdded>().Select(added => added.Image.Picture))
        {
            await using var stream = shell.Get<IBlobStore>().Open(picture.Hash);
            Assert.True(stream?.Length == picture.ByteCount, "Bytes named by a fact exist");
        }
    }

    private async Task JudgePagesAsync(RealShell shell, List<DrivenPage> pages)
    {
        var end = await shell.Get<IJournalReader>().LastPositionAsync(default);
        await shell.Get<FollowedPosition>().ReachAsync(end, default).WaitAsync(TimeSpan.FromSeconds(60));
        foreach (var page in pages)
        {
            var promised = await PromisedAsync(shell, page.User);
            await AwaitAssertAsync(() => DrivenPage.Judge(promised, page.Heard), TimeSpan.FromSeconds(60));
            await page.CloseAsync();
        }
    }

    private static async Task<ImmutableArray<long>> PromisedAsync(RealShell shell, UserId user)
    {
        var ids = ImmutableArray.CreateBuilder<long>();
        foreach (var entry in await shell.Get<IJournalReader>().ReadAsync(0, int.MaxValue, default))
        {
            if (PageEventSource.UserOf(entry) == user && await shell.Get<PageEventSource>().FromAsync(entry, default) is { Id: { } id })
                ids.Add(id);
        }

        return ids.ToImmutable();
    }
}
