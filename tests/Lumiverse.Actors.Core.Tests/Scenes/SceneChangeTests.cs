using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Tests.Scenes;

public sealed class SceneChangeTests
{
    [Theory]
    [InlineData("a dim tavern", "the dim tavern", false)]
    [InlineData("dim harbour tavern", "tavern", false)]
    [InlineData("the tavern (ground floor)", "tavern, ground floor!", false)]
    [InlineData("taverns", "Tavern", false)]
    [InlineData("tavern", "harbour", true)]
    [InlineData("tavern", "tavern cellar", true)]
    [InlineData("", "tavern", true)]
    [InlineData("", "", false)]
    public void Places_are_compared_by_their_head_noun(string before, string after, bool changed) =>
        Assert.Equal(changed, Changed("environment", new(before, default, "", "", ""), new(after, default, "", "", "")));

    [Theory]
    [InlineData(TimeOfDay.Night, TimeOfDay.Midnight, false)]
    [InlineData(TimeOfDay.Dusk, TimeOfDay.GoldenHour, false)]
    [InlineData(TimeOfDay.Midnight, TimeOfDay.Dawn, true)]
    [InlineData(TimeOfDay.Morning, TimeOfDay.Night, true)]
    [InlineData(TimeOfDay.Unknown, TimeOfDay.Night, false)]
    public void Times_are_compared_on_the_circle_of_the_day(TimeOfDay before, TimeOfDay after, bool changed)
    {
        Assert.Equal(changed, Changed("time_of_day", new("", before, "", "", ""), new("", after, "", "", "")));
        Assert.Equal(changed, Changed("time_of_day", new("", after, "", "", ""), new("", before, "", "", "")));
    }

    [Theory]
    [InlineData("heavy rain", "drizzle", false)]
    [InlineData("rain", "thunderstorm", false)]
    [InlineData("snowstorm", "thunder and rain", false)]
    [InlineData("rain", "clear sky", true)]
    [InlineData("cloudless sky", "sunny", false)]
    [InlineData("cloudless sky", "overcast", true)]
    [InlineData("nice and sunny", "bright", false)]
    [InlineData("passing train smoke", "rain", true)]
    public void Weathers_are_compared_by_how_they_look(string before, string after, bool changed) =>
        Assert.Equal(changed, Changed("weather", new("", default, before, "", ""), new("", default, after, "", "")));

    [Theory]
    [InlineData("tense", "anxious", false)]
    [InlineData("calm", "romantic", false)]
    [InlineData("calm", "violent", true)]
    [InlineData("courageous", "furious rage", true)]
    [InlineData("unhappy", "joyful", true)]
    [InlineData("melancholy", "mournful", false)]
    public void Moods_are_compared_by_kind(string before, string after, bool changed) =>
        Assert.Equal(changed, Changed("mood", new("", default, "", before, ""), new("", default, "", after, "")));

    [Theory]
    [InlineData("tavern", "tavern back room", false)]
    [InlineData("the tavern", "the tavern's back room", false)]
    [InlineData("library", "a corner of the library", false)]
    [InlineData("castle", "throne room", false)]
    [InlineData("tavern", "outside the tavern", true)]
    [InlineData("castle courtyard", "castle dungeon", true)]
    public void A_part_that_looks_like_its_whole_is_no_other_place(string before, string after, bool changed)
    {
        Assert.Equal(changed, Changed("environment", new(before, default, "", "", ""), new(after, default, "", "", "")));
        Assert.Equal(changed, Changed("environment", new(after, default, "", "", ""), new(before, default, "", "", "")));
    }

    [Theory]
    [InlineData("old inn", "smoky tavern")]
    [InlineData("woods", "a quiet forest")]
    [InlineData("cemetery", "graveyard")]
    public void Two_words_for_one_kind_of_place_are_one_place(string before, string after) =>
        Assert.False(Changed("environment", new(before, default, "", "", ""), new(after, default, "", "", "")));

    [Fact]
    public void Exactly_means_by_the_letters() =>
        Assert.Equal(
            ["environment"],
            SceneChange.Between(Given.Tavern, Given.Tavern with { Environment = Given.Tavern.Environment + " " }, ChangePolicy.Exact)
                .Where(field => field.Changed).Select(field => field.Name));

    [Fact]
    public void A_page_in_a_field_is_compared_by_its_beginning()
    {
        var page = string.Concat(Enumerable.Repeat("lantern of the old mill ", 50_000));
        var scene = new Scene(page, TimeOfDay.Night, page, page, page);
        Assert.All(SceneChange.Between(scene, scene with { Environment = page + "!" }), field => Assert.False(field.Changed));
        Assert.True(Changed("environment", scene, scene with { Environment = "harbour" }));
    }

    [Fact]
    public void Every_scene_is_like_itself() =>
        Assert.All(SceneChange.Between(Given.Tavern, Given.Tavern), field => Assert.Equal(0, field.Distance));

    private static bool Changed(string name, Scene before, Scene after) =>
        Assert.Single(SceneChange.Between(before, after), field => field.Name == name).Changed;
}
