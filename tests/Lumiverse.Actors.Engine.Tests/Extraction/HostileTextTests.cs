using System.Globalization;
using System.Text;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

/// <summary>Messages that nobody writes and somebody sends: a megabyte of whatever is worst for a reader of prose.</summary>
public sealed class HostileTextTests
{
    private const int Length = 1 << 20;

    /// <summary>A reading takes milliseconds; what grows with the square of the text takes hours.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Dictionary<string, string> Texts = new()
    {
        ["one word"] = "a",
        ["one sentence"] = "the harbour and ",
        ["phrases that almost begin"] = "in the in the of a at ",
        ["places"] = "in the harbour at the old lighthouse on the beach ",
        ["negations"] = "not never no without nor ",
        ["wishes"] = "if she would have been in the ",
        ["quotations that open"] = "“",
        ["quotations in quotations"] = "“in the “harbour” ",
        ["straight quotations"] = "\"a\" ",
        ["asterisks"] = "*walks into a * harbour ",
        ["only asterisks"] = "*",
        ["brackets"] = "((in the harbour) ",
        ["commas"] = "rain, ",
        ["only full stops"] = ".",
        ["only lines"] = "\n",
        ["only spaces"] = " ",
        ["hyphens"] = "a-",
        ["apostrophes"] = "o'",
        ["clocks"] = "at 5:30 p.m. ",
        ["digits"] = "1",
        ["combining marks"] = "e\u0301\u0302",
        ["right to left"] = "\u202Eמזג האוויר ",
        ["halves of pairs"] = "\uD83D",
        ["wrong pairs"] = "\uDE00\uD83D",
        ["nulls"] = "\0",
    };

    public static TheoryData<string> Names => [.. Texts.Keys, .. Enumerable.Range(0, 17).Select(plane => string.Create(CultureInfo.InvariantCulture, $"plane {plane}"))];

    [Theory, MemberData(nameof(Names))]
    public async Task It_is_read_in_time(string name)
    {
        var text = Repeat(TextOf(name), Length);
        var lines = Enumerable.Range(0, SceneReader.MostLines).Select(number => new ChatLine(new MessageId($"m{number}"), false, "Maren", text));

        var reading = await Task.Run(() => new BuiltInSceneExtractor().ReadAsync(new SceneContext([.. lines], null, text), default)).WaitAsync(Patience);

        Assert.Equal(BuiltInSceneExtractor.Name, reading.Extractor);
    }

    [Theory, MemberData(nameof(Names))]
    public void No_sentence_is_longer_than_rules_may_look_around_in(string name)
    {
        var passage = Passage.Of(Repeat(TextOf(name), Length), Lexicon.English.Grammar);

        Assert.All(passage.Sentences, sentence => Assert.InRange(sentence.End - sentence.Start, 1, Passage.LongestSentence));
    }

    /// <summary>What is cut is still read, on both sides of the cut.</summary>
    [Fact]
    public async Task A_sentence_that_does_not_end_still_has_its_scene()
    {
        var text = $"She stands in the harbour {Repeat("and on and on ", 4000)} and heavy rain is falling on the quay";

        var scene = (await new BuiltInSceneExtractor().ReadAsync(new SceneContext([new ChatLine(new MessageId("m"), false, "Maren", text)], null, null), default)).Scene;

        Assert.Contains("rain", scene.Weather, StringComparison.Ordinal);
    }

    private static string TextOf(string name) => Texts.TryGetValue(name, out var text) ? text : PlaneOf(int.Parse(name["plane ".Length..], CultureInfo.InvariantCulture));

    /// <summary>Every 97th of a plane's code points, assigned or not, between words.</summary>
    private static string PlaneOf(int plane)
    {
        var text = new StringBuilder();
        for (var point = plane << 16; point < (plane + 1) << 16; point += 97)
            if (Rune.IsValid(point))
                text.Append(new Rune(point)).Append(point % 5 == 0 ? " rain " : "");
        return text.ToString();
    }

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, 1 + length / text.Length));
}
