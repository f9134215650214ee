using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Finds the thing the eye goes to: concrete, described, and told by the narrator. Rather none than a guess.</summary>
internal static class FocalReader
{
    private const int Introduced = 2;
    private const int Known = 1;
    private const int PerQuality = 2;

    /// <summary>"A silver lantern" is enough, "the lantern" isn't.</summary>
    private const int Enough = 4;

    /// <param name="from">A token of the first sentence that counts: what came before belongs to another place.</param>
    public static string Read(Passage passage, int from, Lexicon lexicon)
    {
        var best = (Score: 0, Phrase: "");
        foreach (var sentence in passage.Heard.SkipWhile(sentence => sentence.End <= from))
            for (var at = sentence.Start; at < sentence.End; at++)
                if (ThingAt(passage, at, sentence, lexicon) is { } thing && thing.Score > best.Score)
                    best = thing;
        return best.Score >= Enough ? best.Phrase : "";
    }

    private static (int Score, string Phrase)? ThingAt(Passage passage, int at, Sentence sentence, Lexicon lexicon)
    {
        if (!passage.Holds(at) || !lexicon.Objects.Terms.TryMatch(passage.Tokens, at, out var thing, out var length))
            return null;
        if (IsModifier(passage, at + length, sentence, lexicon))
            return null;
        var phrase = NounPhrase.Before(passage.Tokens, at, sentence.Start, lexicon);
        ImmutableArray<string> qualities = [.. phrase.Modifiers.Where(lexicon.Objects.Qualities.Contains)];
        return phrase.HasDeterminer ? (ScoreOf(passage.Tokens[phrase.Start].Word, qualities.Length), Named(qualities, thing)) : null;
    }

    /// <summary>"A lantern light", "a stone archway door": the next noun is what is meant.</summary>
    private static bool IsModifier(Passage passage, int next, Sentence sentence, Lexicon lexicon) =>
        next < sentence.End && (lexicon.Places.Followers.Contains(passage.Tokens[next].Word)
            || lexicon.Objects.Terms.Matches(passage.Tokens, next) || lexicon.Places.Terms.Matches(passage.Tokens, next));

    private static int ScoreOf(string determiner, int qualities) =>
        (determiner is "a" or "an" ? Introduced : Known) + qualities * PerQuality;

    private static string Named(ImmutableArray<string> qualities, string thing)
    {
        var words = string.Join(' ', qualities.Add(thing));
        return (words[0] is 'a' or 'e' or 'i' or 'o' or 'u' ? "an " : "a ") + words;
    }
}
