using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>What people and connections want around a prompt, from their settings to the call and the records.</summary>
public sealed class PromptTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Wishes_and_macros_are_in_the_preview_in_the_call_and_in_the_records_alike()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.ConnectAsync(Chat.User, "key", wishes: new PromptWishes("Oils, muted", "", "", "birds, ships"));
        await SetAsync(host, """{"promptStyle":"oils","promptPrefix":"For {{char}}","promptSuffix":"{{nobody}}","negativePrompt":"ships"}""");
        var order = new ImageOrder(JobId.Of("job"), JobTrigger.Force, null, null, null, null, null, null, null, null);

        var (preview, sent, job) = await PreviewAndPaintAsync(host, order);

        Assert.StartsWith("For Mira. A wide background image of ", sent?.Text, StringComparison.Ordinal);
        Assert.EndsWith(" Style: oils, muted. {{nobody}}", sent?.Text, StringComparison.Ordinal);
        Assert.StartsWith("ships, birds, people", sent?.Negative, StringComparison.Ordinal);
        Assert.Equal((sent?.Text, sent?.Negative), (preview.Prompt?.Text, preview.Prompt?.Negative));
        Assert.Equal(
            ["unknown_macro {{nobody}}", "merged Oils", "merged ships"],
            PageJson.Job(job)["promptNotes"]?.AsArray().Select(note => $"{note?["kind"]} {note?["text"]}"));
        Assert.Equal(preview.Prompt?.Notes.ToList(), job.PromptNotes.ToList());
    }

    [Fact]
    public async Task A_chat_has_wishes_of_its_own_over_the_persons()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.ConnectAsync(Chat.User, "key");
        await SetAsync(host, """{"promptStyle":"oils","promptSuffix":"dark"}""");
        await host.Get<ISettingsStore>().MergeAsync(Chat.User, Chat.Chat, JsonNode.Parse("""{"promptStyle":"ink"}""")!.AsObject(), default);

        var prompt = (await host.Engine.PreviewAsync(Chat, Custom("a tower"), default)).Prompt;

        Assert.Equal("a tower. Style: ink. Dark", prompt?.Text);
    }

    [Fact]
    public async Task A_prompt_of_ones_own_knows_the_names_and_the_scene_last_seen()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.ConnectAsync(Chat.User, "key");
        await host.Engine.AskSceneAsync(Chat, new SceneCommand.RequestImage(Chat, new ImageOrder(JobId.Of("first"), JobTrigger.Force, null, null, null, null, null, null, null, null)), default);
        await host.EndOfAsync(Chat.User, "first");

        var (preview, sent, _) = await PreviewAndPaintAsync(host, Custom("{{char}} in {{scene.weather}}"));

        Assert.Equal(("Mira in rain", "Mira in rain"), (sent?.Text, preview.Prompt?.Text));
    }

    [Fact]
    public async Task Literal_words_are_painted_and_tried_again_as_they_are()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.ConnectAsync(Chat.User, "key", wishes: new PromptWishes("oils", "", "", "birds"));

        var (preview, sent, job) = await PreviewAndPaintAsync(host, Custom("{{char}}") with { IsLiteral = true });

        Assert.Equal(("{{char}}", null), (sent?.Text, sent?.Negative));
        Assert.Equal("{{char}}", preview.Prompt?.Text);
        Assert.True((bool?)JsonNode.Parse(job.RequestJson ?? "{}")?["skipParse"]);
    }

    [Fact]
    public async Task A_preview_tells_how_much_the_model_reads_and_what_was_cut()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.ConnectAsync(Chat.User, "key");
        host.Provider.Limits = new PromptLimits(4);

        var preview = await host.Engine.PreviewAsync(Chat, Custom("a tower, a gate"), default);

        Assert.Equal(("a tower", new PromptRoom(4, 2, 0)), (preview.Prompt?.Text, preview.Room));
        Assert.Equal((PromptNoteKind.Cut, "a gate"), (preview.Prompt?.Notes[0].Kind, preview.Prompt?.Notes[0].Text));
    }

    private static ImageOrder Custom(string prompt) =>
        new(JobId.Of("own"), JobTrigger.Force, PromptMode.Custom, prompt, null, null, null, null, null, null);

    private static async Task SetAsync(EngineHost host, string settings) =>
        await host.Get<ISettingsStore>().MergeAsync(Chat.User, JsonNode.Parse(settings)!.AsObject(), default);

    /// <summary>What the preview says, what the provider got, and what the job's record says.</summary>
    private static async Task<(PromptPreview Preview, ImagePrompt? Sent, Ports.Projections.JobRow Job)> PreviewAndPaintAsync(EngineHost host, ImageOrder order)
    {
        var preview = await host.Engine.PreviewAsync(Chat, order, default);
        await host.Engine.AskSceneAsync(Chat, new SceneCommand.RequestImage(Chat, order), default);
        var job = await host.EndOfAsync(Chat.User, order.Job.Value);
        Assert.Equal((preview.Prompt?.Text, preview.Prompt?.Negative), (job.Prompt, job.NegativePrompt));
        return (preview, host.Provider.Calls.Last().Prompt, job);
    }
}
