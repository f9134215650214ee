using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>Chats that ask for images over HTTP, and hear of them in the event stream as a page does.</summary>
internal sealed class Painters : IDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _awaited = new();
    private readonly HttpClient _http;
    private readonly HttpClient _stream;
    private List<string> _chats = [];

    public Painters(LoadedServer server) => (_http, _stream) = (server.Connect(), server.Connect());

    public async Task OpenAsync(int chats)
    {
        _ = ListenAsync(await _stream.GetStreamAsync("events"));
        for (var number = 0; number < chats; number++)
            _chats.Add(await OpenChatAsync(number));
    }

    /// <summary>The chats share the images out among themselves. Answers how long each took, in milliseconds.</summary>
    public async Task<List<double>> PaintAsync(int images)
    {
        var left = images;
        var latencies = new ConcurrentBag<double>();
        await Task.WhenAll(_chats.Select(async chat =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
                latencies.Add(await PaintAsync(chat));
        }));
        return [.. latencies.Order()];
    }

    public void Dispose()
    {
        _http.Dispose();
        _stream.Dispose();
    }

    private async Task<string> OpenChatAsync(int number)
    {
        using var response = await _http.PostAsJsonAsync("chats", new JsonObject { ["title"] = $"Chat {number}" });
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<JsonNode>())?["id"]?.GetValue<string>() ?? throw new HttpRequestException("A chat has no id.");
    }

    private async Task<double> PaintAsync(string chat)
    {
        var job = Guid.NewGuid().ToString("N");
        var end = _awaited[job] = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var clock = Stopwatch.StartNew();
        var order = new JsonObject { ["chatId"] = chat, ["clientJobId"] = job, ["promptMode"] = "custom", ["prompt"] = "A harbour at night in the rain" };
        using var response = await _http.PostAsJsonAsync("image-gen/jobs", order);
        response.EnsureSuccessStatusCode();
        if (!await end.Task)
            throw new InvalidOperationException($"Job {job} ended without an image.");
        return clock.Elapsed.TotalMilliseconds;
    }

    private async Task ListenAsync(Stream events)
    {
        await foreach (var happening in SseParser.Create(events).EnumerateAsync())
        {
            if (happening.EventType is "IMAGE_GEN_COMPLETE" or "IMAGE_GEN_ERROR"
                && JsonNode.Parse(happening.Data)?["assetId"]?.GetValue<string>() is { } job && _awaited.TryRemove(job, out var end))
                end.SetResult(happening.EventType == "IMAGE_GEN_COMPLETE");
        }
    }
}
