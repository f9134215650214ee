using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Settings;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Parameters as an image's record keeps them, in the journal for ever: without the pictures they carry.</summary>
internal static partial class ParameterRecord
{
    /// <summary>Longer than any prompt that a parameter holds.</summary>
    private const int LongestText = 8 * 1024;

    public static string Of(JsonObject? parameters) => (Kept(parameters) ?? new JsonObject()).ToJsonString();

    /// <summary>
    /// Parameters as they were recorded, for another call. What the record leaves out, pictures above all, is taken from the
    /// connection as it stands.
    /// </summary>
    public static JsonObject Again(string recordJson, JsonObject current)
    {
        var record = JsonNode.Parse(recordJson) as JsonObject ?? [];
        var again = new JsonObject();
        foreach (var (name, recorded) in record)
        {
            if (current.ContainsKey(name) && (!IsWhole(recorded) || JsonNode.DeepEquals(Kept(current[name]), recorded)))
                again[name] = current[name]?.DeepClone();
            else if (IsWhole(recorded))
                again[name] = recorded?.DeepClone();
        }

        return again;
    }

    /// <summary>A number, a switch, or a text of which nothing was left out.</summary>
    private static bool IsWhole(JsonNode? recorded) =>
        recorded is JsonValue && !(JsonValues.AsText(recorded) is { } text && LeftOut().IsMatch(text));

    [GeneratedRegex(@"^\(\d+ characters\)$", RegexOptions.None, Patterns.LongestMatchMilliseconds)]
    private static partial Regex LeftOut();

    private static JsonNode? Kept(JsonNode? node) => node switch
    {
        JsonObject fields when JsonValues.AsText(fields["data"]) is { } data => Picture(fields, data),
        JsonObject fields => new JsonObject(fields.Select(field => KeyValuePair.Create(field.Key, Kept(field.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Kept)]),
        _ when JsonValues.AsText(node) is { } text && IsTooMuch(text) => JsonValue.Create($"({text.Length} characters)"),
        _ => node?.DeepClone(),
    };

    /// <summary>What a picture is and counts for, but not the picture.</summary>
    private static JsonObject Picture(JsonObject fields, string data)
    {
        var kept = new JsonObject(fields.Where(field => field.Key != "data").Select(field => KeyValuePair.Create(field.Key, Kept(field.Value))));
        var start = data.IndexOf(',', StringComparison.Ordinal) + 1;
        kept["bytes"] = (data.Length - start) / 4 * 3 - data.AsSpan()[^Math.Min(2, data.Length)..].Count('=');
        return kept;
    }

    private static bool IsTooMuch(string text) => text.Length > LongestText || text.StartsWith("data:", StringComparison.OrdinalIgnoreCase);
}
