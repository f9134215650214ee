using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>The notable things of a place, told when the story gets there: "great hall with long tables and faded banners".</summary>
internal static class Furnishings
{
    /// <summary>Two things furnish a place; a painter adds the rest.</summary>
    private const int MostThings = 2;

    private const string With = " with ";

    /// <summary>The place itself, without its things.</summary>
    public static string Bare(string environment) =>
        environment.IndexOf(With, StringComparison.Ordinal) is > 0 and var at ? environment[..at] : environment;

    /// <summary>The place with what stands there; what the eye goes to is told elsewhere.</summary>
    public static string In(Passage passage, PlaceReading place, string focus, Lexicon lexicon)
    {
        if (place.Environment != Bare(place.Environment) || place.Environment.Length == 0)
            return place.Environment;
        var things = passage.Heard.Where(sentence => sentence.End > place.At)
            .SelectMany(sentence => InSentence(passage, sentence, lexicon))
            .Where(thing => !focus.EndsWith(thing.Noun, StringComparison.Ordinal) && !place.Environment.Contains(thing.Noun, StringComparison.Ordinal))
            .DistinctBy(thing => thing.Noun).Select(thing => thing.Phrase).Take(MostThings).ToArray();
        return things.Length > 0 ? place.Environment + With + string.Join(" and ", things) : place.Environment;
    }

    private static IEnumerable<(string Noun, string Phrase)> InSentence(Passage passage, Sentence sentence, Lexicon lexicon)
    {
        for (var at = sentence.Start; at < sentence.End; at++)
            if (passage.Holds(at) && lexicon.Objects.Furnishings.TryMatch(passage.Tokens, at, out var noun, out var length))
            {
                var phrase = NounPhrase.Before(passage.Tokens, at, sentence.Start, lexicon);
                if ((IsPlural(noun) || phrase.HasDeterminer) && !IsModifier(passage, at + length, sentence, lexicon))
                    yield return (noun, Described(phrase, noun, lexicon));
                at += length - 1;
            }
    }

    /// <summary>"The table leg", "a window seat": the next noun is what is meant.</summary>
    private static bool IsModifier(Passage passage, int next, Sentence sentence, Lexicon lexicon) =>
        next < sentence.End && (lexicon.Places.Followers.Contains(passage.Tokens[next].Word)
            || lexicon.Objects.Furnishings.Matches(passage.Tokens, next) || lexicon.Places.Terms.Matches(passage.Tokens, next));

    private static string Described(NounPhrase phrase, string noun, Lexicon lexicon)
    {
        ImmutableArray<string> words = [.. phrase.Modifiers.Where(lexicon.Objects.Qualities.Contains), noun];
        return IsPlural(noun) ? string.Join(' ', words) : NounPhrase.WithArticle(string.Join(' ', words));
    }

    private static bool IsPlural(string noun) => noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal);
}
