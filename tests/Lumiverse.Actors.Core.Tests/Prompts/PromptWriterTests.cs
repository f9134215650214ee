using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Prompts;

/// <summary>How prompts read is reviewed in the golden prompts of the provider tests; here are the rules.</summary>
public sealed class PromptWriterTests
{
    private static readonly SceneSubject Mara = new("Mara", null, "a tall woman in a grey cloak", []);

    [Fact]
    public void A_scene_becomes_sentences_without_people()
    {
        var prompt = Given.Written(Given.Order("job"), Given.Tavern);
        Assert.Equal(
            "A wide background illustration of a dim harbour tavern at night. Heavy rain runs down the windows. The composition centres on a silver lantern. "
            + "The mood is tense. Nobody is in sight: no people, no figures, only the place itself.",
            prompt?.Text);
        Assert.Contains("faces", prompt?.Negative);
    }

    [Fact]
    public void People_are_described_when_they_are_included()
    {
        var prompt = Given.Written(Given.Order("job"), Given.Tavern with { Subjects = [Mara] });
        Assert.Contains("One figure is in the picture. Mara: a tall woman in a grey cloak.", prompt?.Text);
        Assert.DoesNotContain("Nobody", prompt?.Text);
        Assert.DoesNotContain("faces", prompt?.Negative);
    }

    [Theory]
    [InlineData(PromptMode.Custom, "A dragon", "", "A dragon")]
    [InlineData(PromptMode.Custom, null, "A castle.", "A castle.")]
    [InlineData(PromptMode.Custom, "  ", "", null)]
    [InlineData(PromptMode.ParsedCustom, "In oils", "", "In oils. A dim harbour tavern at night. Heavy rain runs down the windows. The composition centres on a silver lantern. The mood is tense.")]
    public void Words_of_ones_own_come_from_the_request_or_the_settings(PromptMode mode, string? words, string settings, string? expected)
    {
        var order = Given.Order("job") with { Mode = mode, Prompt = words };
        Assert.Equal(expected, Given.Written(order, mode == PromptMode.Custom ? null : Given.Tavern, policy: Given.Policy with { CustomPrompt = settings })?.Text);
    }

    [Fact]
    public void Nowhere_cannot_be_painted() => Assert.Null(Given.Written(Given.Order("job"), Scene.Unknown));

    [Fact]
    public void Macros_that_have_nothing_to_say_are_no_prompt() =>
        Assert.Null(Given.Written(Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "{{scene.environment}}, {{char}}" }, null));

    [Fact]
    public void What_the_request_does_not_want_goes_before_what_is_never_wanted()
    {
        var prompt = Given.Written(Given.Order("job") with { NegativePrompt = "cats" }, Given.Tavern);
        Assert.StartsWith("cats, people", prompt?.Negative);
    }

    [Theory]
    [InlineData(PromptStyle.Prose, "P1, p2. W. Style: s1, s2. E1, e2")]
    [InlineData(PromptStyle.Tags, "p1, p2, w, s1, s2, e1, e2")]
    public void Wishes_stand_around_the_words_the_persons_before_the_connections(PromptStyle style, string expected)
    {
        var terms = new PromptTerms { Person = new("s1", "p1", "e1", "n1"), Connection = new("s2", "p2", "e2", "n2") };
        var order = Given.Order("job") with { Mode = PromptMode.Custom, Prompt = style == PromptStyle.Tags ? "w" : "W", NegativePrompt = "n0" };

        var prompt = Given.Written(order, null, style, terms);

        Assert.Equal((expected, "n0, n1, n2"), (prompt?.Text, prompt?.Negative));
        Assert.Empty(prompt?.Notes ?? []);
    }

    [Fact]
    public void What_two_want_is_said_once_and_listed()
    {
        var terms = new PromptTerms { Person = new("oil painting, dark", "", "", "rain"), Connection = new("Oil_Painting, muted", "", "", "RAIN, fog") };

        var prompt = Given.Written(Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "a tower, {dark}" }, null, PromptStyle.Tags, terms);

        Assert.Equal(("a tower, {dark}, oil painting, muted", "rain, fog"), (prompt?.Text, prompt?.Negative));
        Assert.Equal([(PromptNoteKind.Merged, "dark"), (PromptNoteKind.Merged, "Oil_Painting"), (PromptNoteKind.Merged, "RAIN")], Noted(prompt));
    }

    [Fact]
    public void Whoever_says_the_same_twice_in_one_text_has_meant_it()
    {
        var prompt = Given.Written(Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "very, very, old" }, null);
        Assert.Equal("very, very, old", prompt?.Text);
    }

    [Fact]
    public void Literal_words_are_sent_as_they_are()
    {
        var terms = new PromptTerms { Person = new("s", "p", "e", "n"), CharacterName = "Mara" };
        var order = Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "{{char}}", NegativePrompt = "x", IsLiteral = true };

        var prompt = Given.Written(order, null, terms: terms);

        Assert.Equal(("{{char}}", "x"), (prompt?.Text, prompt?.Negative));
    }

    [Fact]
    public void Nobody_is_declared_absent_whom_ones_own_words_name()
    {
        var prompt = Given.Written(Given.Order("job"), Given.Tavern, PromptStyle.Tags, new PromptTerms { Person = new("", "", "a lone girl", "") });

        Assert.DoesNotContain("no humans", prompt?.Text);
        Assert.DoesNotContain("people", prompt?.Negative);
        Assert.Contains((PromptNoteKind.LeftOut, "no people"), Noted(prompt));
    }

    [Theory]
    [InlineData("a hooded stranger by the fire", "")]
    [InlineData("a sword in a knight's hand", " The composition centres on a sword.")]
    [InlineData("a portrait of an old tree", " The composition centres on a portrait of an old tree.")]
    public void Without_people_the_eye_goes_to_a_thing(string focus, string expected)
    {
        var text = Given.Written(Given.Order("job"), Given.Tavern with { FocalDetail = focus })?.Text;
        Assert.Contains($"windows.{expected} The mood", text);
    }

    [Fact]
    public void What_ones_own_words_ask_for_is_not_kept_out()
    {
        var prompt = Given.Written(Given.Order("job"), Given.Tavern, terms: new PromptTerms { Person = new("in a gilded frame", "", "", "") });

        Assert.DoesNotContain("frame", prompt?.Negative);
        Assert.Contains((PromptNoteKind.LeftOut, "frame"), Noted(prompt));
    }

    [Theory]
    [InlineData("rain, fog", "Heavy rain", "heavy rain")]
    [InlineData("Silver_Lantern", "lantern", "a silver lantern")]
    [InlineData("{tense}", "mood", "tense")]
    public void What_somebody_refuses_is_not_painted_either(string negative, string gone, string noted)
    {
        var prompt = Given.Written(Given.Order("job") with { NegativePrompt = negative }, Given.Tavern);

        Assert.DoesNotContain(gone, prompt?.Text);
        Assert.Equal([(PromptNoteKind.LeftOut, noted)], Noted(prompt));
    }

    [Fact]
    public void A_model_without_a_negative_prompt_says_where_it_went()
    {
        var terms = new PromptTerms { Person = new("", "", "", "birds"), Limits = new PromptLimits(1000) { FoldsNegative = true } };
        Assert.Contains((PromptNoteKind.Moved, "birds"), Noted(Given.Written(Given.Order("job"), Given.Tavern, terms: terms)));
    }

    private static List<(PromptNoteKind, string)> Noted(ImagePrompt? prompt) => [.. (prompt?.Notes ?? []).Select(note => (note.Kind, note.Text))];
}
