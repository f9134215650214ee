using System.Diagnostics;
using Lumiverse.Actors.Imaging;
using Lumiverse.Actors.Ports.Images;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>
/// The whole server over HTTP: images a second, what each takes, and how long a small request waits meanwhile. The clients
/// share the machine with the server. Every row has a server of its own, started over an empty folder.
/// </summary>
internal static class LoadBenchmark
{
    /// <summary>What the runtime compiles and the folder allocates first is not the load's.</summary>
    private const int WarmingImages = 400;

    /// <summary>On a slow provider each round takes its latency.</summary>
    private const int WarmingRounds = 4;

    private static readonly LoadPlan[] Plans =
    [
        new(Chats: 1, Images: 200),
        new(Chats: 8, Images: 1000),
        new(Chats: 64, Images: 1000),
        new(Chats: 1000, Images: 1000),
        new(Chats: 1, Images: 5, LatencyMilliseconds: 2000),
        new(Chats: 8, Images: 40, LatencyMilliseconds: 2000),
        new(Chats: 64, Images: 320, LatencyMilliseconds: 2000),
        new(Chats: 1000, Images: 1000, LatencyMilliseconds: 2000),
        new(Chats: 1000, Images: 1000, LatencyMilliseconds: 2000, ConcurrentCalls: 1000),
    ];

    public static async Task RunAsync(TextWriter output, int? chats)
    {
        var picture = TestPicture.Png(1216, 832);
        output.WriteLine($"pictures of {picture.Length / 1e6:N1} MB, {Environment.ProcessorCount} cores shared with the clients");
        await MeasureInspectorAsync(output, picture);
        output.WriteLine("provider  calls  chats | images/s  CPU s each |  median ms     p99 ms | small GET p50    p99 | peak MB  turned away");
        foreach (var plan in Plans.Where(plan => chats is null || plan.Chats == chats))
            await MeasureAsync(output, plan, picture);
    }

    /// <summary>What no server can beat: the same pictures, only decoded and made small.</summary>
    private static async Task MeasureInspectorAsync(TextWriter output, byte[] picture)
    {
        using var inspector = new PictureInspector();
        await InspectAsync(inspector, picture, WarmingImages);
        var cpu = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        await InspectAsync(inspector, picture, 400);
        var seconds = clock.Elapsed.TotalSeconds;
        output.WriteLine($"thumbnails alone: {400 / seconds:N1} images/s, {(Environment.CpuUsage.TotalTime - cpu).TotalSeconds / 400:N3} CPU s each");
    }

    private static Task<Inspection[]> InspectAsync(PictureInspector inspector, byte[] picture, int images) =>
        Task.WhenAll(Enumerable.Range(0, images).Select(_ => inspector.InspectAsync(picture, default)));

    private static async Task MeasureAsync(TextWriter output, LoadPlan plan, byte[] picture)
    {
        await using var server = await LoadedServer.StartAsync(plan, picture);
        using var crowd = await Crowd.OpenAsync(server, plan.Chats);
        await crowd.PaintAsync(plan.LatencyMilliseconds == 0 ? WarmingImages : Math.Min(WarmingImages, WarmingRounds * plan.Chats));
        var load = await LoadMeter.MeasureAsync(server, plan.Images, crowd.PaintAsync);
        output.WriteLine(
            $"{plan.LatencyMilliseconds,5} ms  {plan.ConcurrentCalls,5}  {plan.Chats,5} | {load.PerSecond,8:N1}  {load.CpuSecondsEach,10:N3} | "
            + $"{LoadMeter.At(load.Milliseconds, 50),10:N0} {LoadMeter.At(load.Milliseconds, 99),10:N0} | "
            + $"{LoadMeter.At(load.Gets, 50),13:N1} {LoadMeter.At(load.Gets, 99),6:N1} | {server.PeakMegabytes,7:N0}  {crowd.TurnedAway,11:N0}");
    }
}
