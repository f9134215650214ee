using System.Text;
using System.Text.RegularExpressions;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>
/// Takes a key out of texts that providers wrote, in every form in which a server may echo it, and cuts the text to a
/// length that a person reads.
/// </summary>
internal sealed partial class Redaction
{
    public const string Mark = "[redacted]";

    /// <summary>A few sentences; whole pages of HTML come back from proxies.</summary>
    public const int LongestText = 600;

    /// <summary>Beyond it a part of a key is as good as the key; below it the part could be any word.</summary>
    private const int ShortestPart = 8;

    private readonly string[] _forms;

    public Redaction(string? key) => _forms = key is { Length: > 0 } ? [.. FormsOf(key)] : [];

    /// <summary>Whether a text holds the key in any form.</summary>
    public bool IsIn(string text) => _forms.Any(form => text.Contains(form, StringComparison.OrdinalIgnoreCase));

    public string Clean(string text)
    {
        foreach (var form in _forms)
            text = text.Replace(form, Mark, StringComparison.OrdinalIgnoreCase);
        text = Controls().Replace(text, " ").Trim();
        return text.Length > LongestText ? $"{text[..LongestText].TrimEnd()}…" : text;
    }

    /// <summary>Longest first, so that no part of a longer form is left over.</summary>
    private static IEnumerable<string> FormsOf(string key) => Whole(key).Concat(Parts(key)).Distinct().OrderByDescending(form => form.Length);

    private static IEnumerable<string> Whole(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        return [key, Uri.EscapeDataString(key), Convert.ToBase64String(bytes), Convert.ToBase64String(bytes).TrimEnd('='), Convert.ToHexString(bytes)];
    }

    /// <summary>Providers quote keys by their beginning or their end.</summary>
    private static IEnumerable<string> Parts(string key) =>
        key.Length >= 2 * ShortestPart ? [key[..ShortestPart], key[^ShortestPart..]] : [];

    [GeneratedRegex(@"[\p{Cc}\p{Cf}]+", RegexOptions.None, Patterns.LongestMatchMilliseconds)]
    private static partial Regex Controls();
}
