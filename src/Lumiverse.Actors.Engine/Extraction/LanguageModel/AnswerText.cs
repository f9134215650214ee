using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>Makes a phrase of whatever text a model gave.</summary>
internal static class AnswerText
{
    /// <summary>How models say that nothing tells. As a place, each of them would be painted.</summary>
    private static readonly FrozenSet<string> Nothings =
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase,
            "none", "null", "nil", "unknown", "unclear", "undefined", "unspecified", "not specified", "not mentioned", "not stated", "n/a", "na",
            "nothing", "empty", "empty string", "string", "-", "?", "...", "…");

    /// <summary>One line without marks around it, cut at a word; empty when it says that nothing tells.</summary>
    public static string Clean(string? text, int most)
    {
        var line = string.Join(' ', Spaced(text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var phrase = Cut(line.Trim('"', '\'', '`', ' ', ',', ';'), most).TrimEnd('.', ' ', ',', ';');
        return Nothings.Contains(phrase) ? "" : phrase;
    }

    private static string Spaced(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));

    private static string Cut(string line, int most)
    {
        if (line.Length <= most)
            return line;
        var end = line.LastIndexOf(' ', most);
        return line[..(end > most / 2 ? end : char.IsHighSurrogate(line[most - 1]) ? most - 1 : most)];
    }
}
