using System.Diagnostics;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>What a stretch of work took of a server, and how long somebody else's small requests waited meanwhile.</summary>
/// <param name="Milliseconds">Of each piece of the work, shortest first.</param>
/// <param name="Gets">Milliseconds of each small request, shortest first.</param>
internal sealed record LoadMeter(int Amount, double Seconds, double CpuSeconds, List<double> Milliseconds, List<double> Gets)
{
    public double PerSecond => Amount / Seconds;

    public double CpuSecondsEach => CpuSeconds / Amount;

    public static async Task<LoadMeter> MeasureAsync(LoadedServer server, int amount, Func<int, Task<List<double>>> workAsync)
    {
        await using var small = new SmallRequests(server);
        var cpu = server.CpuTime;
        var clock = Stopwatch.StartNew();
        var milliseconds = await workAsync(amount);
        var (seconds, used) = (clock.Elapsed.TotalSeconds, (server.CpuTime - cpu).TotalSeconds);
        return new LoadMeter(amount, seconds, used, milliseconds, await small.EndAsync());
    }

    public static double At(List<double> sorted, int percent) => sorted[Math.Min(sorted.Count - 1, sorted.Count * percent / 100)];
}
