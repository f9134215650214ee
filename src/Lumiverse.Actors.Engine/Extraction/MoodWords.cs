using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Families of words that make a mood.</summary>
internal sealed class MoodWords(MoodsFile file)
{
    private const int StrongWeight = 2;
    private const int WeakWeight = 1;

    public ImmutableArray<string> Names { get; } = [.. file.Moods.Select(mood => Lexicon.Checked(mood.Mood))];

    /// <summary>Of each mood, in the order of the names.</summary>
    public ImmutableArray<string> Tones { get; } = [.. file.Moods.Select(mood => Lexicon.Checked(mood.Tone))];

    /// <summary>Which moods a phrase speaks for, by index, and how strongly; a word may serve several.</summary>
    public PhraseIndex<ImmutableArray<MoodHint>> Terms { get; } = new(file.Moods
        .SelectMany((mood, index) => Hints(mood.Strong, index, StrongWeight).Concat(Hints(mood.Weak, index, WeakWeight)))
        .GroupBy(pair => pair.Term, pair => pair.Hint)
        .Select(group => (group.Key, group.ToImmutableArray())));

    private static IEnumerable<(string Term, MoodHint Hint)> Hints(ImmutableArray<string> terms, int mood, int weight) =>
        terms.Select(term => (Lexicon.Checked(term), new MoodHint(mood, weight)));
}

internal readonly record struct MoodHint(int Mood, int Weight);
