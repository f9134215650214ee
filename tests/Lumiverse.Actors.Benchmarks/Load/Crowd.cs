using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Benchmarks.Load;

/// <summary>Chats that ask for images and get replies over HTTP, and hear of both in the event stream as a page does.</summary>
internal sealed class Crowd : IDisposable
{
    /// <summary>Requests at a time while chats are only made, not measured.</summary>
    private const int Openers = 16;

    /// <summary>Chats at a time that wait for their first reply to be judged, which takes a second at least.</summary>
    private const int Beginners = 1000;

    private readonly ConcurrentDictionary<string, TaskCompletionSource<bool>> _awaited = new();
    private readonly HttpClient _http;
    private readonly HttpClient _stream;
    private List<string> _chats = [];
    private int _turnedAway;

    private Crowd(LoadedServer server) => (_http, _stream) = (server.Connect(), server.Connect());

    /// <summary>Requests that the server had no room for at once.</summary>
    public int TurnedAway => Volatile.Read(ref _turnedAway);

    /// <summary>A crowd of chats that it makes itself.</summary>
    public static async Task<Crowd> OpenAsync(LoadedServer server, int chats)
    {
        var crowd = await ListenAsync(server);
        crowd._chats = [.. await crowd.AddAsync(chats)];
        return crowd;
    }

    /// <summary>A crowd of chats that there are.</summary>
    public static async Task<Crowd> JoinAsync(LoadedServer server, IEnumerable<string> chats)
    {
        var crowd = await ListenAsync(server);
        crowd._chats = [.. chats];
        return crowd;
    }

    /// <summary>Chats beside those of the crowd, each with a reply that was judged.</summary>
    public async Task AddKnownAsync(int chats) => await AddAsync(chats, chat => ReplyAsync(chat, "She nods, and says nothing."));

    /// <summary>The chats share the images out among themselves. Answers how long each took, in milliseconds.</summary>
    public Task<List<double>> PaintAsync(int images) => ShareOutAsync(images, PaintAsync);

    /// <summary>The chats share the replies out among themselves. Answers how long each took to be judged, in milliseconds.</summary>
    public Task<List<double>> JudgeAsync(int replies) =>
        ShareOutAsync(replies, chat => ReplyAsync(chat, "*They stay in the harbour tavern, late at night.* The rain goes on, and nobody says a word."));

    /// <summary>The newest images, as often as is said. Answers how long each list took, in milliseconds.</summary>
    public Task<List<double>> ListImagesAsync(int times) => ShareOutAsync(times, async _ => await _http.GetByteArrayAsync("images?limit=50"));

    public void Dispose()
    {
        _http.Dispose();
        _stream.Dispose();
    }

    private static async Task<Crowd> ListenAsync(LoadedServer server)
    {
        var crowd = new Crowd(server);
        _ = crowd.ListenAsync(await crowd._stream.GetStreamAsync("events"));
        return crowd;
    }

    private async Task<List<double>> ShareOutAsync(int amount, Func<string, Task> workAsync)
    {
        var left = amount;
        var latencies = new ConcurrentBag<double>();
        await Task.WhenAll(_chats.Select(async chat =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                var clock = Stopwatch.StartNew();
                await workAsync(chat);
                latencies.Add(clock.Elapsed.TotalMilliseconds);
            }
        }));
        return [.. latencies.Order()];
    }

    private async Task<ConcurrentBag<string>> AddAsync(int chats, Func<string, Task>? beginAsync = null)
    {
        var added = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, chats), new ParallelOptions { MaxDegreeOfParallelism = Openers }, async (number, _) =>
        {
            var chat = await PostAsync("chats", new JsonObject { ["title"] = $"Chat {number}" });
            added.Add(chat?["id"]?.GetValue<string>() ?? throw new HttpRequestException("A chat has no id."));
        });
        if (beginAsync is not null)
            await Parallel.ForEachAsync(added, new ParallelOptions { MaxDegreeOfParallelism = Beginners }, async (chat, _) => await beginAsync(chat));
        return added;
    }

    private async Task PaintAsync(string chat)
    {
        var job = Guid.NewGuid().ToString("N");
        var end = Await(job);
        await PostAsync("image-gen/jobs", new JsonObject { ["chatId"] = chat, ["clientJobId"] = job, ["promptMode"] = "custom", ["prompt"] = "A harbour at night in the rain" });
        if (!await end)
            throw new InvalidOperationException($"Job {job} ended without an image.");
    }

    private async Task ReplyAsync(string chat, string words)
    {
        var end = Await(chat);
        await PostAsync($"chats/{chat}/messages", new JsonObject { ["content"] = words, ["is_user"] = false });
        await end;
    }

    private Task<bool> Await(string id) =>
        (_awaited[id] = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>As clients do that read the contract: what is turned away is sent again, with the same id, when the server says.</summary>
    private async Task<JsonNode?> PostAsync(string path, JsonObject body)
    {
        while (true)
        {
            using var response = await _http.PostAsJsonAsync(path, body);
            if (response.Headers.RetryAfter?.Delta is { } pause)
            {
                Interlocked.Increment(ref _turnedAway);
                await Task.Delay(pause);
                continue;
            }

            response.EnsureSuccessStatusCode();
            return await response.Content.ReadFromJsonAsync<JsonNode>();
        }
    }

    private async Task ListenAsync(Stream events)
    {
        await foreach (var happening in SseParser.Create(events).EnumerateAsync())
        {
            if (IdField(happening.EventType) is { } field
                && JsonNode.Parse(happening.Data)?[field]?.GetValue<string>() is { } id && _awaited.TryRemove(id, out var end))
                end.SetResult(happening.EventType != "IMAGE_GEN_ERROR");
        }
    }

    private static string? IdField(string happening) => happening switch
    {
        "IMAGE_GEN_COMPLETE" or "IMAGE_GEN_ERROR" => "assetId",
        "SCENE_DECIDED" => "chatId",
        _ => null,
    };
}
