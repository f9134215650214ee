using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.GoogleGemini;
using Lumiverse.Actors.Providers.NanoGpt;
using Lumiverse.Actors.Providers.Sketch;
using Lumiverse.Actors.Providers.Tests.NovelAi;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.Prompts;

/// <summary>
/// Prompts as they were reviewed, one file for each scene with what every provider is told. To record them again, set
/// LUMIVERSE_RECORD to the folder of this test project, run this class, and read what has changed as a painter would.
/// </summary>
public sealed class GoldenPromptTests
{
    private const string RecordSwitch = "LUMIVERSE_RECORD";

    public static TheoryData<string> Names => [.. GoldenScenes.All.Select(scene => scene.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_prompt_is_the_one_that_was_reviewed(string name)
    {
        var written = Rendered(GoldenScenes.All.Single(scene => scene.Name == name));
        if (Environment.GetEnvironmentVariable(RecordSwitch) is { Length: > 0 } project)
            await File.WriteAllTextAsync(In(project, name), written);

        Assert.Equal(await File.ReadAllTextAsync(In(AppContext.BaseDirectory, name)), written);
    }

    [Fact]
    public void Every_file_belongs_to_a_scene() =>
        Assert.Equal(GoldenScenes.All.Select(scene => scene.Name).Order(), Directory.GetFiles(In(AppContext.BaseDirectory, ""), "*.txt").Select(Path.GetFileNameWithoutExtension).Order());

    /// <summary>What no prompt has, whoever wrote it: the traces of words that were put together without care.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void No_prompt_shows_its_seams(string name)
    {
        var scene = GoldenScenes.All.Single(scene => scene.Name == name);
        foreach (var (_, provider, model) in Painters(scene))
        {
            var prompt = Composed(scene, provider, model);
            Assert.All([prompt.Text, prompt.Negative ?? "", .. prompt.Characters], text =>
            {
                Assert.DoesNotMatch(@"(?i),\s*,|\.\.|\s\s|\s[,.]|\b(a|an) (a|an|the)\b|\ba [aeio]|\ban [^aeiouh ]|^[ ,.]|[ ,]$", text.Replace("\n", " ", StringComparison.Ordinal));
            });
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_prompt_is_longer_than_its_model_reads(string name)
    {
        var scene = GoldenScenes.All.Single(scene => scene.Name == name);
        foreach (var (_, provider, model) in Painters(scene))
        {
            var (prompt, limits) = (Composed(scene, provider, model), provider.LimitsOf(model, []));
            Assert.InRange(TokenCount.Of(prompt.Text) + prompt.Characters.Sum(TokenCount.Of), 1, limits.Tokens ?? int.MaxValue);
            Assert.InRange(TokenCount.Of(prompt.Negative), 0, limits.Tokens ?? int.MaxValue);
        }
    }

    private static string Rendered(GoldenScene scene)
    {
        var text = new StringBuilder($"{scene.About}\n\n");
        Tell(text, "mode", scene.Mode.Word());
        Tell(text, "scene", scene.Scene is { } seen ? Line(seen) : "");
        Tell(text, "prompt", Shortened(scene.Prompt ?? ""));
        Tell(text, "negative", scene.Negative ?? "");
        Tell(text, "person", Line(scene.Person));
        Tell(text, "connection", Line(scene.Connection));
        foreach (var (title, provider, model) in Painters(scene))
            Tell(text, title, Composed(scene, provider, model));
        return text.ToString();
    }

    private static ImagePrompt Composed(GoldenScene scene, IImageProvider provider, string? model)
    {
        var order = ImageOrder.Automatic(JobId.Of("job")) with { Trigger = JobTrigger.Manual, Mode = scene.Mode, Prompt = scene.Prompt, NegativePrompt = scene.Negative };
        var policy = new ScenePolicy(2, false, PromptMode.Scene, "", "", OutputTarget.Background, 0);
        var connection = new ConnectionChoice(ConnectionId.Of("c"), provider.Description.Id, model, null) { Style = provider.Description.PromptStyle };
        var read = new SceneReadOutcome.Read(scene.Scene, "", null, policy, connection)
        {
            Terms = new PromptTerms
            {
                Person = scene.Person,
                Connection = scene.Connection,
                Limits = provider.LimitsOf(model, []),
                CharacterName = scene.CharacterName,
                PersonaName = scene.PersonaName,
            },
        };
        var prompt = PromptWriter.Write(order, read) ?? throw new InvalidOperationException($"{scene.Name} has no prompt.");
        var composed = provider.Compose(new PromptDraft(model, prompt, scene.Scene, new JsonObject()));
        return composed with { Notes = [.. prompt.Notes.Union(composed.Notes)] };
    }

    private static IEnumerable<(string Title, IImageProvider Provider, string? Model)> Painters(GoldenScene scene) =>
    [
        ("gemini", new GeminiProvider(Wire.Http(), new HurriedTime()), "gemini-3.1-flash-image"), ("nanogpt", new NanoGptProvider(Wire.Http(), new HurriedTime()), "hidream"),
        ($"novelai, {scene.NovelAiModel}", FakeNovelAi.Provider(), scene.NovelAiModel), ("sketch", new SketchProvider(), null),
    ];

    private static void Tell(StringBuilder text, string name, string value)
    {
        if (value.Length > 0)
            text.Append($"{name}: {value}\n");
    }

    private static void Tell(StringBuilder text, string title, ImagePrompt prompt)
    {
        text.Append($"\n== {title}\n{prompt.Text}\n");
        foreach (var caption in prompt.Characters)
            Tell(text, "caption", caption);
        Tell(text, "negative", prompt.Negative ?? "");
        foreach (var note in prompt.Notes)
            text.Append($"note, {note.Kind.Word()}: [{note.Text.Replace("\n", " ", StringComparison.Ordinal)}] {note.Message}\n");
    }

    private static string Line(Scene scene) => string.Join(" | ", new[]
    {
        scene.Environment, scene.TimeOfDay.Name(), scene.Weather, scene.Mood, scene.FocalDetail, scene.PaletteOverride ?? "",
        string.Join("; ", scene.Subjects.Select(who => $"{who.Name} ({who.Role}): {who.Appearance} [{string.Join(", ", who.Tags)}]")),
        scene.CompositionSubjects ?? "", scene.CompositionShot ?? "", scene.CompositionCamera ?? "",
    }.Select(field => Shortened(field))).TrimEnd(' ', '|');

    private static string Line(PromptWishes wishes) => string.Join("; ", new[]
    {
        ("style", wishes.Style), ("prefix", wishes.Prefix), ("suffix", wishes.Suffix), ("negative", wishes.Negative),
    }.Where(wish => wish.Item2.Length > 0).Select(wish => $"{wish.Item1} “{wish.Item2}”"));

    private static string Shortened(string text) => text.Length <= 300 ? text : $"{text[..300]}… ({text.Length} characters)";

    private static string In(string root, string name) => Path.Combine(root, "Prompts", "Golden", name.Length > 0 ? $"{name}.txt" : "");
}
