using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>
/// Images a second through everything but a provider's own time: request, decision, queue, call, staging, inspection,
/// thumbnails, blobs, gallery, tables. Pictures of 1216×832.
/// </summary>
internal static class PipelineBenchmark
{
    private const int Images = 300;

    public static async Task RunAsync(TextWriter output)
    {
        var picture = TestPicture.Png(1216, 832);
        await using var bench = await BenchEngine.StartAsync(picture: picture);
        foreach (var chats in new[] { 1, 8, 64 })
            await MeasureAsync(output, bench, chats, picture.Length);
    }

    private static async Task MeasureAsync(TextWriter output, BenchEngine bench, int chats, int bytes)
    {
        await Task.WhenAll(Enumerable.Range(0, chats).Select(chat => PaintAsync(bench, chat, 1)));
        var cpu = Process.GetCurrentProcess().TotalProcessorTime;
        var clock = Stopwatch.StartNew();
        var each = Math.Max(1, Images / chats);
        var latencies = (await Task.WhenAll(Enumerable.Range(0, chats).Select(chat => PaintAsync(bench, chat, each)))).SelectMany(list => list).Order().ToList();
        var seconds = clock.Elapsed.TotalSeconds;
        cpu = Process.GetCurrentProcess().TotalProcessorTime - cpu;
        output.WriteLine(
            $"{chats,3} chats: {latencies.Count / seconds,6:N1} images/s of {bytes / 1e6:N1} MB, {cpu.TotalSeconds / latencies.Count:N3} CPU s each, "
            + $"median {latencies[latencies.Count / 2]:N0} ms, p99 {latencies[latencies.Count * 99 / 100]:N0} ms");
    }

    private static async Task<List<double>> PaintAsync(BenchEngine bench, int number, int images)
    {
        var chat = new ChatKey(UserId.Of("painter"), ChatId.Of($"chat{number}"));
        var latencies = new List<double>();
        for (var image = 0; image < images; image++)
        {
            var clock = Stopwatch.StartNew();
            var job = JobId.Of(Guid.NewGuid().ToString("N"));
            await bench.Engine.AskSceneAsync(chat, new SceneCommand.RequestImage(chat, Order(job)), CancellationToken.None);
            var row = await bench.Engine.WaitForEndAsync(chat.User, job, CancellationToken.None);
            Ensure(row);
            latencies.Add(clock.Elapsed.TotalMilliseconds);
        }

        return latencies;
    }

    private static ImageOrder Order(JobId job) =>
        new(job, JobTrigger.Force, PromptMode.Custom, "A quiet harbour", null, null, null, null, null, null);

    private static void Ensure(JobRow? row)
    {
        if (row?.State != "done")
            throw new InvalidOperationException($"A job ended as {row?.State}: {row?.Reason}");
    }
}
