using System.Diagnostics;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>Somebody else's small requests while the server is busy, one after the other.</summary>
internal sealed class SmallRequests : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _end = new();
    private readonly HttpClient _http;
    private readonly Task<List<double>> _latencies;

    public SmallRequests(LoadedServer server)
    {
        _http = server.Connect();
        _latencies = AskAsync();
    }

    /// <summary>How long each took, in milliseconds, shortest first.</summary>
    public async Task<List<double>> EndAsync()
    {
        await _end.CancelAsync();
        return [.. (await _latencies).Order()];
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _http.Dispose();
        _end.Dispose();
    }

    private async Task<List<double>> AskAsync()
    {
        var latencies = new List<double>();
        while (!_end.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            using var response = await _http.GetAsync("settings/imageGeneration");
            response.EnsureSuccessStatusCode();
            latencies.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(Pause);
        }

        return latencies;
    }
}
