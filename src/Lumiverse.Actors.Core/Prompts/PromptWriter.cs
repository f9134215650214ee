using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Writes what a provider is told. The same text is shown by a preview and sent by a job.
/// Order: prefixes, the picture (words of one's own, then the scene), styles, suffixes; of each the person's first, then the
/// connection's.
/// </summary>
public static class PromptWriter
{
    /// <summary>Whether a phrase is kept out of every background, without anybody's asking.</summary>
    public static bool IsStandardNegative(string phrase) =>
        TagWriter.Never.Contains(phrase) || TagWriter.NeverPeople.Contains(phrase) || ProseWriter.Never.Contains(phrase) || ProseWriter.NeverPeople.Contains(phrase);

    /// <summary>The prompt for an order, or null when its mode needs words or a place that nobody gave.</summary>
    public static ImagePrompt? Write(ImageOrder order, SceneReadOutcome.Read read)
    {
        if (order.Again is { } again)
            return again.Prompt;
        var isScene = ModeOf(order, read.Policy) == PromptMode.Scene;
        if (isScene ? read.Scene is not { IsPaintable: true } : WordsOf(order, read.Policy) is null)
            return null;
        var prompt = order.IsLiteral && !isScene ? Literal(order, read.Policy) : new Draft(order, read).Write();
        return prompt.Text.Length > 0 ? prompt : null; // Macros may have had nothing to say.
    }

    private static ImagePrompt Literal(ImageOrder order, ScenePolicy policy) =>
        new(WordsOf(order, policy) ?? "", Chosen(order.NegativePrompt, policy.CustomNegativePrompt));

    private static PromptMode ModeOf(ImageOrder order, ScenePolicy policy) => order.Mode ?? policy.Mode;

    private static string? WordsOf(ImageOrder order, ScenePolicy policy) => Chosen(order.Prompt, policy.CustomPrompt);

    private static string? Chosen(string? first, string? second) =>
        !string.IsNullOrWhiteSpace(first) ? first.Trim() : !string.IsNullOrWhiteSpace(second) ? second.Trim() : null;

    /// <summary>One prompt while it is written.</summary>
    private sealed class Draft
    {
        private readonly PromptNotes _notes = new();
        private readonly SceneReadOutcome.Read _read;
        private readonly PromptMode _mode;
        private readonly OwnTexts _own;
        private readonly PictureBrief? _brief;

        public Draft(ImageOrder order, SceneReadOutcome.Read read)
        {
            (_read, _mode) = (read, ModeOf(order, read.Policy));
            var scene = read.Scene ?? read.Terms.Remembered;
            var macros = new Macros(read.Terms, scene, () => Described(scene ?? Scene.Unknown), _notes);
            var isScene = _mode == PromptMode.Scene;
            _own = new OwnTexts(
                isScene ? null : WordsOf(order, read.Policy), Chosen(order.NegativePrompt, isScene ? null : read.Policy.CustomNegativePrompt),
                read.Terms, macros.Expand, _notes);
            var isTold = isScene || _mode == PromptMode.ParsedCustom && !Macros.PlaceScene(WordsOf(order, read.Policy));
            _brief = isTold && read.Scene is { IsPaintable: true } told ? new BriefReader(told, _own, _notes).Read() : null;
        }

        private PromptStyle Style => _read.Connection.Style;

        private bool IsWhole => _mode == PromptMode.Scene;

        public ImagePrompt Write()
        {
            var limits = _read.Terms.Limits;
            var negative = Negative(limits);
            var taken = limits.AddedTokens + (limits.FoldsNegative ? TokenCount.Of(negative) : 0);
            var (text, people) = new PromptFit(Style, limits.Tokens, taken, _notes).Fit(Parts(), Captions());
            return new ImagePrompt(text, negative) { Characters = people, Notes = _notes.ToNotes() };
        }

        private IEnumerable<PromptPart> Parts() =>
        [
            .. _own.Wishes(PartSlot.Prefix), new(_own.Words, PartRank.Words, PartSlot.Words), .. Scenery().Where(part => !IsSaid(part)),
            .. _own.Wishes(PartSlot.Style), .. _own.Wishes(PartSlot.Suffix),
        ];

        private ImmutableArray<string> Captions()
        {
            if (_brief is null || Style != PromptStyle.Tags)
                return [];
            if (_brief.Arrangement.Length > 0)
                _notes.Add(PromptNoteKind.LeftOut, _brief.Arrangement, "Who stands where and does what was left out: this model takes tags, and no tag says it.");
            return TagWriter.Captions(_brief);
        }

        private ImmutableArray<PromptPart> Scenery() => _brief is null ? []
            : Style == PromptStyle.Tags ? Once(TagWriter.Write(_brief, IsWhole))
            : ProseWriter.Write(_brief, IsWhole);

        private static ImmutableArray<PromptPart> Once(ImmutableArray<PromptPart> tags) => [.. tags.DistinctBy(tag => tag.Text, StringComparer.Ordinal)];

        /// <summary>A tag that somebody wrote themselves.</summary>
        private bool IsSaid(PromptPart tag)
        {
            if (!_own.HasSaid(tag.Text))
                return false;
            _notes.Add(PromptNoteKind.Merged, tag.Text, $"“{tag.Text}” from the scene was said already; it stands in the prompt once.");
            return true;
        }

        /// <summary>People's own words first, then what a background never has, but for what somebody asks for.</summary>
        private string? Negative(PromptLimits limits)
        {
            var standard = _brief is not null && IsWhole ? Standard(_brief).Where(IsUnwanted).Ranked(PartRank.Light) : [];
            var (text, _) = new PromptFit(PromptStyle.Tags, limits.Tokens, limits.AddedNegativeTokens, _notes).Fit([.. _own.Negatives, .. standard], []);
            if (limits.FoldsNegative && _own.Negatives.Join(PromptStyle.Tags) is { Length: > 0 } own)
                _notes.Add(PromptNoteKind.Moved, own, "The model takes no negative prompt, so that it is said at the end of the prompt.");
            return text.Length > 0 ? text : null;
        }

        private ImmutableArray<string> Standard(PictureBrief brief) => (Style, brief.IsDeserted) switch
        {
            (PromptStyle.Tags, true) => [.. TagWriter.NeverPeople, .. TagWriter.Never],
            (PromptStyle.Tags, false) => TagWriter.Never,
            (_, true) => [.. ProseWriter.NeverPeople, .. ProseWriter.Never],
            _ => ProseWriter.Never,
        };

        private bool IsUnwanted(string phrase)
        {
            if (_own.HasRefused(phrase))
                return false;
            if (!Words.In(_own.Everything).Contains(phrase))
                return true;
            _notes.Add(PromptNoteKind.LeftOut, phrase, $"“{phrase}” is usually kept out of backgrounds, but your own words ask for it.");
            return false;
        }

        /// <summary>What the macro for all of the scene stands for.</summary>
        private string Described(Scene scene)
        {
            var brief = new BriefReader(scene, own: null, new PromptNotes()).Read();
            return Style == PromptStyle.Tags
                ? Once(TagWriter.Write(brief, isWhole: false)).Join(Style)
                : ProseWriter.Write(brief, isWhole: false).Join(Style).TrimEnd('.');
        }
    }
}
