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

    private static readonly FrozenSet<string> Fillers = Prompts.Words.Set(
        "a an the some any this these those its it his her hers their theirs my your yours our ours he she they there here very rather quite somewhat slightly "
        + "almost nearly only just still also so too");

    /// <summary>Said of the thing that follows, which is what is seen: a row of nets is nets.</summary>
    private static readonly FrozenSet<string> Measures = Prompts.Words.Set("row rows pair couple bunch set group number handful piece pieces string series kind sort lot");

    /// <summary>Left hanging when what follows them is cut off: a table covered in maps is a table, and maps.</summary>
    private static readonly FrozenSet<string> Hanging = Prompts.Words.Set("covered filled lined made surrounded lit full hung strewn laden");

    /// <summary>Says nothing when it stands alone, cut off from what it is said of.</summary>
    private static readonly FrozenSet<string> Movements = Prompts.Words.Set("falling drifting rolling blowing shining hanging standing sitting lying coming going rising moving");

    /// <param name="text">A description; null and empty give nothing.</param>
    /// <param name="leftOut">Words that are dropped as well, such as names.</param>
    public static IEnumerable<string> Of(string? text, ImmutableArray<string> leftOut)
    {
        var phrase = new List<string>();
        foreach (var part in (text ?? "").Split([',', ';', '.', '/', '!', '?', '–', '—', '(', ')', '\n'], StringSplitOptions.TrimEntries))
        {
            foreach (var word in Words(part))
            {
                if (!Prompts.Words.IsCut(word))
                    phrase.Add(word);
                else if (Take(phrase, leftOut, isCut: true) is { } cut && !(word == "of" && Measures.Contains(cut)))
                    yield return cut;
            }

            if (Take(phrase, leftOut, isCut: false) is { } tag)
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
    private static string? Take(List<string> phrase, ImmutableArray<string> leftOut, bool isCut)
    {
        var nouns = phrase.Where(word => !Fillers.Contains(word) && !leftOut.Contains(word)).ToList();
        var words = (isCut && nouns.Count > 1 && Hanging.Contains(nouns[^1]) ? nouns.SkipLast(1) : nouns).TakeLast(MostWords).ToList();
        phrase.Clear();
        return words.Count > 1 || words.Count == 1 && !Movements.Contains(words[0]) ? string.Join(' ', words) : null;
    }
}
