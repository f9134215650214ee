using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Sketch;
using Lumiverse.Actors.Providers.Sketch.Reading;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class SketchReadingTests
{
    [Theory]
    [InlineData("dim harbour tavern", "Tavern")]
    [InlineData("The Rusty Anchor Inn", "Tavern")]
    [InlineData("ruined castle in the forest", "Ruins")]
    [InlineData("castle library", "Library")]
    [InlineData("captain's cabin", "ShipCabin")]
    [InlineData("a cave by the sea", "Cave")]
    [InlineData("pine woods", "Forest")]
    [InlineData("misty marshes", "Swamp")]
    [InlineData("snowy mountain pass", "Mountains")]
    [InlineData("mountain lake", "Lake")]
    [InlineData("rocky coast", "Sea")]
    [InlineData("fishing port", "Harbour")]
    [InlineData("endless dunes", "Desert")]
    [InlineData("wheat fields", "Plains")]
    [InlineData("quiet hamlet", "Village")]
    [InlineData("neon street in the rain", "City")]
    [InlineData("castle battlements", "Castle")]
    [InlineData("throne room", "ThroneRoom")]
    [InlineData("small bedroom", "Bedroom")]
    [InlineData("alchemist's laboratory", "Laboratory")]
    [InlineData("farm kitchen", "Kitchen")]
    [InlineData("old CHURCH", "Temple")]
    public void An_environment_names_its_place(string environment, string place) =>
        Assert.Equal(place, Read(Scene.Unknown with { Environment = environment }).Place.ToString());

    [Fact]
    public void An_unknown_environment_is_always_the_same_open_place()
    {
        var first = Read(Scene.Unknown with { Environment = "qwertz" });

        Assert.Contains(first.Place, Vocabulary.Anywhere);
        Assert.Equal(first.Place, Read(Scene.Unknown with { Environment = "qwertz" }).Place);
    }

    [Theory]
    [InlineData("", "Clear")]
    [InlineData("heavy rain", "Clouds, Rain")]
    [InlineData("thunderstorm", "Clouds, Rain, Storm, Wind")]
    [InlineData("snow and mist", "Clouds, Snow, Fog")]
    [InlineData("a fresh breeze", "Wind")]
    [InlineData("overcast", "Clouds")]
    [InlineData("clear and warm", "Clear")]
    public void Weather_may_be_several_things_at_once(string weather, string air) =>
        Assert.Equal(air, Read(Scene.Unknown with { Weather = weather }).Air.ToString());

    [Theory]
    [InlineData("tense", "Tense")]
    [InlineData("quietly hopeful", "Warm")]
    [InlineData("serene", "Calm")]
    [InlineData("melancholy", "Sad")]
    [InlineData("strange", "Eerie")]
    [InlineData("romantic", "Romantic")]
    [InlineData("", "Plain")]
    public void A_mood_leans_the_colours(string words, string mood) =>
        Assert.Equal(mood, Read(Scene.Unknown with { Mood = words }).Mood.ToString());

    [Theory]
    [InlineData("a silver lantern on the bar", "Lantern")]
    [InlineData("three candles", "Candle")]
    [InlineData("a dying campfire", "Fire")]
    [InlineData("a ship at anchor", "Ship")]
    [InlineData("the full moon", "Moon")]
    [InlineData("her smile", "None")]
    public void A_focal_detail_is_echoed_where_it_can_be(string words, string motif) =>
        Assert.Equal(motif, Read(Scene.Unknown with { FocalDetail = words }).Motif.ToString());

    [Fact]
    public void Without_a_time_the_words_tell_one()
    {
        Assert.Equal(TimeOfDay.Dusk, Read(Scene.Unknown with { Environment = "harbour at twilight" }).Time);
        Assert.Equal(TimeOfDay.Midday, Read(Scene.Unknown with { Environment = "harbour" }).Time);
        Assert.Equal(TimeOfDay.Dawn, Read(Scene.Unknown with { Environment = "harbour at night", TimeOfDay = TimeOfDay.Dawn }).Time);
    }

    [Fact]
    public void People_are_counted_up_to_three()
    {
        var person = new SceneSubject("Ann", null, null, []);

        Assert.Equal(1, Read(Scene.Unknown with { Subjects = [person] }).People);
        Assert.Equal(3, Read(Scene.Unknown with { Subjects = [person, person, person, person, person] }).People);
    }

    [Fact]
    public void A_palette_names_its_colour()
    {
        Assert.Equal(0x2E8C96u, Read(Scene.Unknown with { PaletteOverride = "teal and shadow" }).Tint);
        Assert.Null(Read(Scene.Unknown with { PaletteOverride = "something nice" }).Tint);
    }

    private static SketchBrief Read(Scene scene)
    {
        var call = new ProviderCall(
            AttemptId.Of("a"), new ProviderTarget(ConnectionId.Of("c"), null, null, null), new ImagePrompt("", null), scene, new JsonObject(), Seed: 1);
        return SketchReader.Read(call, SketchParameters.Read(call));
    }
}
