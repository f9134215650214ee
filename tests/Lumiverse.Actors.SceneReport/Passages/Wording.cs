using System.Collections.Immutable;

namespace Lumiverse.Actors.SceneReport.Passages;

/// <summary>Compares a short phrase with a label as a reader would: articles, plurals and further description don't matter.</summary>
internal static class Wording
{
    private static readonly ImmutableArray<string> Articles = ["a", "an", "the"];

    /// <summary>Words that turn a place into another one: "outside the tavern" is no tavern.</summary>
    private static readonly ImmutableArray<string> Relations = ["of", "outside", "behind", "near", "in", "on", "by", "under", "above"];

    /// <summary>Whether the answer names what is wanted: the same noun at its end, all words wanted, and perhaps more that describe.</summary>
    public static bool Names(string answer, string wanted)
    {
        var (given, label) = (Words(answer), Words(wanted));
        if (given.IsEmpty || label.IsEmpty)
            return given.IsEmpty && label.IsEmpty;
        return given[^1] == label[^1] && IsWithin(label, given) && !given.Except(label).Any(Relations.Contains);
    }

    public static bool Contains(string answer, string wanted)
    {
        var (given, label) = (Words(answer), Words(wanted));
        return label.IsEmpty ? given.IsEmpty : label.All(given.Contains);
    }

    private static bool IsWithin(ImmutableArray<string> label, ImmutableArray<string> given)
    {
        var found = 0;
        foreach (var word in given)
            found += found < label.Length && word == label[found] ? 1 : 0;
        return found == label.Length;
    }

    private static ImmutableArray<string> Words(string phrase) =>
        [.. phrase.ToLowerInvariant().Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Where(word => !Articles.Contains(word)).Select(Singular)];

    private static string Singular(string word) =>
        word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
}
