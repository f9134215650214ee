using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Prompts;

public sealed class PromptWriterTests
{
    [Fact]
    public void A_scene_becomes_a_sentence_without_people()
    {
        var prompt = PromptWriter.Write(Given.Order("job"), Given.Policy, Given.Tavern);
        Assert.Equal(
            "A wide background illustration. Dim harbour tavern, night, heavy rain. The mood is tense. The eye goes to a silver lantern. No people.",
            prompt?.Text);
        Assert.Contains("faces", prompt?.Negative);
    }

    [Fact]
    public void People_are_described_when_they_are_included()
    {
        var scene = Given.Tavern with { Subjects = [new SceneSubject("Mara", null, "a tall woman in a grey cloak", [])] };
        var prompt = PromptWriter.Write(Given.Order("job"), Given.Policy, scene);
        Assert.EndsWith("In the scene: Mara, a tall woman in a grey cloak.", prompt?.Text);
        Assert.DoesNotContain("faces", prompt?.Negative);
    }

    [Fact]
    public void How_the_picture_is_composed_is_said_last()
    {
        var scene = Given.Tavern with { CompositionSubjects = "two figures at the bar", CompositionShot = "wide shot" };
        Assert.Contains(" Composition: two figures at the bar, wide shot.", PromptWriter.Write(Given.Order("job"), Given.Policy, scene)?.Text);
    }

    [Theory]
    [InlineData(PromptMode.Custom, "A dragon.", "", "A dragon.")]
    [InlineData(PromptMode.Custom, null, "A castle.", "A castle.")]
    [InlineData(PromptMode.Custom, "  ", "", null)]
    [InlineData(PromptMode.ParsedCustom, "In oils.", "", "In oils. Dim harbour tavern, night, heavy rain. The mood is tense. The eye goes to a silver lantern.")]
    public void Words_of_ones_own_come_from_the_request_or_the_settings(PromptMode mode, string? words, string settings, string? expected)
    {
        var order = Given.Order("job") with { Mode = mode, Prompt = words };
        Assert.Equal(expected, PromptWriter.Write(order, Given.Policy with { CustomPrompt = settings }, Given.Tavern)?.Text);
    }

    [Fact]
    public void Nowhere_cannot_be_painted() =>
        Assert.Null(PromptWriter.Write(Given.Order("job"), Given.Policy, Scene.Unknown));

    [Fact]
    public void What_the_request_does_not_want_joins_what_is_never_wanted()
    {
        var prompt = PromptWriter.Write(Given.Order("job") with { NegativePrompt = "cats" }, Given.Policy, Given.Tavern);
        Assert.EndsWith("frame, cats", prompt?.Negative);
    }
}
