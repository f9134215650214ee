using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// What people wrote, with their macros filled in and nothing said twice: whoever comes first keeps the phrase. The order
/// is the request (or the custom prompt), the person, the connection.
/// </summary>
internal sealed class OwnTexts
{
    private readonly PromptNotes _notes;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwanted = new(StringComparer.Ordinal);

    public OwnTexts(string? words, string? negative, PromptTerms terms, Func<string, string> expand, PromptNotes notes)
    {
        string Said(string? text, string source) => Once(expand(text ?? ""), source, _said);
        string Unwanted(string? text, string source) => Once(expand(text ?? ""), source, _unwanted);
        const string Connection = "the connection";
        const string Person = "your settings";
        _notes = notes;
        Words = Said(words, "the prompt");
        Prefixes = [new(Said(terms.Person.Prefix, Person), PartRank.PersonWish, PartSlot.Prefix)];
        Styles = [new(Said(terms.Person.Style, Person), PartRank.PersonWish, PartSlot.Style)];
        Suffixes = [new(Said(terms.Person.Suffix, Person), PartRank.PersonWish, PartSlot.Suffix)];
        Prefixes = [.. Prefixes, new(Said(terms.Connection.Prefix, Connection), PartRank.ConnectionWish, PartSlot.Prefix)];
        Styles = [.. Styles, new(Said(terms.Connection.Style, Connection), PartRank.ConnectionWish, PartSlot.Style)];
        Suffixes = [.. Suffixes, new(Said(terms.Connection.Suffix, Connection), PartRank.ConnectionWish, PartSlot.Suffix)];
        Negatives =
        [
            new(Unwanted(negative, "the negative prompt"), PartRank.Words),
            new(Unwanted(terms.Person.Negative, Person), PartRank.PersonWish),
            new(Unwanted(terms.Connection.Negative, Connection), PartRank.ConnectionWish),
        ];
    }

    /// <summary>The prompt of one's own; empty in scene mode.</summary>
    public string Words { get; }
    public ImmutableArray<PromptPart> Prefixes { get; }
    public ImmutableArray<PromptPart> Styles { get; }
    public ImmutableArray<PromptPart> Suffixes { get; }
    public ImmutableArray<PromptPart> Negatives { get; }

    public bool HasStyle => Styles.Any(style => style.Text.Length > 0);

    /// <summary>Everything that shall be in the picture.</summary>
    public string Everything => string.Join('\n', [Words, .. Prefixes.Concat(Styles).Concat(Suffixes).Select(part => part.Text)]);

    public bool HasSaid(string phrase) => _said.Contains(Phrases.Key(phrase));

    public bool HasRefused(string phrase) => _unwanted.Contains(Phrases.Key(phrase));

    /// <summary>The text without phrases of earlier texts; as it is written where there are none.</summary>
    private string Once(string text, string source, HashSet<string> said)
    {
        var pieces = Phrases.Of(text);
        var keys = pieces.Select(Phrases.Key).ToList();
        var kept = pieces.Where((_, index) => !said.Contains(keys[index])).ToList();
        foreach (var (piece, _) in pieces.Zip(keys).Where(pair => said.Contains(pair.Second)))
            _notes.Add(PromptNoteKind.Merged, Phrases.Trimmed(piece), $"“{Phrases.Trimmed(piece)}” from {source} was said already; it stands in the prompt once.");
        said.UnionWith(keys.Where(key => key.Length > 0));
        return kept.Count == pieces.Length ? text.Trim() : Phrases.Trimmed(string.Concat(kept));
    }
}
