using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using Lumiverse.Actors.Server.Tests.Engine;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Processes;

/// <summary>
/// People who tell stories, order and cancel for as long as their server lives, and remember what it promised. One chat is
/// told, edited and cut; in the others only pictures are ordered, so that it is plain which of them each has to show.
/// </summary>
internal sealed class BusyPeople(Random dice)
{
    private const int Chats = 4;

    private readonly Dictionary<string, (string Chat, string? Job)> _orders = [];
    private readonly List<(string Chat, string Job)> _accepted = [];
    private readonly List<string> _ordered = [];
    private readonly List<string> _replies = [];

    public string Told { get; private set; } = "";

    /// <summary>The chats in which only pictures are ordered.</summary>
    public IReadOnlyList<string> Ordered => _ordered;

    /// <summary>The jobs that were accepted, in the order of their orders.</summary>
    public IReadOnlyList<(string Chat, string Job)> Accepted => _accepted;

    public async Task BeginAsync(ApiClient client)
    {
        Told = (await Storyteller.BeginAsync(client)).Chat;
        for (var chat = 0; chat < Chats; chat++)
            _ordered.Add((await Storyteller.BeginAsync(client)).Chat);
    }

    /// <summary>A few deeds, or until the server is gone.</summary>
    public async Task LiveAsync(Uri server, int deeds)
    {
        using var client = new ApiClient(server);
        try
        {
            await RepeatAsync(client);
            for (var deed = 0; deed < deeds; deed++)
                await ActAsync(client);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            // It was killed.
        }
    }

    /// <summary>Orders whose answer never came are told again with the same key, and so are some that were answered.</summary>
    public async Task RepeatAsync(ApiClient client)
    {
        foreach (var (key, (chat, known)) in _orders.Where(order => order.Value.Job is null || dice.Next(8) == 0).ToList())
            await OrderAsync(client, key, chat, known);
    }

    private Task ActAsync(ApiClient client) => dice.Next(10) switch
    {
        < 4 => OrderAsync(client, $"order-{_orders.Count}", _ordered[dice.Next(Chats)], null),
        < 7 => ReplyAsync(client),
        7 => CancelAsync(client),
        8 when _replies.Count > 0 => EditAsync(client),
        _ when _replies.Count > 1 => DeleteAsync(client),
        _ => Task.CompletedTask,
    };

    private async Task OrderAsync(ApiClient client, string key, string chat, string? known)
    {
        _orders[key] = (chat, known);
        var body = JsonContent.Create(new { chatId = chat, forceGeneration = true, promptMode = "custom", prompt = $"a harbour, {key}" });
        var answer = await client.SendAsync(HttpMethod.Post, "image-gen/jobs", body, ("Idempotency-Key", key));
        if (answer.Status == HttpStatusCode.TooManyRequests)
            return;
        var job = answer.Expect(HttpStatusCode.Accepted)["jobId"];
        Assert.True(known is null || known == job, $"{key} was {known}, and is {job}.");
        if (known is null)
            _accepted.Add((chat, job));
        _orders[key] = (chat, job);
    }

    private async Task ReplyAsync(ApiClient client) =>
        _replies.Add(await new Storyteller(client, Told).ReplyAsync(Scenes.All[dice.Next(Scenes.All.Count)]));

    private Task EditAsync(ApiClient client) => new Storyteller(client, Told).EditAsync(_replies[^1], Scenes.All[dice.Next(Scenes.All.Count)]);

    private async Task DeleteAsync(ApiClient client)
    {
        var last = _replies[^1];
        _replies.RemoveAt(_replies.Count - 1);
        await client.DeleteAsync($"chats/{Told}/messages/{last}");
    }

    private async Task CancelAsync(ApiClient client)
    {
        if (_accepted.Count > 0)
            await client.DeleteAsync(string.Create(CultureInfo.InvariantCulture, $"image-gen/jobs/{_accepted[dice.Next(_accepted.Count)].Job}"));
    }
}
