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
            "no humans, scenery, indoors, harbor tavern, dim lighting, night, rain outside window, tense, silver lantern, bar, blue theme, gold theme", prompt.Text);
        Assert.Equal("1girl, 1boy, people, text, watermark, signature, username, border", prompt.Negative);
        Assert.Empty(prompt.Characters);
    }

    [Theory]
    [InlineData("the dim harbour tavern", "indoors, harbor tavern, dim lighting")]
    [InlineData("a clearing at the edge of the pine forest", "outdoors, clearing, edge, pine forest")]
    [InlineData("Mara's room above the shop", "indoors, room, shop")]
    [InlineData("a very old, rather crowded market square", "outdoors, old, market square, crowded")]
    [InlineData("misty", "mist")]
    [InlineData("the long forgotten great northern hall", "indoors, great northern hall")]
    [InlineData("castle {gate}: [1.5::fire::]|x", "outdoors, castle gate 1, 5 fire x")]
    [InlineData("夜の港", "夜の港")]
    public void A_place_is_cut_into_short_noun_phrases(string place, string tags)
    {
        var scene = Scene.Unknown with { Environment = place, Subjects = [Mara] };
        Assert.Equal($"1girl, solo, {tags}", Write(scene).Text);
    }

    [Theory]
    [InlineData("hall", TimeOfDay.Unknown, "", "indoors, hall")]
    [InlineData("hall", TimeOfDay.Dawn, "thick fog", "indoors, hall, dawn, fog outside window")]
    [InlineData("hall", TimeOfDay.Morning, "clear sky", "indoors, hall, morning, clear sky, window, sunlight")]
    [InlineData("hall", TimeOfDay.GoldenHour, "", "indoors, hall, golden hour, window, sunlight")]
    [InlineData("crypt", TimeOfDay.Midday, "heavy rain", "indoors, crypt")]
    [InlineData("field", TimeOfDay.Dawn, "thick fog", "outdoors, field, dawn, fog")]
    [InlineData("field", TimeOfDay.Morning, "clear sky", "outdoors, field, morning, clear sky, sunlight")]
    [InlineData("field", TimeOfDay.Midday, "light snow and strong wind", "outdoors, field, day, snow, wind")]
    [InlineData("field", TimeOfDay.GoldenHour, "", "outdoors, field, golden hour, sunset, sunlight, long shadow")]
    [InlineData("field", TimeOfDay.Dusk, "storm", "outdoors, field, dusk, storm")]
    [InlineData("field", TimeOfDay.Midnight, "heavy", "outdoors, field, midnight, night, heavy")]
    public void Hours_and_weather_have_tags_of_their_own_outside_and_in_rooms(string place, TimeOfDay time, string weather, string tags) =>
        Assert.Equal($"no humans, scenery, {tags}", Write(new Scene(place, time, weather, "", "")).Text);

    [Fact]
    public void Nothing_is_said_twice()
    {
        var scene = new Scene("snowy forest", TimeOfDay.Night, "snow", "calm", "the night forest, in snow");
        Assert.Equal("no humans, scenery, outdoors, forest, snow, night, calm, night forest", Write(scene).Text);
    }

    [Fact]
    public void People_are_counted_first_and_described_apart_without_their_names()
    {
        var scene = Given.Tavern with { Subjects = [Mara, Oswin], FocalDetail = "Mara's lantern" };
        var prompt = Write(scene);
        Assert.Equal("1girl, 1boy, indoors, harbor tavern, dim lighting, night, rain outside window, tense, lantern", prompt.Text);
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
        Assert.Equal($"{counts}, indoors, hall", Write(Scene.Unknown with { Environment = "hall", Subjects = [.. subjects] }).Text);
    }

    [Fact]
    public void How_the_picture_is_taken_comes_before_the_place()
    {
        var scene = new Scene("hall", TimeOfDay.Unknown, "", "", "") with { CompositionShot = "wide shot", CompositionCamera = "from above" };
        Assert.Equal("no humans, scenery, wide shot, from above, indoors, hall", Write(scene).Text);
    }

    [Fact]
    public void Words_of_ones_own_are_sent_as_they_are()
    {
        var order = Given.Order("job") with { Mode = PromptMode.Custom, Prompt = "The Dragon, {{gold}}." };
        Assert.Equal("The Dragon, {{gold}}.", Given.Written(order, null, PromptStyle.Tags)?.Text);
    }

    [Fact]
    public void Words_of_ones_own_are_followed_by_the_tags_of_the_scene()
    {
        var order = Given.Order("job") with { Mode = PromptMode.ParsedCustom, Prompt = "1girl, Night, oil painting.", NegativePrompt = "cats" };
        var prompt = Given.Written(order, Given.Tavern, PromptStyle.Tags);
        Assert.Equal("1girl, Night, oil painting, indoors, harbor tavern, dim lighting, rain outside window, tense, silver lantern", prompt?.Text);
        Assert.Equal("cats", prompt?.Negative);
    }

    [Fact]
    public void What_the_request_does_not_want_is_added_as_it_is() =>
        Assert.StartsWith("The Cats, 1girl", Write(Given.Tavern, "The Cats").Negative);

    [Fact]
    public void Nowhere_cannot_be_painted() =>
        Assert.Null(Given.Written(Given.Order("job"), Scene.Unknown, PromptStyle.Tags));

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
        Given.Written(Given.Order("job") with { NegativePrompt = negative }, scene, PromptStyle.Tags)
        ?? throw new InvalidOperationException("The scene has a place.");
}
