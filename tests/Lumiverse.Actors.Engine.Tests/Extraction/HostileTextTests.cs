using System.Text;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Tests.Extraction;

/// <summary>Messages that nobody writes by hand: the reader ends with each, and its work grows with the length alone.</summary>
public sealed class HostileTextTests
{
    private const int Megabyte = 1024 * 1024;

    private static readonly TimeSpan Generous = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Pieces() =>
    [
        "a", "the ", "in the ", "in the tavern of the ", "had not ", "no, not, nor ", "that which ", "until ", "walked then and ",
        "\"", "“", "«»", "(", ")(", "[", "*", "* ", "**a ", "{{", "_", "-", "'", "a.m. ", ", ", " ", "\t", "\r\n", "\0", "\u202e", "\ufeff", "a\u0301\u0302\u0303",
    ];

    public static TheoryData<int> Planes() => [.. Enumerable.Range(0, 17)];

    [Theory, MemberData(nameof(Pieces))]
    public Task A_megabyte_of_one_pattern_is_read(string piece) => ReadAll(Filled(piece));

    [Theory, MemberData(nameof(Planes))]
    public Task A_megabyte_of_any_plane_is_read(int plane) => ReadAll(PlaneOf(plane));

    [Fact]
    public async Task Halves_of_characters_are_read()
    {
        foreach (var piece in (string[])["\ud83c", "\udf0a", "\udf0a\ud83c ", "the \ud83c tavern "])
            await ReadAll(Filled(piece));
    }

    [Fact]
    public Task Deep_nesting_is_read() =>
        ReadAll(string.Concat(Enumerable.Repeat("“she said (*“", Megabyte / 26)) + string.Concat(Enumerable.Repeat("”*) ”", Megabyte / 10)));

    [Theory, MemberData(nameof(Pieces))]
    public void No_sentence_is_longer_than_the_limit_unless_it_is_one_word(string piece)
    {
        var passage = Passage.Of(Filled(piece), Lexicon.English.Grammar);
        Assert.All(passage.Sentences, sentence =>
            Assert.True(sentence.End - sentence.Start == 1
                || passage.Tokens[sentence.End - 1].End - passage.Tokens[sentence.Start].Start <= Passage.LongestSentence));
    }

    [Fact]
    public void Cutting_a_sentence_loses_no_word()
    {
        var passage = Passage.Of(Filled("rain falls on the harbour ")[..Passage.LongestLook], Lexicon.English.Grammar);
        Assert.True(passage.Sentences.Length > 1);
        Assert.Equal(Enumerable.Range(0, passage.Tokens.Length), passage.Sentences.SelectMany(sentence => Enumerable.Range(sentence.Start, sentence.End - sentence.Start)));
    }

    private static string Filled(string piece) => new StringBuilder().Insert(0, piece, Megabyte / piece.Length).ToString();

    /// <summary>Every code point of the plane but halves of characters, again and again.</summary>
    private static string PlaneOf(int plane)
    {
        var text = new StringBuilder(Megabyte + 2);
        for (var at = 0; text.Length < Megabyte; at = (at + 1) % 0x10000)
            if (Rune.TryCreate((plane << 16) | at, out var rune))
                text.Append(rune);
        return text.ToString();
    }

    /// <summary>As a reply, as the scenario, as what is known of the place, and through the search for the words that told it.</summary>
    private static async Task ReadAll(string text)
    {
        using var patience = new CancellationTokenSource(Generous);
        var known = Scene.Unknown with { Environment = text, Weather = text, Mood = text, FocalDetail = text };
        var line = new ChatLine(MessageId.Of("hostile"), IsUser: false, "Nia", text);
        var context = new SceneContext([line], known, text);
        var reading = await Task.Run(() => new BuiltInSceneExtractor().ReadAsync(context, patience.Token)).WaitAsync(patience.Token);
        Assert.NotNull(reading.Scene);
        await Task.Run(() => SourceFinder.Find(context, known)).WaitAsync(patience.Token);
    }
}
