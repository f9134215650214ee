using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Finds phrases of the lexicon among tokens; the longest one wins. Filled once, then only read.</summary>
internal sealed class PhraseIndex<T>
{
    private readonly Dictionary<string, List<Entry>> _byFirstWord = [];

    public PhraseIndex(IEnumerable<(string Phrase, T Value)> phrases)
    {
        foreach (var (phrase, value) in phrases)
            Add(phrase.Split(' '), value);
        foreach (var entries in _byFirstWord.Values)
            entries.Sort((one, other) => other.Words.Length.CompareTo(one.Words.Length));
    }

    /// <summary>The phrase that begins at <paramref name="at"/>; the work is bounded by the phrases that share its first word.</summary>
    public bool TryMatch(ImmutableArray<Token> tokens, int at, [MaybeNullWhen(false)] out T value, out int length)
    {
        if (tokens[at].IsWord && _byFirstWord.TryGetValue(tokens[at].Word, out var entries))
            foreach (var entry in entries)
                if (Stands(entry.Words, tokens, at))
                {
                    (value, length) = (entry.Value, entry.Words.Length);
                    return true;
                }
        (value, length) = (default, 0);
        return false;
    }

    public bool Matches(ImmutableArray<Token> tokens, int at) => TryMatch(tokens, at, out _, out _);

    /// <summary>Whether a phrase ends just before <paramref name="end"/>: one of two words, or of one.</summary>
    public bool MatchesBefore(ImmutableArray<Token> tokens, int end, int start) =>
        EndsAt(tokens, end - 2, end, start) || EndsAt(tokens, end - 1, end, start);

    private bool EndsAt(ImmutableArray<Token> tokens, int at, int end, int start) =>
        at >= start && TryMatch(tokens, at, out _, out var length) && at + length == end;

    private void Add(string[] words, T value)
    {
        if (!_byFirstWord.TryGetValue(words[0], out var entries))
            _byFirstWord[words[0]] = entries = [];
        if (entries.Find(entry => entry.Words.SequenceEqual(words)) is { } twin && !Equals(twin.Value, value))
            throw new InvalidDataException($"The lexicon gives the phrase '{string.Join(' ', words)}' two meanings.");
        entries.Add(new Entry(words, value));
    }

    private static bool Stands(string[] words, ImmutableArray<Token> tokens, int at)
    {
        for (var index = 0; index < words.Length; index++)
            if (at + index >= tokens.Length || tokens[at + index].Word != words[index])
                return false;
        return true;
    }

    private sealed record Entry(string[] Words, T Value);
}
