using System.Diagnostics;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>Persisted turns a second: a command asked at the edge, decided, journalled durably, answered.</summary>
internal static class TurnBenchmark
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    public static async Task RunAsync(TextWriter output)
    {
        await using var bench = await BenchEngine.StartAsync();
        foreach (var actors in new[] { 1, 200 })
        {
            await MeasureAsync(bench, actors, TimeSpan.FromSeconds(1));
            output.WriteLine($"persisted turns/s, {actors} actors: {await MeasureAsync(bench, actors, Duration):N0}");
        }
    }

    private static async Task<double> MeasureAsync(BenchEngine bench, int actors, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var turns = await Task.WhenAll(Enumerable.Range(0, actors).Select(actor => TurnAsync(bench, UserId.Of($"user{actor}"), clock, duration)));
        return turns.Sum() / clock.Elapsed.TotalSeconds;
    }

    private static async Task<int> TurnAsync(BenchEngine bench, UserId user, Stopwatch clock, TimeSpan duration)
    {
        var turns = 0;
        for (; clock.Elapsed < duration; turns++)
        {
            var answer = await bench.Engine.AskGalleryAsync(
                user, new GalleryCommand.SetImageDetails(ImageId.Of("image"), true, null, []), CancellationToken.None);
            if (answer is not Answer.Done)
                throw new InvalidOperationException($"Unexpected {answer}");
        }

        return turns;
    }
}
