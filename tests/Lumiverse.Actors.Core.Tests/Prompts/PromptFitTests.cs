using System.Globalization;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Prompts;

public sealed class PromptFitTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a silver lantern", 4)]
    [InlineData("illustration", 2)]
    [InlineData("1girl, red hair", 4)]
    [InlineData("夜の港", 3)]
    public void Tokens_are_estimated(string text, int tokens) => Assert.Equal(tokens, TokenCount.Of(text));

    /// <summary>Everything that a scene says is gone before the first word of a person is.</summary>
    [Theory]
    [InlineData(32, "forest, path, fog outside, indoors, harbor tavern, dim lighting, night, rain outside window, tense, silver lantern, oils")]
    [InlineData(21, "forest, path, fog outside, indoors, harbor tavern, dim lighting, night, oils")]
    [InlineData(9, "forest, path, fog outside, oils")]
    [InlineData(7, "forest, path, fog outside")]
    [InlineData(4, "forest, path")]
    public void The_least_important_goes_first_and_ones_own_words_last(int tokens, string expected)
    {
        var terms = new PromptTerms { Connection = new("oils", "", "", ""), Limits = new PromptLimits(tokens) };
        var prompt = Given.Written(Given.Order("job") with { Mode = PromptMode.ParsedCustom, Prompt = "forest, path, fog outside" }, Given.Tavern, PromptStyle.Tags, terms);

        Assert.Equal(expected, prompt?.Text);
    }

    [Fact]
    public void What_is_cut_is_listed()
    {
        var terms = new PromptTerms { Limits = new PromptLimits(4) };
        var prompt = Given.Written(Given.Order("job") with { Mode = PromptMode.ParsedCustom, Prompt = "forest, path, fog outside" }, Given.Tavern, PromptStyle.Tags, terms);

        Assert.Equal(
            ["fog outside", "tense, silver lantern, rain outside window, night, dim lighting, harbor tavern, indoors"],
            [.. prompt?.Notes.Where(note => note.Kind == PromptNoteKind.Cut).Select(note => note.Text) ?? []]);
    }

    [Theory]
    [InlineData("one two. three four, five six", 6, "one two. three four")]
    [InlineData("one two (three, four), five six", 6, "one two")]
    [InlineData("one two, 1.2::three, four::, five", 9, "one two")]
    [InlineData("about 1.5 metres, 10,000 boats", 8, "about 1.5 metres")]
    [InlineData("one two three four five", 3, "one two three")]
    [InlineData("夜の港、雨、灯台", 6, "夜の港、雨")]
    [InlineData("夜の港の灯台", 3, "夜の港")]
    public void Words_of_ones_own_are_cut_at_phrases_and_else_at_words(string words, int tokens, string expected)
    {
        var terms = new PromptTerms { Limits = new PromptLimits(tokens) };
        Assert.Equal(expected, Given.Written(Given.Order("job") with { Mode = PromptMode.Custom, Prompt = words }, null, terms: terms)?.Text);
    }

    [Fact]
    public void People_keep_who_they_are_and_lose_their_last_tags()
    {
        SceneSubject[] people = [new("A", "girl", "red hair, green eyes, freckles", []), new("B", "boy", "hat", [])];
        var terms = new PromptTerms { Limits = new PromptLimits(25) };

        var prompt = Given.Written(Given.Order("job"), Given.Tavern with { Subjects = [.. people] }, PromptStyle.Tags, terms);

        Assert.Equal(["girl, red hair, green eyes", "boy, hat"], [.. prompt?.Characters ?? []]);
        Assert.Equal("1girl, 1boy, indoors, harbor tavern, dim lighting", prompt?.Text);
    }

    [Fact]
    public void A_negative_prompt_has_a_limit_of_its_own()
    {
        var terms = new PromptTerms { Limits = new PromptLimits(20, AddedNegativeTokens: 12) };
        var order = Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "a tower", NegativePrompt = "birds, ships, cats, dogs, cows, hens" };

        Assert.Equal("birds, ships, cats, dogs", Given.Written(order, null, terms: terms)?.Negative);
    }

    [Fact]
    public void Any_length_fits_into_any_limit()
    {
        var words = string.Join(' ', Enumerable.Range(0, 400).Select(number => $"w{number.ToString(CultureInfo.InvariantCulture)}{(number % 7 == 0 ? "," : number % 11 == 0 ? "." : "")}"));
        foreach (var style in Enum.GetValues<PromptStyle>())
        {
            for (var limit = 1; limit < 300; limit += 13)
            {
                var terms = new PromptTerms { Person = new("oils, dark", "a", "b, c", "d"), Limits = new PromptLimits(limit) };
                var order = Given.Order("job") with { Mode = PromptMode.ParsedCustom, Prompt = words, NegativePrompt = words };
                var prompt = Given.Written(order, Given.Tavern, style, terms);
                Assert.InRange(TokenCount.Of(prompt?.Text), 1, limit);
                Assert.InRange(TokenCount.Of(prompt?.Negative), 1, limit);
            }
        }
    }
}
