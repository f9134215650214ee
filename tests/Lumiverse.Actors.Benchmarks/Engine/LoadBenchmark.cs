using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Benchmarks;

/// <summary>
/// A thousand chats that ask at once on a provider of 2 s and 50 calls at a time, and the latency of a small request
/// meanwhile. The server should be a fresh one: its built-in connection is changed.
/// </summary>
internal static class LoadBenchmark
{
    private const int Chats = 1000;
    private const int ConcurrentCalls = 50;
    private const int LatencyMilliseconds = 2000;

    public static async Task RunAsync(TextWriter output, Uri? server)
    {
        if (server is null)
        {
            output.WriteLine("left out: name a fresh server with --url=");
            return;
        }

        using var http = new HttpClient { BaseAddress = new Uri(server, "/api/v1/"), Timeout = TimeSpan.FromMinutes(5) };
        await ConfigureAsync(http);
        var chats = await CreateChatsAsync(http);
        var clock = Stopwatch.StartNew();
        using var done = new CancellationTokenSource();
        var watch = WatchAsync(http, done.Token);
        await Parallel.ForEachAsync(chats, new ParallelOptions { MaxDegreeOfParallelism = 100 }, (chat, _) => AskAsync(http, chat));
        output.WriteLine($"{Chats} jobs accepted after {clock.Elapsed.TotalSeconds:N1} s");
        await EndAsync(http);
        output.WriteLine($"all ended after {clock.Elapsed.TotalSeconds:N1} s; the provider alone takes {Chats / ConcurrentCalls * LatencyMilliseconds / 1000} s");
        await done.CancelAsync();
        var latencies = (await watch).Order().ToList();
        output.WriteLine($"GET settings meanwhile, {latencies.Count} times: median {latencies[latencies.Count / 2]:N1} ms, p99 {latencies[latencies.Count * 99 / 100]:N1} ms");
    }

    private static async Task ConfigureAsync(HttpClient http)
    {
        var connections = await http.GetFromJsonAsync<JsonNode>("image-gen-connections");
        var id = connections?["data"]?[0]?["id"]?.GetValue<string>();
        var change = new JsonObject
        {
            ["default_parameters"] = new JsonObject { ["latencyMs"] = LatencyMilliseconds },
            ["metadata"] = new JsonObject { ["concurrentCalls"] = ConcurrentCalls },
        };
        using var response = await http.PutAsJsonAsync($"image-gen-connections/{id}", change);
        response.EnsureSuccessStatusCode();
    }

    private static async Task<List<string>> CreateChatsAsync(HttpClient http)
    {
        var chats = new List<string>();
        for (var number = 0; number < Chats; number++)
        {
            using var response = await http.PostAsJsonAsync("chats", new JsonObject { ["title"] = $"Chat {number}" });
            chats.Add((await response.Content.ReadFromJsonAsync<JsonNode>())?["id"]?.GetValue<string>() ?? throw new HttpRequestException("A chat has no id."));
        }

        return chats;
    }

    private static async ValueTask AskAsync(HttpClient http, string chat)
    {
        var order = new JsonObject { ["chatId"] = chat, ["promptMode"] = "custom", ["prompt"] = "A harbour at night in the rain" };
        using var response = await http.PostAsJsonAsync("image-gen/jobs", order);
        response.EnsureSuccessStatusCode();
    }

    private static async Task EndAsync(HttpClient http)
    {
        foreach (var state in new[] { "queued", "running", "saving" })
        {
            while ((await http.GetFromJsonAsync<JsonNode>($"image-gen/jobs?state={state}&limit=1"))?["total"]?.GetValue<int>() > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(250));
        }
    }

    private static async Task<List<double>> WatchAsync(HttpClient http, CancellationToken cancellation)
    {
        var latencies = new List<double>();
        while (!cancellation.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            using var response = await http.GetAsync("settings/imageGeneration", CancellationToken.None);
            latencies.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(TimeSpan.FromMilliseconds(20), CancellationToken.None);
        }

        return latencies;
    }
}
