using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Settings;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>
/// The fields of a JSON object, read strictly: a wrong type, form or length names the field. Absent and null are the
/// same, unless a method says otherwise; fields nobody asks for are left alone.
/// </summary>
internal sealed class JsonFields(JsonObject json)
{
    public JsonObject Json => json;

    public bool Has(string name) => json.ContainsKey(name);

    public string? Text(string name, int most) => json[name] is not { } node
        ? null
        : JsonValues.AsText(node) is { } text && text.Length <= most ? text : throw Wrong(name, $"a text of at most {most} characters");

    public string RequiredText(string name, int most) =>
        Text(name, most) is { } text && !string.IsNullOrWhiteSpace(text) ? text.Trim() : throw Wrong(name, $"given: a text of 1 to {most} characters");

    public bool? Flag(string name) => json[name] is not { } node
        ? null
        : JsonValues.AsFlag(node) ?? throw Wrong(name, "true or false");

    public int? Whole(string name, int least, int most) => json[name] is not { } node
        ? null
        : JsonValues.AsWhole(node) is { } whole && whole >= least && whole <= most ? whole : throw Wrong(name, $"a whole number from {least} to {most}");

    public T? Id<T>(string name) where T : struct, IIdentifier<T> =>
        json[name] is { } node ? Ids.Parse<T>(JsonValues.AsText(node), name) : null;

    public T RequiredId<T>(string name) where T : struct, IIdentifier<T> =>
        Id<T>(name) ?? Ids.Parse<T>(null, name);

    /// <summary>One of a few words.</summary>
    public string? Word(string name, ImmutableArray<string> words) => json[name] is not { } node
        ? null
        : JsonValues.AsText(node) is { } word && words.Contains(word) ? word : throw Wrong(name, $"one of {string.Join(", ", words)}");

    public JsonObject? Object(string name) => json[name] is not { } node
        ? null
        : node as JsonObject ?? throw Wrong(name, "a JSON object");

    public ImmutableArray<string>? Texts(string name, int mostItems, int mostCharacters)
    {
        if (json[name] is not { } node)
            return null;
        if (node is not JsonArray { Count: var count } items || count > mostItems)
            throw Wrong(name, $"a list of at most {mostItems} texts");
        return [.. items.Select(item => JsonValues.AsText(item) is { } text && text.Length > 0 && text.Length <= mostCharacters
            ? text
            : throw Wrong(name, $"a list of texts of 1 to {mostCharacters} characters"))];
    }

    private static ProblemException Wrong(string name, string takes) =>
        Problems.InvalidField(name, $"{name} must be {takes}.").ToException();
}
