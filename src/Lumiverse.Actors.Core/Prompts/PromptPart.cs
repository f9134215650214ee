using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What a part of a prompt says, the least important first: in this order parts are cut, a person's own words last.</summary>
internal enum PartRank { Light, Framing, Palette, Mood, FocalPoint, Weather, Time, People, Place, Company, ConnectionWish, PersonWish, Words }

/// <summary>Where a part stands, in this order.</summary>
internal enum PartSlot { Prefix, Words, Scene, Style, Suffix }

/// <summary>A part that is kept or cut: a sentence, a tag, or a text of somebody's own.</summary>
internal sealed record PromptPart(string Text, PartRank Rank, PartSlot Slot = PartSlot.Scene)
{
    /// <summary>Written by a person: cut at its phrases, and only when nothing else is left.</summary>
    public bool IsOwn => Rank >= PartRank.ConnectionWish;

    /// <summary>Somebody's wishes beside somebody else's make one list.</summary>
    public bool IsListedWith(PromptPart before) => Slot == before.Slot && Slot is PartSlot.Prefix or PartSlot.Style or PartSlot.Suffix;
}

/// <summary>Puts parts together as sentences or as tags.</summary>
internal static class PromptParts
{
    public static ImmutableArray<PromptPart> Ranked(this IEnumerable<string> texts, PartRank rank) =>
        [.. texts.Where(text => text.Length > 0).Select(text => new PromptPart(text, rank))];

    public static string Join(this IEnumerable<PromptPart> parts, PromptStyle style)
    {
        var (joined, before) = ("", (PromptPart?)null);
        foreach (var part in parts.Where(part => part.Text.Length > 0))
        {
            joined = style == PromptStyle.Tags ? Tag(joined, part) : Sentence(joined, before, part);
            before = part;
        }
        return joined;
    }

    private static string Tag(string joined, PromptPart part) =>
        joined.Length == 0 ? part.Text : $"{joined.TrimEnd('.', ',', ' ')}, {part.Text}";

    private static string Sentence(string joined, PromptPart? before, PromptPart part)
    {
        if (before is not null && part.IsListedWith(before))
            return ".!?".Contains(joined[^1], StringComparison.Ordinal) ? $"{joined} {English.Capital(part.Text)}" : $"{joined.TrimEnd(',', ';', ' ')}, {part.Text}";
        var text = part.Slot switch
        {
            PartSlot.Style => $"Style: {part.Text}", // In sentences a manner has to be called one.
            PartSlot.Words => part.Text,
            _ => English.Capital(part.Text),
        };
        return joined.Length == 0 ? text : ".!?…:;,".Contains(joined[^1], StringComparison.Ordinal) ? $"{joined} {text}" : $"{joined}. {text}";
    }
}
