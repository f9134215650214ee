using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Benchmarks.Gallery;

/// <summary>
/// How long lists and searches of a gallery of a hundred thousand images take, in the tables themselves: first pages and
/// deep ones, rare words and such as every image has.
/// </summary>
internal static class GalleryBenchmark
{
    private const int Images = 100_000;
    private const int Rounds = 200;

    private static readonly UserId User = UserId.Of("ann");

    private static readonly (string Name, ImageFilter Filter)[] Lists =
    [
        ("first page", new(50, 0)),
        ("page of 1000", new(1000, 0)),
        ("deep page, offset 99,000", new(50, 99_000)),
        ("deep page of a provider", new(50, 40_000, Provider: "novelai")),
        ("favourites of a chat", new(50, 0, Chat: ChatId.Of("chat-10"), Favorite: true)),
        ("largest, offset 50,000", new(50, 50_000, Sorting: ImageSorting.Largest)),
    ];

    private static readonly (string Name, ImageFilter Filter)[] Searches =
    [
        ("a word of 1 image", new(50, 0, Search: "word77777")),
        ("a word of 12,500 images", new(50, 0, Search: "harbour")),
        ("two words", new(50, 0, Search: "harbour eerie")),
        ("a word of all images", new(50, 0, Search: "illustration")),
        ("beginning of a word, 2 letters", new(50, 0, Search: "ha")),
        ("one letter", new(50, 0, Search: "h")),
        ("a word in a chat", new(50, 0, Chat: ChatId.Of("chat-10"), Search: "harbour")),
        ("a word, offset 12,000", new(50, 12_000, Search: "harbour")),
        ("a word of all, offset 99,000", new(50, 99_000, Search: "illustration")),
        ("a word of 12,500, largest first", new(50, 0, Search: "harbour", Sorting: ImageSorting.Largest)),
        ("a word of all, largest first", new(50, 0, Search: "illustration", Sorting: ImageSorting.Largest)),
        ("what looks like a query", new(50, 0, Search: "harbour\" OR NEAR(")),
    ];

    public static async Task RunAsync(TextWriter output)
    {
        var folder = Directory.CreateTempSubdirectory("lumiverse-gallery-").FullName;
        var services = new ServiceCollection();
        services.AddLumiverseStorage(folder);
        await using var provider = services.BuildServiceProvider();
        var store = provider.GetRequiredService<IProjectionStore>();
        await FillAsync(store, output);
        foreach (var (name, filter) in Lists.Concat(Searches))
            await MeasureAsync(output, name, async () => (await store.ListImagesAsync(User, filter, default)).Total);
        await MeasureTablesAsync(provider.GetRequiredService<IGalleryTables>(), output);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task MeasureTablesAsync(IGalleryTables tables, TextWriter output)
    {
        await MeasureAsync(output, "layout of 10,000", async () => (await tables.LayOutAsync(User, new(10_000, 0), default)).Items.Count, Rounds / 10);
        await MeasureAsync(output, "layout of 50,000", async () => (await tables.LayOutAsync(User, new(50_000, 0), default)).Items.Count, Rounds / 10);
        await MeasureAsync(output, "layout of a search, 10,000", async () => (await tables.LayOutAsync(User, new(10_000, 0, Search: "harbour"), default)).Items.Count, Rounds / 10);
        var ids = Enumerable.Range(5000, 100).Select(number => ImageId.Of($"image{number}")).ToList();
        await MeasureAsync(output, "details of 100 by id", async () => (await tables.FindImagesAsync(User, ids, default)).Count);
        await MeasureAsync(output, "storage by chat", async () => (await tables.MeasureAsync(User, default)).Chats.Count, Rounds / 10);
    }

    private static async Task FillAsync(IProjectionStore store, TextWriter output)
    {
        var clock = Stopwatch.StartNew();
        await GalleryFill.FillAsync(store, User, Images);
        output.WriteLine($"{Images:N0} images written in {clock.Elapsed.TotalSeconds:N1} s");
    }

    private static async Task MeasureAsync(TextWriter output, string name, Func<Task<int>> work, int rounds = Rounds)
    {
        var found = await work();
        var times = new List<double>(rounds);
        for (var round = 0; round < rounds; round++)
        {
            var clock = Stopwatch.StartNew();
            await work();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        output.WriteLine($"{name,-34} p50 {times[rounds / 2],7:N1} ms   p99 {times[rounds * 99 / 100],7:N1} ms   ({found:N0})");
    }
}
