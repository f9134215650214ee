using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Prompts;

public sealed class TagWriterTests
{
    private static readonly SceneSubject Mara = new("Mara", null, null, ["1girl", "red_hair", "grey cloak", "red hair", "looking at viewer", "mara"]);
    private static readonly SceneSubject Oswin = new("Oswin", "innkeeper", "an old man with a white beard, holding a mug", []);

    [Fact]
    public void A_scene_becomes_tags_in_the_order_that_models_weigh_them()
    {
        var prompt = Write(Given.Tavern with { Environment = "The Dim Harbour Tavern", FocalDetail = "a silver lantern on the bar", PaletteOverride = "blue and gold" });
        Assert.Equal(
            "no humans, scenery, harbor tavern, dim lighting, night, rain, tense, silver lantern, bar, blue theme, gold theme", prompt.Text);
        Assert.Equal("1girl, 1boy, people, text, watermark, signature, username, border", prompt.Negative);
        Assert.Empty(prompt.Characters);
    }

    [Theory]
    [InlineData("the dim harbour tavern", "harbor tavern, dim lighting")]
    [InlineData("a clearing at the edge of the pine forest", "clearing, edge, pine forest")]
    [InlineData("Mara's room above the shop", "room, shop")]
    [InlineData("a very old, rather crowded market square", "old, market square, crowded")]
    [InlineData("misty", "mist")]
    [InlineData("the long forgotten great northern hall", "great northern hall")]
    [InlineData("castle {gate}: [1.5::fire::]|x", "castle gate 1, 5 fire x")]
    [InlineData("夜の港", "夜の港")]
    public void A_place_is_cut_into_short_noun_phrases(string place, string tags)
    {
        var scene = Scene.Unknown with { Environment = place, Subjects = [Mara] };
        Assert.Equal($"1girl, solo, {tags}", Write(scene).Text);
    }

    [Theory]
    [InlineData(TimeOfDay.Unknown, "", "hall")]
    [InlineData(TimeOfDay.Dawn, "thick fog", "hall, sunrise, fog")]
    [InlineData(TimeOfDay.Morning, "clear sky", "hall, morning, clear sky")]
    [InlineData(TimeOfDay.Midday, "light snow and strong wind", "hall, day, snow, wind")]
    [InlineData(TimeOfDay.GoldenHour, "", "hall, golden hour, sunset")]
    [InlineData(TimeOfDay.Dusk, "storm", "hall, dusk, storm")]
    [InlineData(TimeOfDay.Midnight, "heavy", "hall, midnight, night, heavy")]
    public void Hours_and_weather_have_tags_of_their_own(TimeOfDay time, string weather, string tags) =>
        Assert.Equal($"no humans, scenery, {tags}", Write(new Scene("a hall", time, weather, "", "")).Text);

    [Fact]
    public void Nothing_is_said_twice()
    {
        var scene = new Scene("snowy forest", TimeOfDay.Night, "snow", "calm", "the night forest, in snow");
        Assert.Equal("no humans, scenery, forest, snow, night, calm, night forest", Write(scene).Text);
    }

    [Fact]
    public void People_are_counted_first_and_described_apart_without_their_names()
    {
        var scene = Given.Tavern with { Subjects = [Mara, Oswin], FocalDetail = "Mara's lantern" };
        var prompt = Write(scene);
        Assert.Equal("1girl, 1boy, harbor tavern, dim lighting, night, rain, tense, lantern", prompt.Text);
        Assert.Equal(["girl, red hair, grey cloak, looking at viewer", "boy, innkeeper, old man, white beard, mug"], [.. prompt.Characters]);
        Assert.Equal("text, watermark, signature, username, border", prompt.Negative);
    }

    [Theory]
    [InlineData("a woman", "1girl, solo")]
    [InlineData("a king", "1boy, solo")]
    [InlineData("a dragon", "1other, solo")]
    [InlineData("a woman;a maid", "2girls")]
    [InlineData("a man;a robot;a woman", "1girl, 1boy, 1other")]
    [InlineData("he;he;he;he;he;he;he", "6+boys")]
    public void Girls_and_boys_are_counted_as_the_tags_do(string people, string counts)
    {
        var subjects = people.Split(';').Select(who => new SceneSubject(null, null, who, []));
        Assert.Equal($"{counts}, hall", Write(Scene.Unknown with { Environment = "hall", Subjects = [.. subjects] }).Text);
    }

    [Fact]
    public void How_the_picture_is_taken_comes_before_the_place()
    {
        var scene = new Scene("hall", TimeOfDay.Unknown, "", "", "") with { CompositionShot = "wide shot", CompositionCamera = "from above" };
        Assert.Equal("no humans, scenery, wide shot, from above, hall", Write(scene).Text);
    }

    [Fact]
    public void Words_of_ones_own_are_sent_as_they_are()
    {
        var order = Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "The Dragon, {{gold}}." };
        Assert.Equal("The Dragon, {{gold}}.", PromptWriter.Write(order, Given.Policy, Given.Tavern, PromptStyle.Tags)?.Text);
    }

    [Fact]
    public void Words_of_ones_own_are_followed_by_the_tags_of_the_scene()
    {
        var order = Given.Order("job") with { Mode = PromptMode.ParsedCustom, Prompt = "1girl, Night, oil painting.", NegativePrompt = "cats" };
        var prompt = PromptWriter.Write(order, Given.Policy, Given.Tavern, PromptStyle.Tags);
        Assert.Equal("1girl, Night, oil painting, harbor tavern, dim lighting, rain, tense, silver lantern", prompt?.Text);
        Assert.Equal("cats", prompt?.Negative);
    }

    [Fact]
    public void What_the_request_does_not_want_is_added_as_it_is() =>
        Assert.EndsWith("border, The Cats", Write(Given.Tavern, "The Cats").Negative);

    [Fact]
    public void Nowhere_cannot_be_painted() =>
        Assert.Null(PromptWriter.Write(Given.Order("job"), Given.Policy, Scene.Unknown, PromptStyle.Tags));

    [Fact]
    public void A_job_is_planned_in_the_style_of_its_connection()
    {
        var stage = new SceneStage();
        var read = Assert.IsType<SceneReadOutcome.Read>(Given.Reading(Given.Tavern));
        stage.Tell(new SceneCommand.RequestImage(Given.Chat, Given.Order("job")));
        var tags = read with { Connection = read.Connection with { Style = PromptStyle.Tags } };
        stage.Tell(new SceneCommand.SceneWasRead(stage.State.Jobs["job"].ReadId, tags));
        Assert.StartsWith("no humans, scenery, ", stage.State.Jobs["job"].Plan?.Prompt.Text);
    }

    private static ImagePrompt Write(Scene scene, string? negative = null) =>
        PromptWriter.Write(Given.Order("job") with { NegativePrompt = negative }, Given.Policy, scene, PromptStyle.Tags)
        ?? throw new InvalidOperationException("The scene has a place.");
}
