using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Benchmarks.Gallery;

/// <summary>Images of fifty chats as the projected table holds them, told apart by their words.</summary>
internal static class GalleryFill
{
    private const int BatchSize = 500;

    private static readonly string[] Places = ["harbour", "tavern", "forest", "library", "desert", "castle", "meadow", "station"];
    private static readonly string[] Moods = ["calm", "tense", "merry", "eerie", "lonely"];

    public static async Task FillAsync(IProjectionStore store, UserId user, int images)
    {
        for (var first = 0; first < images; first += BatchSize)
            await store.ApplyAsync(first + 1, [.. Enumerable.Range(first, Math.Min(BatchSize, images - first)).Select(number => new ProjectionChange.PutImage(Row(user, number)))], default);
    }

    private static ImageRow Row(UserId user, int number)
    {
        var (place, mood) = (Places[number % Places.Length], Moods[number % Moods.Length]);
        var prompt = $"A wide background illustration. {place}, night, heavy rain. The mood is {mood}. The eye goes to a silver lantern on bar {number}. word{number} No people.";
        var hash = $"{number:x64}";
        return new ImageRow(
            ImageId.Of($"image{number}"), user,
            new Picture(BlobHash.Of(hash), "image/png", 1_000_000 + number * 7919L % 999_983, 1216, 832, "1QcSHQRnh493V4dIh4eXh1h4kJUI", 0.3,
                new Thumbnail(BlobHash.Of(hash), "image/jpeg", 14_000, 300, 205), new Thumbnail(BlobHash.Of(hash), "image/jpeg", 60_000, 700, 479)),
            $"token{number}", JobId.Of($"job{number}"), ChatId.Of($"chat-{number % 50}"), null, number % 2 == 0 ? "novelai" : "sketch", "nai-diffusion-4-5-full",
            prompt, "people, text, letters, watermark", (uint)number, """{"steps":28,"guidance":5,"sampler":"k_euler_ancestral","resolution":"1216x832"}""",
            $$"""{"environment":"{{place}}","time_of_day":"night","weather":"heavy rain","mood":"{{mood}}","focal_detail":"a silver lantern"}""", null,
            number % 20 == 0, number % 10 == 0 ? "by the sea" : null, number % 10 == 0 ? ["favourite places"] : [],
            DateTimeOffset.UnixEpoch.AddDays(20_000).AddSeconds(number));
    }
}
