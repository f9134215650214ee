using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Prompts;

public sealed class MacroTests
{
    private static readonly PromptTerms Names = new() { CharacterName = "Mara", PersonaName = "Ben" };

    [Theory]
    [InlineData("{{char}} and {{user}}", "Mara and Ben")]
    [InlineData("{{ Char }} of {{PERSONA}}", "Mara of Ben")]
    [InlineData("{{scene.environment}} at {{scene.time_of_day}}, {{scene.weather}}", "dim harbour tavern at night, heavy rain")]
    [InlineData("{{scene.mood}}: {{scene.focal_detail}}", "tense: a silver lantern")]
    [InlineData("{{{{char}}}}", "{{Mara}}")]
    [InlineData("{char} {{}} {{ }} {{1}}", "{char} {{}} {{ }} {{1}}")]
    public void Macros_are_filled_from_the_chat_and_its_scene(string words, string expected) =>
        Assert.Equal(expected, Write(words, Names)?.Text);

    [Fact]
    public void A_macro_that_is_none_stays_as_it_is_written_and_is_listed()
    {
        var prompt = Write("{{place}}, {{scene.smell}}", Names);

        Assert.Equal("{{place}}, {{scene.smell}}", prompt?.Text.Split('.')[0] + ".smell}}");
        Assert.Equal(["{{place}}", "{{scene.smell}}"], [.. prompt?.Notes.Where(note => note.Kind == PromptNoteKind.UnknownMacro).Select(note => note.Text) ?? []]);
    }

    [Theory]
    [InlineData("{{user}}")]
    [InlineData("{{scene}}")]
    [InlineData("{{nothing}}")]
    [InlineData("}}{{user}}{{")]
    [InlineData("{{{{user}}}}")]
    public void What_is_put_in_is_never_filled_again(string name)
    {
        var prompt = Write("a portrait of {{char}}!", Names with { CharacterName = name });

        Assert.StartsWith($"a portrait of {name}!", prompt?.Text);
        Assert.DoesNotContain(prompt?.Notes ?? [], note => note.Kind == PromptNoteKind.UnknownMacro);
    }

    [Fact]
    public void A_name_is_one_line_of_bounded_length()
    {
        var text = Write("{{char}}", Names with { CharacterName = $"Mara\nof  the\tferry {new string('x', 1000)}" }, PromptMode.Custom)?.Text;

        Assert.StartsWith("Mara of the ferry xxx", text);
        Assert.Equal(300, text?.Length);
    }

    [Theory]
    [InlineData("a tower, {{scene.palette}}, a gate", "a tower, a gate")]
    [InlineData("{{scene.palette}}, a gate", "a gate")]
    [InlineData("a tower, {{scene.palette}}", "a tower")]
    [InlineData("a {{scene.palette}} tower", "a tower")]
    [InlineData("a tower ({{scene.palette}})", "a tower ()")]
    public void A_macro_with_nothing_to_say_leaves_no_gap_and_is_listed(string words, string expected)
    {
        var prompt = Write(words, Names);

        Assert.Equal(expected, prompt?.Text);
        Assert.Equal(PromptNoteKind.EmptyMacro, Assert.Single(prompt?.Notes ?? []).Kind);
    }

    [Fact]
    public void Whoever_places_the_scene_gets_it_once()
    {
        Assert.Equal("Oils of a silver lantern", Write("Oils of {{scene.focus}}", Names)?.Text);
        Assert.Equal(
            "Oils: A dim harbour tavern at night. Heavy rain runs down the windows. The composition centres on a silver lantern. The mood is tense!",
            Write("Oils: {{scene}}!", Names)?.Text);
        Assert.StartsWith("Oils. A dim harbour", Write("Oils", Names with { Person = new("{{scene.mood}} light", "", "", "") })?.Text);
    }

    [Fact]
    public void A_prompt_that_no_scene_is_read_for_is_filled_from_the_scene_last_seen() =>
        Assert.Equal("dim harbour tavern, Mara", Write("{{scene.environment}}, {{char}}", Names with { Remembered = Given.Tavern }, PromptMode.Custom)?.Text);

    [Fact]
    public void Wishes_and_negatives_have_macros_as_well()
    {
        var terms = Names with { Person = new("{{scene.mood}} oils", "for {{user}}", "", "no {{char}}") };
        var prompt = Given.Written(Given.Order("job"), Given.Tavern, PromptStyle.Tags, terms);

        Assert.StartsWith("for Ben, no humans", prompt?.Text);
        Assert.EndsWith(", tense oils", prompt?.Text);
        Assert.StartsWith("no Mara, ", prompt?.Negative);
    }

    private static ImagePrompt? Write(string words, PromptTerms terms, PromptMode mode = PromptMode.ParsedCustom) =>
        Given.Written(Given.Order("job") with { Mode = mode, Prompt = words }, mode == PromptMode.Custom ? null : Scene(words), terms: terms);

    /// <summary>Words without a macro of the scene would have the scene after them, which is not what is looked at.</summary>
    private static Scene? Scene(string words) => words.Contains("scene", StringComparison.Ordinal) || words == "Oils" ? Given.Tavern : null;
}
