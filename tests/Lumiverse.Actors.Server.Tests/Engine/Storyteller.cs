using System.Net;
using System.Text.Json;
using Lumiverse.Actors.Server.Tests.Hosting;

namespace Lumiverse.Actors.Server.Tests.Engine;

/// <summary>Plays a chat against a server with the real engine, and waits for what comes of it.</summary>
internal sealed class Storyteller(ApiClient client, string chat)
{
    /// <summary>A sketch takes a fraction of a second; a loaded machine that starts servers meanwhile takes its time.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public string Chat => chat;

    public static async Task<Storyteller> BeginAsync(ApiClient client) =>
        new(client, (await client.PostAsync("chats", new { title = "A story" })).Expect(HttpStatusCode.Created)["id"]);

    public async Task<string> ReplyAsync(string content) =>
        (await client.PostAsync($"chats/{chat}/messages", new { content, is_user = false })).Expect(HttpStatusCode.Created)["id"];

    public async Task EditAsync(string message, string content) =>
        (await client.PutAsync($"chats/{chat}/messages/{message}", new { content })).Expect(HttpStatusCode.OK);

    /// <summary>Returns the message that is gone.</summary>
    public async Task<string> DeleteAsync(string message)
    {
        (await client.DeleteAsync($"chats/{chat}/messages/{message}")).Expect(HttpStatusCode.OK);
        return message;
    }

    /// <summary>Changes the user's settings.</summary>
    public async Task SetAsync(object settings) =>
        (await client.PutAsync("settings/imageGeneration", new { value = settings })).Expect(HttpStatusCode.OK);

    public async Task<JsonElement> DecisionOnAsync(string message) => (await DecisionsOnAsync(message, 1))[0];

    /// <summary>The newest first, once there are so many.</summary>
    public Task<IReadOnlyList<JsonElement>> DecisionsOnAsync(string message, int count) => UntilAsync(
        () => PageAsync($"image-gen/chats/{chat}/decisions?message_id={message}"), found => found.Count >= count, found => found, $"{count} decisions");

    public Task<JsonElement> AttachmentAtAsync(string message) => UntilAsync(
        async () => (await PageAsync($"chats/{chat}/messages")).Single(shown => Text(shown, "id") == message).GetProperty("attachments"),
        attachments => attachments.GetArrayLength() > 0, attachments => attachments[0], "an attachment");

    /// <summary>The first event of this name, about this message when one is named, from the beginning of the stream.</summary>
    public async Task<JsonElement> EventAsync(string name, string? message = null)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var reader = new StreamReader(await client.Http.GetStreamAsync($"events?after=0&chat_id={chat}", patience.Token));
        var told = "";
        while (await reader.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("event:", StringComparison.Ordinal))
                told = line["event:".Length..].Trim();
            else if (told == name && line.StartsWith("data:", StringComparison.Ordinal)
                && JsonDocument.Parse(line["data:".Length..]).RootElement is var data && (message is null || Text(data, "messageId") == message))
                return data;
        }

        throw new InvalidOperationException($"The stream ended without {name}.");
    }

    public Task<IReadOnlyList<JsonElement>> AllJobsEndedAsync() => UntilAsync(
        () => PageAsync("image-gen/jobs?limit=1000"), jobs => jobs.All(job => job.TryGetProperty("endedAt", out _)), jobs => jobs, "the end of all jobs");

    public Task<JsonElement> BackgroundForAsync(string message) => BackgroundForAnyAsync([message]);

    public Task<JsonElement> BackgroundForAnyAsync(IReadOnlyList<string> messages) => UntilAsync(
        () => client.GetAsync($"image-gen/chats/{chat}/background"),
        answer => answer.Status == HttpStatusCode.OK && messages.Contains(answer["messageId"]), answer => answer.Json, "the background");

    public async Task<IReadOnlyList<JsonElement>> PageAsync(string path) =>
        [.. (await client.GetAsync(path)).Expect(HttpStatusCode.OK).Json.GetProperty("data").EnumerateArray()];

    public static string Text(JsonElement element, string property) =>
        element.TryGetProperty(property, out var value) ? value.ToString() : "";

    private static async Task<TResult> UntilAsync<TSeen, TResult>(
        Func<Task<TSeen>> look, Func<TSeen, bool> isThere, Func<TSeen, TResult> take, string what)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            var seen = await look();
            if (isThere(seen))
                return take(seen);
            Assert.False(patience.IsCancellationRequested, $"Waited {Patience.TotalSeconds:0} s for {what}.");
            await Task.Delay(LookAgain);
        }
    }
}
