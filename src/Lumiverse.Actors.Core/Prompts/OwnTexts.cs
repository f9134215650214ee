using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// What people wrote, with their macros filled in and nothing said twice: whoever comes first keeps the phrase. The order
/// is the request (or the custom prompt), the person, the connection.
/// </summary>
internal sealed class OwnTexts
{
    private readonly PromptNotes _notes;
    private readonly Func<string, string> _expand;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly HashSet<string> _unwanted = new(StringComparer.Ordinal);
    private readonly List<PromptPart> _wishes = [];
    private readonly List<PromptPart> _negatives = [];

    /// <param name="words">The prompt; null in scene mode.</param>
    /// <param name="negative">What the request, or the custom prompt, keeps out.</param>
    /// <param name="expand">Fills in macros.</param>
    public OwnTexts(string? words, string? negative, PromptTerms terms, Func<string, string> expand, PromptNotes notes)
    {
        (_notes, _expand) = (notes, expand);
        Words = Once(words, "the prompt", _said);
        _negatives.Add(new(Once(negative, "the negative prompt", _unwanted), PartRank.Words));
        Add(terms.Person, "your settings", PartRank.PersonWish);
        Add(terms.Connection, "the connection", PartRank.ConnectionWish);
    }

    /// <summary>The prompt of one's own; empty in scene mode.</summary>
    public string Words { get; }

    public IEnumerable<PromptPart> Negatives => _negatives;

    public ImmutableArray<string> Styles => [.. Wishes(PartSlot.Style).Select(style => style.Text).Where(text => text.Length > 0)];

    /// <summary>Phrases that shall not be in the picture, in small letters.</summary>
    public ImmutableArray<string> Refusals => [.. _negatives.SelectMany(part => Phrases.Of(part.Text)).Select(Phrases.Key).Where(phrase => phrase.Length > 0)];

    /// <summary>Everything that shall be in the picture.</summary>
    public string Everything => string.Join('\n', [Words, .. _wishes.Select(part => part.Text)]);

    /// <summary>The person's, then the connection's.</summary>
    public IEnumerable<PromptPart> Wishes(PartSlot slot) => _wishes.Where(wish => wish.Slot == slot);

    public bool HasSaid(string phrase) => _said.Contains(Phrases.Key(phrase));

    public bool HasRefused(string phrase) => _unwanted.Contains(Phrases.Key(phrase));

    private void Add(PromptWishes wishes, string source, PartRank rank)
    {
        _wishes.Add(new(Once(wishes.Prefix, source, _said), rank, PartSlot.Prefix));
        _wishes.Add(new(Once(wishes.Style, source, _said), rank, PartSlot.Style));
        _wishes.Add(new(Once(wishes.Suffix, source, _said), rank, PartSlot.Suffix));
        _negatives.Add(new(Once(wishes.Negative, source, _unwanted), rank));
    }

    /// <summary>The text without phrases of earlier texts; as it is written where there are none.</summary>
    private string Once(string? written, string source, HashSet<string> said)
    {
        var text = _expand(written ?? "");
        var pieces = Phrases.Of(text);
        var keys = pieces.Select(Phrases.Key).ToList();
        var kept = pieces.Where((_, index) => !said.Contains(keys[index])).ToList();
        foreach (var (piece, _) in pieces.Zip(keys).Where(pair => said.Contains(pair.Second)))
            _notes.Add(PromptNoteKind.Merged, Phrases.Trimmed(piece), $"“{Phrases.Trimmed(piece)}” from {source} was said already; it stands in the prompt once.");
        said.UnionWith(keys.Where(key => key.Length > 0));
        return kept.Count == pieces.Length ? text.Trim() : Phrases.Trimmed(string.Concat(kept));
    }
}
