using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

/// <summary>The built-in extractor says for each field that has changed which words of which message told it.</summary>
public sealed class BuiltInSourceTests
{
    private static readonly Scene Road = new("mountain road", TimeOfDay.Midday, "clear sky", "peaceful", "");

    private static readonly ChatLine Asked = Line("m1", "We should rest. *I open the door of the dim tavern and step inside.*", isUser: true);

    private static readonly ChatLine Told = Line(
        "m2",
        "*The sun has dipped below the roofs.* \"Sit,\" she says. *Heavy rain hammers the windows! Her hand is on her dagger, and there is danger in every face. In the middle stands an ornate silver lantern.*");

    [Theory]
    [InlineData("environment", "m1", "I open the door of the dim tavern and step inside.")]
    [InlineData("time_of_day", "m2", "The sun has dipped below the roofs.")]
    [InlineData("weather", "m2", "Heavy rain hammers the windows!")]
    [InlineData("mood", "m2", "Her hand is on her dagger, and there is danger in every face.")]
    [InlineData("focal_detail", "m2", "In the middle stands an ornate silver lantern.")]
    public async Task Every_field_has_the_sentence_that_told_it(string field, string message, string words) =>
        Assert.Equal(new FieldSource(MessageId.Of(message), words), (await SourcesAsync(Road, Asked, Told))[field]);

    [Fact]
    public async Task What_stays_as_it_was_has_no_source() =>
        Assert.Equal(["time_of_day"], (await SourcesAsync(Road, Line("m1", "Night falls over the road."))).Keys);

    [Fact]
    public async Task What_is_told_last_is_the_source()
    {
        var sources = await SourcesAsync(Road, Line("m1", "It begins to rain."), Line("m2", "The rain turns to heavy rain; she laughs."));
        Assert.Equal("m2", sources["weather"].Message.Value);
    }

    [Fact]
    public async Task What_has_ended_has_no_source() =>
        Assert.DoesNotContain("weather", (await SourcesAsync(Road with { Weather = "rain" }, Line("m1", "At last the rain stops."))).Keys);

    [Fact]
    public async Task Words_that_are_said_are_a_source_where_nothing_else_is()
    {
        var sources = await SourcesAsync(null, Line("m1", "\"It's nearly midnight,\" she says."));
        Assert.Equal(new FieldSource(MessageId.Of("m1"), "It's nearly midnight"), sources["time_of_day"]);
    }

    [Fact]
    public async Task A_scenario_is_no_message()
    {
        var context = new SceneContext([Line("m1", "\"Hm.\"")], null, "A foggy morning in the old monastery.");
        var reading = await new BuiltInSceneExtractor().ReadAsync(context, CancellationToken.None);
        Assert.Equal("old monastery", reading.Scene.Environment);
        Assert.Empty(reading.Sources ?? SceneState.NoSources);
    }

    [Fact]
    public async Task Of_a_long_sentence_the_words_around_are_quoted()
    {
        var talk = string.Concat(Enumerable.Repeat("and so on and on ", 40));
        var words = (await SourcesAsync(Road, Line("m1", $"They walk {talk} until night falls over the pass {talk}.")))["time_of_day"].Words;
        Assert.Contains("night falls over the pass", words);
        Assert.InRange(words.Length, 1, Passage.LongestQuote + 2);
    }

    [Fact]
    public async Task A_quote_stands_in_its_message_also_in_a_huge_one()
    {
        var huge = Line("m1", $"{string.Concat(Enumerable.Repeat("She waits, and he waits. ", 50_000))}At midnight they reach the frozen lake.");
        var words = (await SourcesAsync(Road, huge))["environment"].Words;
        Assert.Equal("At midnight they reach the frozen lake.", words);
        Assert.Contains(words, huge.Content);
    }

    [Fact]
    public async Task What_came_after_the_known_scene_is_read_however_many_replies_it_is()
    {
        ChatLine[] lines = [Line("m1", "Rain falls."), Line("m2", "They reach the harbour."), Line("m3", "Night falls."), Line("m4", "\"Hm.\"")];
        var context = new SceneContext([.. lines], Road, null) { PreviousAt = MessageId.Of("m1") };
        var scene = (await new BuiltInSceneExtractor().ReadAsync(context, CancellationToken.None)).Scene;
        Assert.Equal(("harbour", TimeOfDay.Night, "clear sky"), (scene.Environment, scene.TimeOfDay, scene.Weather));
    }

    private static async Task<ImmutableSortedDictionary<string, FieldSource>> SourcesAsync(Scene? before, params ChatLine[] lines) =>
        (await new BuiltInSceneExtractor().ReadAsync(new SceneContext([.. lines], before, null), CancellationToken.None)).Sources ?? SceneState.NoSources;

    private static ChatLine Line(string id, string content, bool isUser = false) => new(MessageId.Of(id), isUser, "Mira", content);
}
