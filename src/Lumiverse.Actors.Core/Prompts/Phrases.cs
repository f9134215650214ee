using System.Collections.Immutable;
using System.Text;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Cuts a person's own words where they may be cut: behind commas, semicolons, line breaks and sentences, but not inside of
/// brackets and weights. The pieces put together are the text again.
/// </summary>
internal static class Phrases
{
    private const string Closers = ",;\n.!?…";

    /// <summary>Scripts without spaces end here.</summary>
    private const string WideClosers = "，、；。！？";

    public static ImmutableArray<string> Of(string text)
    {
        var pieces = ImmutableArray.CreateBuilder<string>();
        var (start, depth, isWeighted) = (0, 0, false);
        for (var at = 0; at < text.Length; at++)
        {
            depth = Math.Max(0, depth + ("({[".Contains(text[at], StringComparison.Ordinal) ? 1 : ")}]".Contains(text[at], StringComparison.Ordinal) ? -1 : 0));
            if (text[at] == ':' && at + 1 < text.Length && text[at + 1] == ':')
                (isWeighted, at) = (!isWeighted, at + 1);
            if (depth > 0 || isWeighted || !Closes(text, at))
                continue;
            pieces.Add(text[start..(at + 1)]);
            start = at + 1;
        }
        if (start < text.Length)
            pieces.Add(text[start..]);
        return pieces.ToImmutable();
    }

    /// <summary>What two phrases that say the same have in common; empty for a phrase that says nothing.</summary>
    public static string Key(string phrase)
    {
        var bare = string.Concat(phrase.Where(c => !"{}[]()".Contains(c, StringComparison.Ordinal))).Replace('_', ' ').ToLowerInvariant();
        if (bare.Split("::") is [var weight, var weighted, ..] && (weight.Trim().Length == 0 || double.TryParse(weight, out _)))
            bare = weighted;
        return string.Join(' ', bare.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim([.. Closers, .. WideClosers, ' ']);
    }

    /// <summary>As many phrases from the beginning as have room; words where not even one phrase has, and letters where no word has.</summary>
    public static string Shorten(string text, int tokens)
    {
        if (Longest(Of(text), tokens) is { Length: > 0 } phrases)
            return phrases;
        return Longest(text.Split(' ').Select((word, index) => index == 0 ? word : $" {word}"), tokens) is { Length: > 0 } words
            ? WithoutOpen(words)
            : Longest(text.EnumerateRunes().Select(letter => letter.ToString()), tokens);
    }

    /// <summary>A bracket that the cut has left open goes, with what stands in it; unless that is all.</summary>
    private static string WithoutOpen(string text)
    {
        var open = text.LastIndexOfAny(['(', '{', '[']);
        return open > 0 && text.IndexOfAny([')', '}', ']'], open) < 0 ? Trimmed(text[..open]) : text;
    }

    /// <summary>Pieces end where tokens end, so that each is counted once.</summary>
    private static string Longest(IEnumerable<string> pieces, int tokens)
    {
        var kept = new StringBuilder();
        foreach (var piece in pieces)
        {
            if (TokenCount.Of(Trimmed(piece)) > tokens)
                break;
            kept.Append(piece);
            tokens -= TokenCount.Of(piece);
        }
        return Trimmed(kept.ToString());
    }

    /// <summary>The beginning of a text, without half a letter at its end.</summary>
    public static string Start(string text, int length) =>
        text.Length <= length ? text : text[..(char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)];

    public static string Trimmed(string text) => text.Trim().TrimEnd(',', ';', ' ', '\n', '，', '、', '；');

    /// <summary>A point is an end where nothing follows it at once: not in 1.5.</summary>
    private static bool Closes(string text, int at) =>
        WideClosers.Contains(text[at], StringComparison.Ordinal)
        || Closers.Contains(text[at], StringComparison.Ordinal)
        && (text[at] is ',' or ';' or '\n' ? !IsBetweenDigits(text, at) : at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]));

    private static bool IsBetweenDigits(string text, int at) =>
        at > 0 && at + 1 < text.Length && char.IsDigit(text[at - 1]) && char.IsDigit(text[at + 1]);
}
