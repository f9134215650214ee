using System.Diagnostics;
using System.Text.Json.Nodes;
using Spectre.Console;

namespace Lumiverse.Actors.Demo;

/// <summary>
/// Plays a sample chat message by message, waits for each decision and its image, and compares what was painted with the
/// scenes that the sample says it moves through.
/// </summary>
internal sealed class Performance(ChatServer server, DemoOptions options)
{
    /// <summary>A decision takes milliseconds and a sketch a fraction of a second; a slow provider may take a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(25);

    private readonly Table _table = new Table().Border(TableBorder.Rounded).AddColumns("#", "Scene of the sample", "Decision", "Image after");
    private int _expected;
    private int _painted;
    private int _wrong;

    /// <summary>0 = an image for each scene and none in between.</summary>
    public async Task<int> PlayAsync()
    {
        var sample = await ChooseAsync();
        AnsiConsole.MarkupLineInterpolated($"[bold]{sample["title"]}[/] — {sample["summary"]}");
        var begun = await server.PostAsync($"samples/{sample["id"]}/chats", []);
        var chat = (begun["chat"] ?? begun)["id"]?.GetValue<string>() ?? throw new HttpRequestException("The sample's chat has no id.");
        var messages = begun["messages"]?.AsArray() ?? throw new HttpRequestException("The sample has no messages.");
        await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask("Playing", maxValue: messages.Count);
            for (var number = 1; number <= messages.Count; number++)
            {
                await SayAsync(chat, number, messages[number - 1] ?? throw new HttpRequestException("A message is empty."));
                task.Increment(1);
                await Task.Delay(options.Pace);
            }
        });
        AnsiConsole.Write(_table);
        return Report(chat);
    }

    private async Task<JsonNode> ChooseAsync()
    {
        var listed = await server.GetAsync("samples");
        var samples = (listed as JsonArray ?? listed["data"]?.AsArray() ?? throw new HttpRequestException("There are no samples.")).OfType<JsonNode>();
        return samples.FirstOrDefault(sample => sample["id"]?.GetValue<string>().Contains(options.Sample, StringComparison.OrdinalIgnoreCase) == true)
            ?? throw new HttpRequestException($"There is no sample named {options.Sample}.");
    }

    private async Task SayAsync(string chat, int number, JsonNode line)
    {
        var isUser = line["is_user"]?.GetValue<bool>() == true;
        var clock = Stopwatch.StartNew();
        var message = await server.PostAsync($"chats/{chat}/messages", new JsonObject { ["content"] = line["content"]?.DeepClone(), ["is_user"] = isUser });
        if (isUser)
            return;
        var decision = await DecisionOnAsync(chat, message["id"]?.GetValue<string>() ?? "");
        var painted = decision["generate"]?.GetValue<bool>() == true;
        var state = painted ? await EndOfAsync(decision["jobId"]?.GetValue<string>() ?? "") : "";
        Note(number, line["scene"]?.GetValue<string>(), decision["reason"]?.GetValue<string>() ?? "", painted, state, clock.Elapsed);
    }

    private void Note(int number, string? label, string reason, bool painted, string state, TimeSpan elapsed)
    {
        _expected += label is null ? 0 : 1;
        _painted += state == "done" ? 1 : 0;
        var isRight = painted == label is not null && (!painted || state == "done");
        _wrong += isRight ? 0 : 1;
        _table.AddRow(
            $"{number}", Markup.Escape(label ?? ""), $"[{(isRight ? "green" : "red")}]{Markup.Escape(reason)}[/]",
            painted ? $"{elapsed.TotalMilliseconds:0} ms {(state == "done" ? "" : Markup.Escape(state))}" : "");
    }

    private Task<JsonNode> DecisionOnAsync(string chat, string message) => WaitAsync(
        async () =>
        {
            var page = await server.GetAsync($"image-gen/chats/{chat}/decisions?limit=5");
            return page["data"]?.AsArray().FirstOrDefault(decision => decision?["messageId"]?.GetValue<string>() == message);
        },
        "a decision");

    private async Task<string> EndOfAsync(string job)
    {
        var ended = await WaitAsync(
            async () => await server.GetAsync($"image-gen/jobs/{job}") is var row && row["endedAt"] is not null ? row : null,
            "an image");
        return ended["state"]?.GetValue<string>() ?? "";
    }

    private static async Task<JsonNode> WaitAsync(Func<Task<JsonNode?>> look, string what)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < Patience;)
        {
            if (await look() is { } found)
                return found;
            await Task.Delay(LookAgain);
        }

        throw new HttpRequestException($"Waited {Patience.TotalSeconds:0} s for {what}");
    }

    private int Report(string chat)
    {
        AnsiConsole.MarkupLineInterpolated($"{_painted} images for {_expected} scenes, {_wrong} replies judged otherwise than the sample says.");
        AnsiConsole.MarkupLineInterpolated($"See them at [link]{new Uri(options.Url, $"/#{chat}")}[/].");
        return _wrong == 0 ? 0 : 1;
    }
}
