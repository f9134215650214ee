using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

public sealed class SourceFinderTests
{
    private static readonly ChatLine Asked = Line("m1", "Let us go. I open the door of the dim tavern and step inside.", isUser: true);
    private static readonly ChatLine Told = Line("m2", "*Night has fallen.* \"Sit,\" she says.\nHeavy rain hammers the windows. On the bar stands a silver lantern!");

    [Theory]
    [InlineData("environment", "m1", "I open the door of the dim tavern and step inside.")]
    [InlineData("time_of_day", "m2", "Night has fallen.")]
    [InlineData("weather", "m2", "Heavy rain hammers the windows.")]
    [InlineData("focal_detail", "m2", "On the bar stands a silver lantern!")]
    public void Every_field_has_the_sentence_that_tells_it(string field, string message, string words)
    {
        var scene = new Scene("dim tavern", TimeOfDay.Night, "heavy rain", "", "a silver lantern");
        Assert.Equal(new FieldSource(MessageId.Of(message), words), Find(null, scene, Asked, Told)[field]);
    }

    [Fact]
    public void What_the_scene_says_as_before_is_not_looked_for()
    {
        var before = new Scene("dim tavern", TimeOfDay.Night, "", "", "");
        Assert.Equal(["weather"], Find(before, before with { Weather = "heavy rain" }, Asked, Told).Keys);
    }

    [Fact]
    public void Words_that_another_extractor_chose_are_found_by_themselves()
    {
        var scene = new Scene("crystal cavern of echoes", TimeOfDay.Unknown, "", "", "");
        var found = Find(null, scene, Line("m1", "They follow the singing. The cavern of crystal answers with echoes. Nobody breathes."));
        Assert.Equal("The cavern of crystal answers with echoes.", found["environment"].Words);
    }

    [Fact]
    public void What_nobody_tells_has_no_source() =>
        Assert.Empty(Find(null, new Scene("crystal cavern", TimeOfDay.Dawn, "heavy snow", "joyful", "a broken hourglass"), Asked));

    [Fact]
    public void What_is_told_last_is_the_source() =>
        Assert.Equal("m3", Find(null, Scene.Unknown with { Weather = "heavy rain" }, Told, Line("m3", "Heavy rain falls."))["weather"].Message.Value);

    [Fact]
    public void A_quote_is_short_and_a_huge_message_is_bounded()
    {
        var huge = Line("m1", string.Concat(Enumerable.Repeat("heavy rain falls on the roof and ", 8000)));
        Assert.Equal(SourceFinder.LongestQuote + 1, Find(null, Scene.Unknown with { Weather = "heavy rain" }, huge)["weather"].Words.Length);
        var hidden = Line("m1", $"Heavy rain falls. {string.Concat(Enumerable.Repeat("She waits. ", SourceFinder.MostSentences))}");
        Assert.Empty(Find(null, Scene.Unknown with { Weather = "heavy rain" }, hidden));
    }

    private static ImmutableSortedDictionary<string, FieldSource> Find(Scene? before, Scene scene, params ChatLine[] lines) =>
        SourceFinder.Find(new SceneContext([.. lines], before, null), scene);

    private static ChatLine Line(string id, string content, bool isUser = false) => new(MessageId.Of(id), isUser, "Mira", content);
}
