using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.NovelAi.Models;
using Lumiverse.Actors.Testing.Servers;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>What is put around a prompt, which the server itself leaves as it comes.</summary>
public sealed class WordingTests
{
    private const string NewestHeavy =
        "lowres, artistic error, film grain, scan artifacts, worst quality, bad quality, jpeg artifacts, very displeasing, chromatic aberration, dithering, halftone, screentone, multiple views, logo, too many watermarks, negative space, blank page";

    [Theory]
    [InlineData("nai-diffusion-5-full", "x, very aesthetic, masterpiece, no text")]
    [InlineData("nai-diffusion-5-curated", "x, very aesthetic, masterpiece, no text")]
    [InlineData("nai-diffusion-4-5-full", "x, very aesthetic, masterpiece, no text")]
    [InlineData("nai-diffusion-4-5-curated", "x, very aesthetic, masterpiece, no text, -0.8::feet::, rating:general")]
    [InlineData("nai-diffusion-4-full", "x, no text, best quality, very aesthetic, absurdres")]
    [InlineData("nai-diffusion-4-curated-preview", "x, rating:general, best quality, very aesthetic, absurdres")]
    [InlineData("nai-diffusion-3", "x, best quality, amazing quality, very aesthetic, absurdres")]
    [InlineData("nai-diffusion-furry-3", "x, {best quality}, {amazing quality}")]
    [InlineData("nai-diffusion-6-ultra", "x, very aesthetic, masterpiece, no text")]
    [InlineData("nai-diffusion-4-5-full-inpainting", "x, very aesthetic, masterpiece, no text")]
    [InlineData(null, "x, very aesthetic, masterpiece, no text")]
    public void Each_model_has_its_own_words_for_quality(string? model, string expected) =>
        Assert.Equal(expected, Compose(model, "x").Text);

    [Theory]
    [InlineData("a, b", "a, b, Q")]
    [InlineData("a, b, ", "a, b, Q")]
    [InlineData("a | b | c", "a, Q | b | c")]
    [InlineData("a sign. Text: Hello, you", "a sign. Q Text: Hello, you")]
    [InlineData("a sign, text: Hello", "a sign, Q text: Hello")]
    [InlineData("a sign, text: Hello | b", "a sign, Q text: Hello | b")]
    [InlineData("a | b, text: Hello", "a, Q | b, text: Hello")]
    [InlineData("context: none", "context: none, Q")]
    [InlineData("text: Hello", "Q text: Hello")]
    [InlineData("", "Q")]
    public void Words_for_quality_go_into_the_first_part_before_what_is_to_be_written(string prompt, string expected) =>
        Assert.Equal(expected, PromptWording.WithTags(prompt, "Q"));

    [Fact]
    public void Words_for_quality_can_be_left_out() =>
        Assert.Equal("x", Compose("nai-diffusion-3", "x", new JsonObject { ["qualityTags"] = false }).Text);

    [Theory]
    [InlineData("nai-diffusion-5-full", "nsfw, " + NewestHeavy)]
    [InlineData("nai-diffusion-5-curated", NewestHeavy)]
    [InlineData("nai-diffusion-4-5-full", "nsfw, " + NewestHeavy)]
    public void Models_that_were_shown_everything_are_told_to_keep_it_decent(string model, string expected) =>
        Assert.Equal(expected, Compose(model, "x").Negative);

    [Fact]
    public void Whoever_asks_for_it_is_not_kept_from_it() =>
        Assert.Equal(NewestHeavy, Compose("nai-diffusion-4-5-full", "x, NSFW").Negative);

    [Fact]
    public void The_preset_comes_first_then_the_negative_prompt_then_the_parameter()
    {
        var parameters = new JsonObject { ["negativePrompt"] = "rain, ", ["undesiredContent"] = "light" };

        var negative = Compose("nai-diffusion-4-full", "x", parameters, "people").Negative;

        Assert.Equal("nsfw, blurry, lowres, error, worst quality, bad quality, jpeg artifacts, very displeasing, white blank page, blank page, people, rain", negative);
    }

    [Theory]
    [InlineData("nai-diffusion-5-full", null)]
    [InlineData("nai-diffusion-4-full", null)]
    [InlineData("nai-diffusion-3", "lowres")]
    public void Without_a_preset_only_what_the_model_needs_is_left(string model, string? expected) =>
        Assert.Equal(expected, Compose(model, "x", new JsonObject { ["undesiredContent"] = "none" }).Negative);

    [Theory]
    [InlineData("nai-diffusion-5-full", "human_focus", "@_@, mismatched pupils, glowing eyes, bad anatomy")]
    [InlineData("nai-diffusion-5-full", "furry_focus", "{{grandfathered content}}")]
    [InlineData("nai-diffusion-5-full", "light", "0::ai-generated::")]
    [InlineData("nai-diffusion-4-5-full", "light", "scan artifacts, worst quality")]
    [InlineData("nai-diffusion-4-5-curated", "human_focus", "bad hands, worst quality")]
    [InlineData("nai-diffusion-4-5-curated", "furry_focus", "blurry, lowres, upscaled, artistic error, film grain")]
    [InlineData("nai-diffusion-4-full", "human_focus", "white blank page, blank page")]
    [InlineData("nai-diffusion-4-curated-preview", "heavy", "gigantic breasts")]
    [InlineData("nai-diffusion-3", "human_focus", "heart-shaped pupils")]
    [InlineData("nai-diffusion-3", "light", "lowres, jpeg artifacts, worst quality, watermark")]
    [InlineData("nai-diffusion-furry-3", "heavy", "{where is your god now}")]
    public void Presets_are_found_by_name_whatever_their_number(string model, string preset, string expected) =>
        Assert.Contains(expected, Compose(model, "x", new JsonObject { ["undesiredContent"] = preset }).Negative);

    [Theory]
    [InlineData("1girl, red hair", "girl, red hair")]
    [InlineData("1boy", "boy")]
    [InlineData(" 1Girl, tall", "Girl, tall")]
    [InlineData("1girls", "1girls")]
    [InlineData("girl, 1boy beside her", "girl, 1boy beside her")]
    public void A_caption_of_a_person_does_not_count_people(string caption, string expected) =>
        Assert.Equal(expected, Assert.Single(Compose("nai-diffusion-4-5-full", "x", people: [caption]).Characters));

    [Fact]
    public void V3_is_told_of_people_in_the_prompt_itself()
    {
        var composed = Compose("nai-diffusion-3", "2girls | sea", people: ["1girl, red hair", "1girl, hat"]);

        Assert.Equal("2girls, 1girl, red hair, 1girl, hat, best quality, amazing quality, very aesthetic, absurdres | sea", composed.Text);
        Assert.Empty(composed.Characters);
    }

    [Fact]
    public void People_beyond_those_that_a_model_takes_apart_are_told_in_the_prompt()
    {
        var composed = Compose("nai-diffusion-4-5-full", "crowd", people: [.. Enumerable.Range(1, 7).Select(number => $"boy {number}")]);

        Assert.Equal(6, composed.Characters.Length);
        Assert.StartsWith("crowd, boy 7, very aesthetic", composed.Text);
    }

    [Fact]
    public void No_listed_model_lacks_its_words() => Assert.All(ImageModels.All, model =>
    {
        Assert.NotEmpty(model.QualityTags);
        Assert.Equal(UndesiredContent.Heavy, model.UndesiredContents[0].Name);
        Assert.Contains(model.UndesiredContents, preset => preset.Name == UndesiredContent.None);
    });

    private static ImagePrompt Compose(string? model, string text, JsonObject? parameters = null, string? negative = null, params string[] people) =>
        FakeNovelAi.Provider().Compose(new PromptDraft(model, new ImagePrompt(text, negative) { Characters = [.. people] }, null, parameters ?? []));
}
