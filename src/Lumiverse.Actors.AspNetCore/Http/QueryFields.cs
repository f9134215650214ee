using System.Collections.Immutable;
using System.Globalization;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>The query of a request, read strictly: each wrong value is named.</summary>
internal sealed class QueryFields(IQueryCollection query)
{
    /// <summary>As the API says.</summary>
    public const int MostItems = 1000;

    private const int DefaultItems = 50;

    /// <summary>Searches beyond this match nothing a person wrote.</summary>
    private const int LongestText = 500;

    public int Limit => Whole("limit", 1, MostItems) ?? DefaultItems;

    public int Offset => Whole("offset", 0, int.MaxValue) ?? 0;

    public static ValueTask<QueryFields?> BindAsync(HttpContext http) =>
        ValueTask.FromResult<QueryFields?>(new QueryFields(http.Request.Query));

    /// <summary>Null when it is absent or empty, as forms send fields that were not filled in.</summary>
    public string? Text(string name)
    {
        var text = query[name].ToString();
        if (text.Length > LongestText || text.Contains('\0'))
            throw Wrong(name, $"a text of at most {LongestText} characters");
        return text.Length == 0 ? null : text;
    }

    public T? Id<T>(string name) where T : struct, IIdentifier<T> =>
        Text(name) is { } text ? Ids.Parse<T>(text, name) : null;

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" or "1" => true,
        "false" or "0" => false,
        _ => throw Wrong(name, "true or false"),
    };

    public string? Word(string name, ImmutableArray<string> words) =>
        Text(name) is not { } word || words.Contains(word) ? Text(name) : throw Wrong(name, $"one of {string.Join(", ", words)}");

    public int? Whole(string name, int least, int most)
    {
        if (Text(name) is not { } text)
            return null;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var whole) && whole >= least && whole <= most
            ? whole
            : throw Wrong(name, $"a whole number from {least} to {most}");
    }

    /// <summary>A text of any length that the web server takes.</summary>
    public string Raw(string name) => query[name].ToString();

    /// <summary>A position in the journal.</summary>
    public long? Position(string name) => ParsePosition(Text(name), name);

    public static long? ParsePosition(string? text, string name)
    {
        if (string.IsNullOrEmpty(text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var position)
            ? position
            : throw Wrong(name, "the id of an event: a whole number");
    }

    private static ProblemException Wrong(string name, string takes) =>
        Problems.InvalidField(name, $"{name} must be {takes}.").ToException();
}
