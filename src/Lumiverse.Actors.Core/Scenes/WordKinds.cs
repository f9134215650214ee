using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Words for one kind of thing, so that two of them in a picture are the same: "tavern" and "inn".</summary>
internal sealed class WordKinds
{
    private readonly ImmutableSortedDictionary<string, string> _kinds;

    /// <param name="kinds">Each a list of words and short phrases, singular; the first names the kind.</param>
    public WordKinds(ImmutableArray<ImmutableArray<string>> kinds)
    {
        var all = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var kind in kinds)
        {
            foreach (var word in kind)
                all.Add(string.Join(' ', word.Split(' ').Select(NamedThing.Singular)), kind[0]);
        }
        _kinds = all.ToImmutable();
    }

    /// <summary>The kind of the noun at the end, by the longest phrase that is known; null when none is.</summary>
    public string? Find(ImmutableArray<string> words)
    {
        for (var start = 0; start < words.Length; start++)
        {
            if (_kinds.TryGetValue(string.Join(' ', words.Skip(start)), out var kind))
                return kind;
        }
        return null;
    }
}
