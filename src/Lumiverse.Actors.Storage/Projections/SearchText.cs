using System.Globalization;
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
        foreach (var rune in (text ?? "").Replace(ImageSearch.FacetMark, ' ').EnumerateRunes())
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
    /// A query that finds every word that was typed, the end of each left open, as somebody may be typing still. Words are
    /// quoted, so that none is taken for an operator; one of punctuation alone is ignored. Null when nothing is left.
    /// </summary>
    public static string? Query(string typed)
    {
        var words = typed.Replace('\0', ' ').Replace(ImageSearch.FacetMark, ' ').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Where(IsWord).Take(MostWords)
            .Select(word => $"\"{Index(word).Replace("\"", "\"\"", StringComparison.Ordinal).TrimEnd()}\"*").ToList();
        return words.Count == 0 ? null : string.Join(" AND ", words);
    }

    /// <summary>As the index takes words apart: letters, numbers, and characters of private use.</summary>
    private static bool IsWord(string text) => text.EnumerateRunes().Any(rune =>
        Rune.IsLetter(rune) || Rune.IsNumber(rune) || Rune.GetUnicodeCategory(rune) == UnicodeCategory.PrivateUse);

    // Hiragana, Katakana and Han; Hangul is written with spaces.
    private static bool IsWrittenWithoutSpaces(Rune rune) => rune.Value
        is (>= 0x3040 and <= 0x30FF) or (>= 0x3400 and <= 0x9FFF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x20000 and <= 0x3FFFF);
}
