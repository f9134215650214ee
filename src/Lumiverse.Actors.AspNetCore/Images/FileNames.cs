using System.Globalization;
using System.Text;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Names under which people find their pictures again.</summary>
internal static class FileNames
{
    /// <summary>Of the words in a name: with date and id well below what any file system takes, in any script.</summary>
    private const int LongestWords = 60;

    private const int ShownOfId = 8;

    /// <summary>Date, first words and the beginning of the id.</summary>
    /// <param name="withWords">Without, the name tells nothing of the prompt.</param>
    public static string Of(ImageRow row, bool withWords)
    {
        var words = withWords ? Words(row.OriginalFileName is { } name ? Path.GetFileNameWithoutExtension(name) : row.Prompt) : "";
        var id = row.Id.Value.Length > ShownOfId ? row.Id.Value[..ShownOfId] : row.Id.Value;
        var date = row.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        return $"{date}-{(words.Length > 0 ? $"{words}-" : "")}{id}.{PageJson.Extension(row.Picture.MimeType)}";
    }

    /// <summary>The names in order, a number behind those that came before, also in other letter case.</summary>
    public static IEnumerable<string> Unique(IEnumerable<string> names)
    {
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var name in names)
        {
            var unique = name;
            for (var number = 2; !used.Add(unique); number++)
                unique = $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}";
            yield return unique;
        }
    }

    /// <summary>Letters and digits of any script, everything between them a hyphen; of a long text whole words as far as they fit.</summary>
    private static string Words(string? text)
    {
        var words = new StringBuilder();
        foreach (var rune in (text ?? "").EnumerateRunes().TakeWhile(_ => words.Length <= LongestWords))
        {
            if (Rune.IsLetterOrDigit(rune))
                words.Append(rune.ToString());
            else if (words.Length > 0 && words[^1] != '-')
                words.Append('-');
        }

        var whole = words.ToString();
        return (whole.Length > LongestWords && whole.LastIndexOf('-') is > 0 and var end ? whole[..end] : whole).Trim('-');
    }
}
