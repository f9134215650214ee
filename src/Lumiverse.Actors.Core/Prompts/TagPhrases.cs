using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Cuts a description into short noun phrases: "a silver lantern on the bar" becomes "silver lantern" and "bar". Whole
/// sentences say little to a model that learned from tags.
/// </summary>
internal static class TagPhrases
{
    /// <summary>Tags of more words are rare in what the models learned from; the noun stands at the end of a phrase.</summary>
    private const int MostWords = 3;

    private static readonly FrozenSet<string> Cuts = Set(
        "about above across after against along among amid and around as at before behind below beneath beside between beyond by down for from has have holding in "
        + "inside into is are was were near of off on onto or out outside over past than that through to toward towards under upon wearing when where which while who whose with within without");

    private static readonly FrozenSet<string> Fillers = Set(
        "a an the some any this these those its it his her hers their theirs my mine your yours our ours he she they there here very rather quite somewhat slightly "
        + "almost nearly only just still also so too");

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <param name="text">A description; null and empty give nothing.</param>
    /// <param name="leftOut">Words that are dropped as well, such as names.</param>
    public static IEnumerable<string> Of(string? text, ImmutableArray<string> leftOut)
    {
        var phrase = new List<string>();
        foreach (var part in (text ?? "").Split([',', ';', '.', '/', '!', '?', '–', '—', '(', ')', '\n'], StringSplitOptions.TrimEntries))
        {
            foreach (var word in Words(part))
            {
                if (!Cuts.Contains(word))
                    phrase.Add(word);
                else if (Take(phrase, leftOut) is { } cut)
                    yield return cut;
            }

            if (Take(phrase, leftOut) is { } tag)
                yield return tag;
        }
    }

    /// <summary>What is a list of tags already, tidied; "looking at viewer" is one tag.</summary>
    public static IEnumerable<string> Listed(string? tags, ImmutableArray<string> leftOut) => (tags ?? "").Split(',')
        .Select(tag => string.Join(' ', Words(tag).Where(word => !leftOut.Contains(word))))
        .Where(tag => tag.Length > 0);

    /// <summary>The words of a text in lower case, without what these models take for weights and separators.</summary>
    public static IEnumerable<string> Words(string? text) => (text ?? "").ToLowerInvariant()
        .Split([' ', '_', '\t', '"', '“', '”', '{', '}', '[', ']', '|', ':', '*', '<', '>', '\\'], StringSplitOptions.RemoveEmptyEntries)
        .Select(WithoutOwner).Where(word => word.Length > 0).Select(TagWords.Spelling);

    private static string WithoutOwner(string word) =>
        (word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word).Trim('\'', '’', '-');

    /// <summary>Empties the phrase; null when nothing of it is worth a tag.</summary>
    private static string? Take(List<string> phrase, ImmutableArray<string> leftOut)
    {
        var words = phrase.Where(word => !Fillers.Contains(word) && !leftOut.Contains(word)).TakeLast(MostWords).ToList();
        phrase.Clear();
        return words.Count > 0 ? string.Join(' ', words) : null;
    }
}
