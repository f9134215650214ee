using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>The words in front of a noun that belong to it: where they begin, whether "the" or "a" leads them, and which describe.</summary>
internal readonly record struct NounPhrase(int Start, bool HasDeterminer, ImmutableArray<string> Modifiers)
{
    /// <summary>Nobody stacks more words than this in front of a noun: "a low, smoky, half-empty harbour tavern".</summary>
    private const int LongestWalk = 6;

    /// <summary>Two words describe a place; more than that drift from telling to telling.</summary>
    private const int MostModifiers = 2;

    /// <summary>Walks back from the noun at <paramref name="head"/> to what begins its phrase.</summary>
    public static NounPhrase Before(ImmutableArray<Token> tokens, int head, int start, Lexicon lexicon)
    {
        var firstSure = head;
        var at = head - 1;
        while (at >= start && head - at <= LongestWalk && IsPart(tokens, at, start, lexicon))
            at--;
        if (at >= start && lexicon.Grammar.IsDeterminer(tokens[at].Word))
            return new NounPhrase(FirstOf(tokens, at, start, lexicon), true, Describing(tokens, at + 1, head, lexicon));
        while (firstSure > start && firstSure > at + 1 && tokens[firstSure - 1].IsWord)
            firstSure--;
        return new NounPhrase(firstSure, false, Describing(tokens, firstSure, head, lexicon));
    }

    /// <summary>"A shepherd's hut" begins with the article of the shepherd.</summary>
    private static int FirstOf(ImmutableArray<Token> tokens, int determiner, int start, Lexicon lexicon) =>
        tokens[determiner].Word.EndsWith("'s", StringComparison.Ordinal) && Before(tokens, determiner, start, lexicon) is { HasDeterminer: true } owner
            ? owner.Start
            : determiner;

    public static string WithArticle(string words) => (words[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + words;

    private static bool IsPart(ImmutableArray<Token> tokens, int at, int start, Lexicon lexicon) => tokens[at] switch
    {
        // "A low, smoky tavern": a comma between two words of the phrase.
        { Kind: TokenKind.Pause } => tokens[at].Word == "," && at > start && IsDescribing(tokens[at - 1], lexicon.Grammar),
        var token => IsDescribing(token, lexicon.Grammar) || (token.IsWord && at > start && IsParticiple(tokens[at - 1], token, lexicon.Grammar)),
    };

    /// <summary>A verb right after an article describes: "the abandoned mill".</summary>
    private static bool IsParticiple(Token before, Token token, Grammar grammar) =>
        grammar.Determiners.Contains(before.Word) && grammar.SenseOf(token.Word) != VerbSense.None && !grammar.Stops.Contains(token.Word);

    private static bool IsDescribing(Token token, Grammar grammar) =>
        token.IsWord && !grammar.Stops.Contains(token.Word) && !grammar.IsDeterminer(token.Word)
        && !grammar.Participants.Contains(token.Word) && grammar.SenseOf(token.Word) is VerbSense.None or VerbSense.Attend
        && !grammar.Arrives.Contains(token.Word);

    /// <summary>The last two describing words; names tell a painter nothing, and adverbs and counts drift.</summary>
    private static ImmutableArray<string> Describing(ImmutableArray<Token> tokens, int start, int head, Lexicon lexicon)
    {
        var words = ImmutableArray.CreateBuilder<string>();
        for (var at = start; at < head; at++)
            if (tokens[at] is { IsWord: true, IsCapital: false } token && !lexicon.Places.Dropped.Contains(token.Word) && !token.Word.EndsWith("ly", StringComparison.Ordinal))
                words.Add(token.Word);
        return [.. words.Skip(words.Count - MostModifiers)];
    }
}
