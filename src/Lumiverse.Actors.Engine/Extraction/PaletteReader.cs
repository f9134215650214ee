using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Reads the colours that lie over a whole scene: those of its light, those something is bathed in or painted with, and
/// those named again and again. The colour of one coat is none of them.
/// </summary>
internal static class PaletteReader
{
    /// <summary>More colours than these make no palette.</summary>
    private const int MostColours = 3;

    /// <summary>"Red warning lights".</summary>
    private const int LightReach = 3;

    /// <summary>"Everything in the old palace is blue".</summary>
    private const int WashReach = 7;

    private const int OfTheLight = 2;
    private const int Named = 1;
    private const int Enough = 2;

    /// <param name="palette">The colours known of this place; they stay until it is left.</param>
    /// <param name="since">A token of the first sentence that counts.</param>
    public static string? Read(Passage passage, string? palette, int since, Lexicon lexicon)
    {
        if (palette is { Length: > 0 })
            return palette;
        var colours = Mentions(passage, since, lexicon)
            .GroupBy(mention => mention.Colour, mention => mention.Score)
            .Where(colour => colour.Sum() >= Enough)
            .Select(colour => colour.Key).Take(MostColours).ToArray();
        return colours.Length > 0 ? string.Join(" and ", colours) : null;
    }

    private static IEnumerable<(string Colour, int Score)> Mentions(Passage passage, int since, Lexicon lexicon) =>
        from sentence in passage.Heard
        where sentence.End > since
        from at in Enumerable.Range(sentence.Start, sentence.End - sentence.Start)
        where passage.Holds(at)
        let colour = lexicon.Colours.Find(passage.Tokens[at].Word)
        where colour is not null
        select (colour, IsOfTheLight(passage.Tokens, at, sentence, lexicon.Colours) ? OfTheLight : Named);

    private static bool IsOfTheLight(ImmutableArray<Token> tokens, int at, Sentence sentence, ColourWords words) =>
        IsLit(tokens, at, sentence, words) || IsWashed(tokens, at, sentence, words);

    private static bool IsLit(ImmutableArray<Token> tokens, int at, Sentence sentence, ColourWords words)
    {
        for (var near = at + 1; near < Math.Min(sentence.End, at + 1 + LightReach) && tokens[near].IsWord; near++)
            if (words.Lights.Contains(tokens[near].Word))
                return true;
        return false;
    }

    private static bool IsWashed(ImmutableArray<Token> tokens, int at, Sentence sentence, ColourWords words)
    {
        for (var near = at - 1; near >= Math.Max(sentence.Start, at - WashReach) && tokens[near].IsWord; near--)
            if (words.Washes.Contains(tokens[near].Word))
                return true;
        return false;
    }
}
