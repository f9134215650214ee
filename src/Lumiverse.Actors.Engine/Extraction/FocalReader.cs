using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Finds the thing the eye goes to: concrete, described, and told by the narrator. Rather none than a guess.</summary>
internal static class FocalReader
{
    private const int Introduced = 2;
    private const int Known = 1;
    private const int PerQuality = 2;

    /// <summary>"In the middle stands …", "on it lies …": the sentence is there to show the thing.</summary>
    private const int Shown = 2;

    /// <summary>"A crow watches": the sentence is about it.</summary>
    private const int Subject = 1;

    /// <summary>Where a scene opens, "a lantern" is enough, "the lantern" isn't.</summary>
    private const int EnoughToOpen = 2;

    /// <summary>Later it takes "the silver lantern".</summary>
    private const int Enough = 3;

    /// <summary>What it takes to draw the eye away from a known thing: "she lays an ornate silver dagger on the table".</summary>
    private const int EnoughToReplace = 6;

    /// <summary>How many words may stand between the verb and what it shows.</summary>
    private const int ShowingReach = 3;

    /// <param name="from">A token of the first sentence that counts: what came before belongs to another place.</param>
    /// <param name="focus">What the eye rests on; empty when on nothing yet.</param>
    public static Found<string> Read(Passage passage, int from, string focus, bool isOpening, Lexicon lexicon)
    {
        var (best, found) = ((Score: 0, Phrase: ""), 0);
        foreach (var sentence in passage.Heard.SkipWhile(sentence => sentence.End <= from))
            for (var at = sentence.Start; at < sentence.End; at++)
                if (ThingAt(passage, at, sentence, lexicon) is { } thing && thing.Score > best.Score)
                    (best, found) = (thing, at);
        return best.Score >= (focus.Length > 0 ? EnoughToReplace : isOpening ? EnoughToOpen : Enough) ? new Found<string>(best.Phrase, found) : new Found<string>(focus, At: null);
    }

    private static (int Score, string Phrase)? ThingAt(Passage passage, int at, Sentence sentence, Lexicon lexicon)
    {
        if (!passage.Holds(at) || !lexicon.Objects.Terms.TryMatch(passage.Tokens, at, out var thing, out var length))
            return null;
        if (IsModifier(passage, at + length, sentence, lexicon))
            return null;
        var phrase = NounPhrase.Before(passage.Tokens, at, sentence.Start, lexicon);
        ImmutableArray<string> qualities = [.. phrase.Modifiers.Where(lexicon.Objects.Qualities.Contains)];
        return phrase.HasDeterminer ? (ScoreOf(passage, phrase.Start, sentence, qualities.Length, lexicon) + (phrase.Modifiers.Length > qualities.Length ? 1 : 0), Named(qualities, thing)) : null;
    }

    /// <summary>"A lantern light", "a stone archway door": the next noun is what is meant.</summary>
    private static bool IsModifier(Passage passage, int next, Sentence sentence, Lexicon lexicon) =>
        next < sentence.End && (lexicon.Places.Followers.Contains(passage.Tokens[next].Word)
            || lexicon.Objects.Terms.Matches(passage.Tokens, next) || lexicon.Places.Terms.Matches(passage.Tokens, next));

    private static int ScoreOf(Passage passage, int start, Sentence sentence, int qualities, Lexicon lexicon) =>
        (passage.Tokens[start].Word is "a" or "an" or "one" ? Introduced : Known) + qualities * PerQuality
        + (start == sentence.Start ? Subject : 0) + (IsShown(passage, start, sentence, lexicon) ? Shown : 0);

    private static bool IsShown(Passage passage, int start, Sentence sentence, Lexicon lexicon)
    {
        for (var at = start - 1; at >= Math.Max(sentence.Start, start - ShowingReach); at--)
            if (lexicon.Grammar.Shows.Contains(passage.Tokens[at].Word))
                return true;
        return false;
    }

    private static string Named(ImmutableArray<string> qualities, string thing) =>
        NounPhrase.WithArticle(string.Join(' ', qualities.Add(thing)));
}
