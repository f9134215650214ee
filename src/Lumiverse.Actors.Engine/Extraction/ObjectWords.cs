using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Things an eye may rest on.</summary>
internal sealed class ObjectWords(ObjectsFile file)
{
    public PhraseIndex<string> Terms { get; } = new(file.Objects.Select(term => (Lexicon.Checked(term), term)));
    public PhraseIndex<string> Furnishings { get; } = new(file.Furnishings.Select(term => (Lexicon.Checked(term), term)));
    public FrozenSet<string> Qualities { get; } = Lexicon.Words(file.Qualities);
}
