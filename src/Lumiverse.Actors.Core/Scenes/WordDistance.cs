using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>How far two short phrases are apart by the words that carry meaning; the last one weighs most.</summary>
internal static class WordDistance
{
    /// <summary>The head noun of an English phrase is its last word, and says what the thing is.</summary>
    private const double HeadWeight = 2;

    private static readonly char[] Separators = [.. " \t\n.,:;!?-–—'’\"()[]/"];

    private static readonly ImmutableSortedSet<string> Empty = ImmutableSortedSet.Create(
        StringComparer.Ordinal, "a", "an", "the", "of", "in", "on", "at", "by", "with", "and", "its", "his", "her", "their", "my", "your", "our", "some");

    public static double Between(string before, string after) => Between(Words(before), Words(after));

    public static double Between(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        if (left.Length == 0 && right.Length == 0)
            return 0;
        if (left.Length == 0 || right.Length == 0)
            return ThingDistance.Unsaid;
        // With one head noun, the shorter phrase says the same thing shortly; with two, the longer one names another thing.
        var (ofLeft, ofRight) = (Weight(left, right) / Weight(left, left), Weight(right, left) / Weight(right, right));
        return 1 - (left[^1] == right[^1] ? Math.Max(ofLeft, ofRight) : Math.Min(ofLeft, ofRight));
    }

    private static double Weight(ImmutableArray<string> words, ImmutableArray<string> known)
    {
        var weight = 0.0;
        for (var i = 0; i < words.Length; i++)
            weight += known.Contains(words[i]) ? i == words.Length - 1 ? HeadWeight : 1 : 0;
        return weight;
    }

    private static ImmutableArray<string> Words(string phrase) =>
    [
        .. phrase.ToLowerInvariant()
            .Split(Separators, StringSplitOptions.RemoveEmptyEntries)
            .Where(word => !Empty.Contains(word))
            .Select(NamedThing.Singular),
    ];
}
