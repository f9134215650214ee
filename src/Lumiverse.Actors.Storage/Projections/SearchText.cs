using System.Text;
using System.Text.Json;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>What goes into the search index, and what people type, made into something SQLite's full-text search can take.</summary>
internal static class SearchText
{
    /// <summary>Nobody types more, and every word costs a look-up.</summary>
    private const int MostWords = 16;

    /// <summary>The text as it is indexed. Scripts written without spaces are cut into characters, which a phrase then finds again.</summary>
    public static string Index(string? text)
    {
        var indexed = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes())
            indexed.Append(IsWrittenWithoutSpaces(rune) ? $" {rune} " : rune.ToString());
        return indexed.ToString();
    }

    /// <summary>The texts of a scene without the names of its fields, so that "mood" does not find everything.</summary>
    public static string IndexJson(string? json)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json ?? "null"));
        var texts = new List<string?>();
        while (reader.Read())
            if (reader.TokenType is JsonTokenType.String)
                texts.Add(reader.GetString());
        return Index(string.Join(' ', texts));
    }

    /// <summary>
    /// A query that finds every word that was typed, the end of each left open. Words are quoted, so that none is taken
    /// for an operator; one of punctuation alone is ignored.
    /// </summary>
    public static string Query(string typed) => string.Join(' ', typed
        .Replace('\0', ' ')
        .Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        .Take(MostWords)
        .Select(word => $"\"{Index(word).Replace("\"", "\"\"", StringComparison.Ordinal).TrimEnd()}\"*"));

    // Hiragana, Katakana and Han; Hangul is written with spaces.
    private static bool IsWrittenWithoutSpaces(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
