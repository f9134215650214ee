using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction.LanguageModel;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction.LanguageModel;

/// <summary>What a model may write, and which scene is read from it.</summary>
public sealed class SceneAnswerTests
{
    private const string Harbour =
        """{"environment":"harbour quay","time_of_day":"dusk","weather":"heavy rain","mood":"tense","focal_detail":"a silver lantern","palette_override":""}""";

    private static readonly Scene Tavern = new("dim tavern", TimeOfDay.Night, "storm outside", "cosy", "a long bar") { PaletteOverride = "amber" };

    private static readonly Scene Quay = new("harbour quay", TimeOfDay.Dusk, "heavy rain", "tense", "a silver lantern");

    [Theory]
    [InlineData(Harbour)]
    [InlineData("```json\n" + Harbour + "\n```")]
    [InlineData("Sure! Here are the notes you {asked} for:\n" + Harbour + "\nLet me know if you need { anything else }.")]
    [InlineData("<think>First {\"environment\": \"forest\"} but no, they left it.</think>" + Harbour)]
    [InlineData("{\"scene\": " + Harbour + ", \"confidence\": 1}")]
    [InlineData("[" + Harbour + "]")]
    [InlineData("""{"Environment":"\"harbour quay\"","timeOfDay":"Dusk","Weather":"heavy\n rain.","mood":["tense"],"focal-detail":"a silver lantern", "palette_override":null,}""")]
    [InlineData("""{/* notes */ "environment":"harbour quay","time_of_day":"evening, after sunset","weather":"heavy rain","mood":"tense","focal_detail":["a silver lantern"],"palette_override":"none"}""")]
    public void A_scene_is_found_in_whatever_surrounds_it(string answer) =>
        Assert.Equal(Text(Quay), Text(SceneAnswer.Read(answer, Context(null))));

    [Theory]
    [InlineData("""{"environment":"market square"}""", "market square|night|storm outside|cosy|a long bar|amber")]
    [InlineData("""{"environment":"","time_of_day":"","weather":"","mood":"","focal_detail":"","palette_override":""}""", "dim tavern|night||||")]
    [InlineData("""{"environment":7,"time_of_day":true,"weather":{"kind":"rain"},"mood":1.5,"focal_detail":false,"palette_override":[]}""", "dim tavern|night|storm outside|cosy|a long bar|")]
    [InlineData("""{"environment":"Unknown","time_of_day":"teatime","weather":"N/A","mood":null,"focal_detail":"a long bar"}""", "dim tavern|night|||a long bar|amber")]
    [InlineData("""{"environment":["old library","reading room"],"weather":["fog",3,"drizzle"]}""", "old library, reading room|night|fog, drizzle|cosy|a long bar|amber")]
    public void What_is_missing_or_of_another_type_stays_as_it_was(string answer, string expected) =>
        Assert.Equal(expected, Text(SceneAnswer.Read(answer, Context(Tavern))));

    [Theory]
    [InlineData("sunrise", TimeOfDay.Dawn)]
    [InlineData("noon", TimeOfDay.Midday)]
    [InlineData("Golden Hour", TimeOfDay.GoldenHour)]
    [InlineData("early evening", TimeOfDay.Dusk)]
    [InlineData("an hour of no clock", TimeOfDay.Unknown)]
    public void Times_of_day_in_other_words_are_understood_or_ignored(string time, TimeOfDay expected) =>
        Assert.Equal(expected, SceneAnswer.Read($$"""{"environment":"quay","time_of_day":"{{time}}"}""", Context(null)).TimeOfDay);

    [Theory]
    [InlineData("")]
    [InlineData(" \n ")]
    [InlineData("I'm sorry, I can't help with that.")]
    [InlineData("PWNED")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1,2,3]")]
    [InlineData("""{"answer":"a harbour"}""")]
    [InlineData("""{"environment":"harbour qu""")]
    [InlineData("{{{{{{{{{{")]
    public void What_holds_no_scene_is_said_to_hold_none(string answer)
    {
        var unreadable = Assert.Throws<SceneUnreadableException>(() => SceneAnswer.Read(answer, Context(Tavern)));

        Assert.StartsWith("the model", unreadable.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Noise_without_end_is_given_up()
    {
        var noise = string.Concat(Enumerable.Repeat("{\"environment\":[", 100_000));

        Assert.Throws<SceneUnreadableException>(() => SceneAnswer.Read(noise, Context(Tavern)));
    }

    [Fact]
    public void Nothing_told_is_no_place_to_paint() =>
        Assert.False(SceneAnswer.Read("""{"environment":"not specified","mood":"calm"}""", Context(null)).IsPaintable);

    [Fact]
    public void Long_values_are_cut_between_words()
    {
        var scene = SceneAnswer.Read($$"""{"environment":"{{string.Concat(Enumerable.Repeat("endless corridor ", 400))}}","mood":"{{new string('o', 5000)}}"}""", Context(null));

        Assert.InRange(scene.Environment.Length, 60, 120);
        Assert.EndsWith("corridor", scene.Environment.Replace(" endless", " corridor", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(40, scene.Mood.Length);
    }

    [Fact]
    public void People_are_read_with_their_looks_and_only_when_they_are_included()
    {
        const string Answer =
            """
            {"environment":"quay","character_names":["Mira","Odo"],
             "character_appearances":[{"name":"Mira","role":"ferryman","appearance":"tall, oilskin coat","tags":["grey braid","red scarf"]},"a boy in rags",5,{}],
             "composition_subjects":"Mira ties the boat","composition_shot":"wide shot","composition_camera":"none"}
            """;

        var scene = SceneAnswer.Read(Answer, Context(null) with { Character = new ChatPerson("Mira", "") });
        var place = SceneAnswer.Read(Answer, Context(scene));

        Assert.Equal(
            ["Mira, ferryman, tall, oilskin coat [grey braid; red scarf]", ", , a boy in rags []", "Odo, ,  []"],
            scene.Subjects.Select(who => $"{who.Name}, {who.Role}, {who.Appearance} [{string.Join("; ", who.Tags)}]"));
        Assert.Equal(("Mira ties the boat", "wide shot", null), (scene.CompositionSubjects, scene.CompositionShot, scene.CompositionCamera));
        Assert.True(place is { Subjects.IsEmpty: true, CompositionSubjects: null, CompositionShot: null });
    }

    [Theory]
    [InlineData("""{"environment":"quay","character_appearances":{"name":"Mira","appearance":"tall"}}""", "Mira: tall")]
    [InlineData("""{"environment":"quay","character_names":"Mira"}""", "Mira: short")]
    [InlineData("""{"environment":"quay"}""", "Mira: short")]
    [InlineData("""{"environment":"quay","character_names":[],"character_appearances":[]}""", "")]
    [InlineData("""{"environment":"quay","character_names":["Mira","Tom"]}""", "Mira: short")]
    public void People_come_in_many_shapes_and_the_user_stays_out_unless_included(string answer, string expected)
    {
        var previous = Tavern with { Subjects = [new SceneSubject("Mira", null, "short", [])] };

        var scene = SceneAnswer.Read(answer, Context(previous) with { Character = new ChatPerson("Mira", "") });

        Assert.Equal(expected, string.Join("; ", scene.Subjects.Select(who => $"{who.Name}: {who.Appearance}")));
    }

    [Fact]
    public void A_crowd_is_cut_to_a_few()
    {
        var crowd = string.Join(',', Enumerable.Range(0, 500).Select(number => $"\"Guard {number}\""));

        var scene = SceneAnswer.Read($$"""{"environment":"gate","character_names":[{{crowd}}]}""", Context(null) with { Character = new ChatPerson("Mira", "") });

        Assert.Equal(6, scene.Subjects.Length);
    }

    private static SceneContext Context(Scene? previous) =>
        new([new ChatLine(MessageId.Of("m1"), true, "Tom", "Hello."), new ChatLine(MessageId.Of("m2"), false, "Mira", "Hm.")], previous, null);

    private static string Text(Scene scene) =>
        string.Join('|', scene.Environment, scene.TimeOfDay.Name(), scene.Weather, scene.Mood, scene.FocalDetail, scene.PaletteOverride);
}
