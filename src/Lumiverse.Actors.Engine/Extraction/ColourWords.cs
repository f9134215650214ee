using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Colours, and the words that say they are those of the whole scene.</summary>
internal sealed class ColourWords(ColoursFile file)
{
    private readonly FrozenDictionary<string, string> _names = file.Colours.Select(colour => (Word: Lexicon.Checked(colour), Name: colour))
        .Concat(file.Variants.Select(variant => (Word: Lexicon.Checked(variant[0]), Name: variant[1])))
        .ToFrozenDictionary(pair => pair.Word, pair => pair.Name);

    public FrozenSet<string> Lights { get; } = Lexicon.Words(file.Lights);
    public FrozenSet<string> Washes { get; } = Lexicon.Words(file.Washes);

    /// <summary>The colour of a word; null when it is none.</summary>
    public string? Find(string word) => _names.GetValueOrDefault(word);
}
