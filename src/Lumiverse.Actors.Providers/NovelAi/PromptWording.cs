using System.Text.RegularExpressions;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>Puts into a prompt what the web site puts into it: the server adds nothing by itself.</summary>
internal static partial class PromptWording
{
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
        var isKept = preset.Name != UndesiredContent.None && !isCurated && !prompt.Contains("nsfw", StringComparison.OrdinalIgnoreCase);
        return Join([isKept ? "nsfw" : null, preset.Text, .. own]);
    }

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

    [GeneratedRegex(@"(?<![\p{L}\p{N}_])text:", RegexOptions.IgnoreCase)]
    private static partial Regex TextSection();

    [GeneratedRegex(@"^1(girl|boy|other)\b", RegexOptions.IgnoreCase)]
    private static partial Regex LeadingCount();
}
