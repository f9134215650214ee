using System.Collections.Immutable;

namespace Lumiverse.Actors.Providers.Sketch.Reading;

/// <summary>
/// Finds what a text speaks of. Rows are tried in order and the first whose word occurs wins, so the more particular
/// come first: a harbour tavern is a tavern, a ruined castle a ruin.
/// </summary>
internal sealed class WordTable<T>(params (T Meaning, string Words)[] rows)
{
    private readonly ImmutableArray<(T Meaning, ImmutableArray<string> Words)> _rows =
        [.. rows.Select(row => (row.Meaning, row.Words.Split(' ').ToImmutableArray()))];

    /// <summary>The first meaning that occurs, or the fallback.</summary>
    public T First(string text, T fallback) => All(text).DefaultIfEmpty(fallback).First();

    /// <summary>Every meaning that occurs, in the order of the rows.</summary>
    public IEnumerable<T> All(string text)
    {
        var spoken = Words.Of(text);
        return _rows.Where(row => row.Words.Any(spoken.Contains)).Select(row => row.Meaning);
    }
}

/// <summary>The words of a text in lower case, each with its singular beside it.</summary>
internal static class Words
{
    public static HashSet<string> Of(string text)
    {
        var words = text.ToLowerInvariant().Split([.. text.ToLowerInvariant().Where(c => !char.IsLetter(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        return [.. words.SelectMany(Forms)];
    }

    private static IEnumerable<string> Forms(string word)
    {
        yield return word;
        if (word.EndsWith('s'))
            yield return word[..^1];
        if (word.EndsWith("es", StringComparison.Ordinal))
            yield return word[..^2];
    }
}
