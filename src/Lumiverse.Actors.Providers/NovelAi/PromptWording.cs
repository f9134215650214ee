using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>Puts into a prompt what the web site puts into it: the server adds nothing by itself.</summary>
internal static partial class PromptWording
{
    private const string NoText = "no text";

    /// <summary>Adds tags where they count: in the first of the parts that <c>|</c> divides, before what is to be written in the picture.</summary>
    public static string WithTags(string prompt, string tags)
    {
        if (tags.Length == 0)
            return prompt;
        var segment = prompt.IndexOf('|') is >= 0 and var bar ? prompt[..bar] : prompt;
        var place = TextSection().Match(segment) is { Success: true } section ? section.Index : segment.Length;
        var (before, after) = (prompt[..place].TrimEnd(' ', ',', '\n'), prompt[place..]);
        var gap = before.Length == 0 ? "" : before.EndsWith('.') ? " " : ", ";
        return $"{before}{gap}{tags}{(after.Length > 0 ? " " : "")}{after.TrimStart()}";
    }

    /// <summary>A caption speaks of one person already: the number in front of the tag would ask for another one.</summary>
    public static string Caption(string caption) => LeadingCount().Replace(caption.Trim(), "$1");

    /// <summary>The words of the preset, then one's own. Models that were shown everything are told to keep it decent unless asked.</summary>
    public static string Negative(UndesiredContent preset, bool isCurated, string prompt, params ReadOnlySpan<string?> own)
    {
        var isDecent = preset.Name != UndesiredContent.None && !isCurated && !prompt.Contains("nsfw", StringComparison.OrdinalIgnoreCase);
        return Join([isDecent ? "nsfw" : null, preset.Text, .. Once(preset, own).Select(source => source.Kept)]);
    }

    /// <summary>Words for quality that the prompt does not have already, and that do not deny what it asks for.</summary>
    public static string WithQuality(string prompt, string tags)
    {
        var said = Phrases(prompt).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return WithTags(prompt, string.Join(", ", Phrases(tags).Where(tag => !said.Contains(tag) && !(tag == NoText && AskedText().IsMatch(prompt)))));
    }

    /// <summary>Phrases of one's own that the preset, or an earlier text of one's own, says as well.</summary>
    public static IEnumerable<string> SaidTwice(UndesiredContent preset, params ReadOnlySpan<string?> own) => Once(preset, own).SelectMany(source => source.Dropped);

    private static List<(string Kept, ImmutableArray<string> Dropped)> Once(UndesiredContent preset, ReadOnlySpan<string?> own)
    {
        var said = Phrases(preset.Text).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var sources = new List<(string Kept, ImmutableArray<string> Dropped)>();
        foreach (var text in own)
        {
            ImmutableArray<string> dropped = [.. Phrases(text).Where(said.Contains)];
            sources.Add((dropped.IsEmpty ? text ?? "" : string.Join(", ", Phrases(text).Except(dropped)), dropped));
            said.UnionWith(Phrases(text));
        }
        return sources;
    }

    private static string[] Phrases(string? text) => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    public static string Join(params ReadOnlySpan<string?> parts)
    {
        var kept = new List<string>();
        foreach (var part in parts)
        {
            if (part?.Trim(' ', ',', '\n') is { Length: > 0 } words)
                kept.Add(words);
        }
        return string.Join(", ", kept);
    }

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])text:", RegexOptions.IgnoreCase, Patterns.LongestMatchMilliseconds)]
    private static partial Regex TextSection();

    [GeneratedRegex(@"(?<![\p{L}\p{N}_]|no )text(?![\p{L}\p{N}_])", RegexOptions.IgnoreCase, Patterns.LongestMatchMilliseconds)]
    private static partial Regex AskedText();

    [GeneratedRegex(@"^1(girl|boy|other)\b", RegexOptions.IgnoreCase, Patterns.LongestMatchMilliseconds)]
    private static partial Regex LeadingCount();
}
