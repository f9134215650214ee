using System.Diagnostics;
using Lumiverse.Actors.Core.Gallery;
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
    private const int BatchSize = 500;
    private const int Rounds = 200;

    private static readonly UserId User = UserId.Of("ann");
    private static readonly string[] Places = ["harbour", "tavern", "forest", "library", "desert", "castle", "meadow", "station"];
    private static readonly string[] Moods = ["calm", "tense", "merry", "eerie", "lonely"];

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
        for (var first = 0; first < Images; first += BatchSize)
            await store.ApplyAsync(first + 1, [.. Enumerable.Range(first, BatchSize).Select(number => new ProjectionChange.PutImage(Row(number)))], default);
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

    private static ImageRow Row(int number)
    {
        var (place, mood) = (Places[number % Places.Length], Moods[number % Moods.Length]);
        var prompt = $"A wide background illustration. {place}, night, heavy rain. The mood is {mood}. The eye goes to a silver lantern on bar {number}. word{number} No people.";
        var hash = $"{number:x64}";
        return new ImageRow(
            ImageId.Of($"image{number}"), User,
            new Picture(BlobHash.Of(hash), "image/png", 1_000_000 + number * 7919L % 999_983, 1216, 832, "1QcSHQRnh493V4dIh4eXh1h4kJUI", 0.3,
                new Thumbnail(BlobHash.Of(hash), "image/jpeg", 14_000, 300, 205), new Thumbnail(BlobHash.Of(hash), "image/jpeg", 60_000, 700, 479)),
            $"token{number}", JobId.Of($"job{number}"), ChatId.Of($"chat-{number % 50}"), null, number % 2 == 0 ? "novelai" : "sketch", "nai-diffusion-4-5-full",
            prompt, "people, text, letters, watermark", (uint)number, """{"steps":28,"guidance":5,"sampler":"k_euler_ancestral","resolution":"1216x832"}""",
            $$"""{"environment":"{{place}}","time_of_day":"night","weather":"heavy rain","mood":"{{mood}}","focal_detail":"a silver lantern"}""", null,
            number % 20 == 0, number % 10 == 0 ? "by the sea" : null, number % 10 == 0 ? ["favourite places"] : [],
            DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(number));
    }
}
