using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Makes a prompt fit into what its model reads, since models drop the rest without a word. The least important goes first
/// and a person's own words last; what goes, goes whole, or at the end of a phrase.
/// </summary>
/// <param name="most">What the model reads; null = no limit is known.</param>
/// <param name="taken">What of it is taken by others.</param>
internal sealed class PromptFit(PromptStyle style, int? most, int taken, PromptNotes notes)
{
    private readonly List<PromptPart> _parts = [];
    private readonly List<string> _captions = [];
    private readonly List<string> _cut = [];

    /// <param name="parts">In the order of the prompt.</param>
    /// <param name="captions">Texts for single people, which count against the same limit.</param>
    public (string Text, ImmutableArray<string> Captions) Fit(IEnumerable<PromptPart> parts, IEnumerable<string> captions)
    {
        _parts.AddRange(parts);
        _captions.AddRange(captions);
        while (Excess() is > 0 and var excess && Least() is { } rank)
        {
            if (rank == PartRank.People && _captions.Count > 0)
                ShortenCaption();
            else
                Cut(_parts.FindLastIndex(part => part.Rank == rank), excess);
        }
        if (_cut.Count > 0)
            Note(string.Join(style == PromptStyle.Tags ? ", " : " ", _cut.Distinct()));
        return (_parts.Join(style), [.. _captions]);
    }

    /// <summary>A caption is set off from what stands before it.</summary>
    private int Excess() => most - taken is { } room ? TokenCount.Of(_parts.Join(style)) + _captions.Sum(caption => TokenCount.Of(caption) + 1) - room : 0;

    /// <summary>What goes next; captions count among the people. Null when nothing is left.</summary>
    private PartRank? Least()
    {
        var ranks = _parts.Select(part => (PartRank?)part.Rank).Concat(_captions.Any(IsDivisible) ? [PartRank.People] : []);
        return ranks.Min();
    }

    private void Cut(int index, int excess)
    {
        var part = _parts[index];
        var kept = part.IsOwn ? Phrases.Shorten(part.Text, TokenCount.Of(part.Text) - excess) : "";
        if (part.IsOwn)
            Note(part.Text[kept.Length..]);
        else
            _cut.Add(part.Text);
        if (kept.Length > 0)
            _parts[index] = part with { Text = kept };
        else
            _parts.RemoveAt(index);
    }

    /// <summary>The longest one loses its last tag; who it is stays.</summary>
    private void ShortenCaption()
    {
        var index = _captions.IndexOf(_captions.Where(IsDivisible).MaxBy(TokenCount.Of) ?? "");
        var end = _captions[index].LastIndexOf(',');
        _cut.Add(_captions[index][(end + 1)..].Trim());
        _captions[index] = _captions[index][..end];
    }

    private void Note(string text)
    {
        if (Phrases.Trimmed(text).Trim(',', ' ') is { Length: > 0 } cut)
            notes.Add(PromptNoteKind.Cut, cut, $"Cut, because the model reads about {most} tokens.");
    }

    private static bool IsDivisible(string caption) => caption.Contains(',', StringComparison.Ordinal);
}
