using System.Text;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Server.Http;

/// <summary>Reads one field of a request, or refuses it by name.</summary>
internal static class Fields
{
    /// <summary>As many items as a page of a list may have.</summary>
    public const int LongestPage = 1000;

    public static T Id<T>(string? text, string field) where T : struct, IIdentifier<T> =>
        Identifier.TryCreate<T>(text, out var id) ? id : throw RefusedException.Invalid(field, $"'{field}' is not an id.");

    /// <summary>Text that must be there and not blank.</summary>
    public static string Required(string? text, string field, int longestCharacters) =>
        string.IsNullOrWhiteSpace(text)
            ? throw RefusedException.Invalid(field, $"'{field}' is missing.")
            : Optional(text, field, longestCharacters);

    /// <summary>Text that may be absent; then it is empty.</summary>
    public static string Optional(string? text, string field, int longestCharacters) =>
        text is null || text.Length <= longestCharacters
            ? text ?? ""
            : throw RefusedException.Invalid(field, $"'{field}' is longer than {longestCharacters} characters.");

    /// <summary>The text of a message: not blank, and not longer than the limit in UTF-8.</summary>
    public static string Content(string? text, int limitBytes)
    {
        if (string.IsNullOrWhiteSpace(text))
            throw RefusedException.Invalid("content", "'content' is missing: a message needs some text.");
        return Encoding.UTF8.GetByteCount(text) <= limitBytes
            ? text
            : throw RefusedException.TooLarge("content", $"'content' is longer than {limitBytes / 1024} KiB.");
    }

    public static int Limit(int? limit, int otherwise) =>
        (limit ?? otherwise) is >= 1 and <= LongestPage and var count
            ? count
            : throw RefusedException.Invalid("limit", $"'limit' must be from 1 to {LongestPage}.");

    public static int Offset(int? offset) =>
        offset is null or >= 0 ? offset ?? 0 : throw RefusedException.Invalid("offset", "'offset' must not be negative.");
}
