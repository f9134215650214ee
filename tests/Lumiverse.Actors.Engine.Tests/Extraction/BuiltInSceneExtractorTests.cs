using System.Text;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

public sealed class BuiltInSceneExtractorTests
{
    private static readonly Scene Tavern = new("dim harbour tavern", TimeOfDay.Night, "", "tense", "a silver lantern");

    [Fact]
    public async Task A_reading_names_its_extractor()
    {
        var reading = await new BuiltInSceneExtractor().ReadAsync(new SceneContext([], null, null), CancellationToken.None);
        Assert.Equal("built-in", reading.Extractor);
    }

    [Fact]
    public async Task Nothing_is_invented_when_nothing_is_told()
    {
        var scene = await Read(null, null, Reply("\"Hm,\" he says."));
        Assert.Equal(("", TimeOfDay.Unknown, "", "", ""), FieldsOf(scene));
    }

    [Fact]
    public async Task A_scenario_gives_the_scene_that_no_line_has_told()
    {
        var scene = await Read(null, "It is a foggy morning in the old monastery. Brother Anselm has lost the key.", Reply("*He sighs.* Well?"));
        Assert.Equal(("old monastery", TimeOfDay.Morning, "fog"), (scene.Environment, scene.TimeOfDay, scene.Weather));
    }

    [Fact]
    public async Task A_line_outweighs_the_scenario()
    {
        var scene = await Read(null, "It is morning in the old monastery.", Reply("They sit in the village tavern at dusk."));
        Assert.Equal(("village tavern", TimeOfDay.Dusk), (scene.Environment, scene.TimeOfDay));
    }

    [Fact]
    public async Task A_reply_without_a_hint_keeps_every_field()
    {
        var scene = await Read(Tavern, "A story of the sea.", Reply("\"Go on,\" she says, and turns her cup."));
        Assert.Equal(FieldsOf(Tavern), FieldsOf(scene));
    }

    [Fact]
    public async Task Another_place_drops_the_detail_of_the_last_one()
    {
        var scene = await Read(Tavern, null, Reply("They walk down to the beach."));
        Assert.Equal(("beach", ""), (scene.Environment, scene.FocalDetail));
    }

    [Theory]
    [InlineData("She lights a candle in the cellar of the old mill.", "cellar of the old mill")]
    [InlineData("She remembers the day in the cellar of the old mill.", "dim harbour tavern")]
    [InlineData("\"Somebody lights a candle in the cellar,\" she says.", "dim harbour tavern")]
    public async Task Whoever_does_something_in_a_place_is_there(string text, string environment) =>
        Assert.Equal(environment, (await Read(Tavern, null, Reply(text))).Environment);

    [Fact]
    public async Task A_mood_yields_only_to_one_that_is_clearly_stronger()
    {
        Assert.Equal("tense", (await Read(Tavern, null, Reply("She laughs."))).Mood);
        Assert.Equal("joyful", (await Read(Tavern, null, Reply("She laughs and laughs, happy, delighted, and the whole merry room cheers with joy."))).Mood);
    }

    [Fact]
    public async Task The_colours_somebody_asked_for_persist_and_people_do_not()
    {
        var before = Tavern with { PaletteOverride = "teal", Subjects = [new SceneSubject("Maren", null, null, [])], CompositionShot = "wide" };
        var scene = await Read(before, null, Reply("She waits."));
        Assert.Equal(("teal", true, null), (scene.PaletteOverride, scene.Subjects.IsEmpty, scene.CompositionShot));
    }

    [Fact]
    public async Task A_user_moves_the_scene_as_well()
    {
        var scene = await Read(Tavern, null, Reply("\"Well?\" she says."), User("I walk into the garden."), Reply("\"Wait,\" she calls."));
        Assert.Equal("garden", scene.Environment);
    }

    [Fact]
    public async Task A_line_that_is_in_the_previous_scene_already_is_not_read_again()
    {
        var before = Tavern with { Environment = "small chapel" };
        var scene = await Read(before, null, Reply("Rain falls on the harbour. They run into a small chapel."), User("I sit."), Reply("\"Rest,\" she says."));
        Assert.Equal(FieldsOf(before), FieldsOf(scene));
    }

    [Fact]
    public async Task Reading_a_reply_twice_reads_the_same()
    {
        var line = Reply("By the time they reach the harbour it is dawn, and a small bronze bell rings in the fog.");
        var once = await Read(Tavern, null, line);
        Assert.Equal(FieldsOf(once), FieldsOf(await Read(once, null, line)));
    }

    [Theory]
    [InlineData("a cosy little pub by the sea")]
    [InlineData("somewhere the lexicon has no word for")]
    public async Task Words_of_another_extractor_persist(string environment)
    {
        var scene = await Read(Tavern with { Environment = environment, Weather = "a few wisps of steam" }, null, Reply("She waits."));
        Assert.Equal((environment, "a few wisps of steam"), (scene.Environment, scene.Weather));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task No_text_makes_it_throw(int seed)
    {
        var dice = new Random(seed);
        for (var round = 0; round < 400; round++)
            await Read(round % 2 == 0 ? Tavern : null, Gibberish(dice), Reply(Gibberish(dice)), User(Gibberish(dice)), Reply(Gibberish(dice)));
    }

    [Theory]
    [InlineData("rain ")]
    [InlineData("the ")]
    [InlineData("would ")]
    [InlineData(", ")]
    [InlineData("*\"")]
    [InlineData("had not ")]
    [InlineData("\ud83c")]
    [InlineData("x")]
    public async Task A_huge_message_is_looked_at_only_so_far(string piece)
    {
        var huge = new StringBuilder().Insert(0, piece, 1024 * 1024 / piece.Length).ToString();
        Assert.InRange(Passage.Of(huge, Lexicon.English.Grammar).Tokens.Length, 0, Passage.LongestLook + 1);
        await Read(Tavern, huge, Reply(huge));
    }

    [Fact]
    public void Tokens_grow_with_the_text_and_not_faster()
    {
        const string Sentence = "She would have walked, but the rain had not stopped. ";
        var tokens = new[] { 10, 20, 40 }.Select(count => Passage.Of(new StringBuilder().Insert(0, Sentence, count).ToString(), Lexicon.English.Grammar).Tokens.Length).ToArray();
        Assert.Equal([tokens[0], 2 * tokens[0], 4 * tokens[0]], tokens);
    }

    [Fact]
    public async Task The_end_of_a_huge_message_still_tells_where_the_story_stands()
    {
        var long256KiB = new string('a', 200) + " ";
        var text = new StringBuilder("They sit in the chapel. ").Insert(24, long256KiB, 1300).Append("They walk down to the beach. Night has fallen.");
        var scene = await Read(null, null, Reply(text.ToString()));
        Assert.Equal(("beach", TimeOfDay.Night), (scene.Environment, scene.TimeOfDay));
    }

    [Fact]
    public async Task A_cancelled_reading_ends() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new BuiltInSceneExtractor().ReadAsync(new SceneContext([], null, null), new CancellationToken(canceled: true)));

    private static async Task<Scene> Read(Scene? previous, string? scenario, params ChatLine[] lines)
    {
        var numbered = lines.Select((line, index) => line with { Id = new MessageId($"m{index}") });
        return (await new BuiltInSceneExtractor().ReadAsync(new SceneContext([.. numbered], previous, scenario), CancellationToken.None)).Scene;
    }

    private static ChatLine Reply(string text) => new(new MessageId("m"), IsUser: false, "Maren Vey", text);

    private static ChatLine User(string text) => new(new MessageId("m"), IsUser: true, "Corin", text);

    private static (string, TimeOfDay, string, string, string) FieldsOf(Scene scene) =>
        (scene.Environment, scene.TimeOfDay, scene.Weather, scene.Mood, scene.FocalDetail);

    /// <summary>Marks and words the rules react to, among any UTF-16 there is, lone surrogates included.</summary>
    private static string Gibberish(Random dice)
    {
        string[] pieces = ["*", "\"", "“", "”", ".", "?", "\n", ",", " ", "the ", "of ", "tavern", "outside ", "walks ", "to ", "had ", "not ", "rain ", "sun ", "set ", "as ", "night", "a silver lantern ", "'s", "-", "’"];
        var text = new StringBuilder();
        for (var count = dice.Next(60); count > 0; count--)
            _ = dice.Next(4) == 0 ? text.Append((char)dice.Next(char.MaxValue + 1)) : text.Append(pieces[dice.Next(pieces.Length)]);
        return text.ToString();
    }
}
