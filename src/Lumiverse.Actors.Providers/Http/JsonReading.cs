using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>Reads JSON that others wrote: whatever is missing or of another kind is null.</summary>
internal static class JsonReading
{
    public static JsonNode? At(this JsonNode? json, string name) => (json as JsonObject)?[name];

    public static IEnumerable<JsonNode?> Items(this JsonNode? json, string name) => json.At(name) as JsonArray ?? [];

    public static string? Text(this JsonNode? json, string name) =>
        json.At(name) is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static double? Number(this JsonNode? json, string name) => json.At(name) switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        JsonValue value when value.GetValueKind() == JsonValueKind.String && double.TryParse(value.GetValue<string>(), CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static long? Integer(this JsonNode? json, string name) => json.Number(name) is { } number && Math.Abs(number) < 1L << 53 ? (long)number : null;

    public static bool? Flag(this JsonNode? json, string name) => json.At(name)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
