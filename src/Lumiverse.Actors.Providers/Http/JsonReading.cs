using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>Reads JSON that others wrote: whatever is missing or of another kind is null.</summary>
internal static class JsonReading
{
    /// <summary>What a decimal holds with room to spare; amounts of money beyond it are none.</summary>
    private const double LargestAmount = 1e15;

    public static JsonNode? At(this JsonNode? json, string name) => (json as JsonObject)?[name];

    public static IEnumerable<JsonNode?> Items(this JsonNode? json, string name) => json.At(name) as JsonArray ?? [];

    public static string? Text(this JsonNode? json, string name) => json.At(name).Text();

    public static string? Text(this JsonNode? json) =>
        json is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    public static double? Number(this JsonNode? json, string name) => json.At(name).Number();

    /// <summary>Also a number that is written as text, as some servers do.</summary>
    public static double? Number(this JsonNode? json) => json switch
    {
        JsonValue value when value.GetValueKind() == JsonValueKind.Number => double.Parse(value.ToJsonString(), CultureInfo.InvariantCulture),
        _ when json.Text() is { } text && double.TryParse(text, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };

    public static decimal? Amount(this JsonNode? json, string name) => json.At(name).Amount();

    /// <summary>An amount of money, with all its digits.</summary>
    public static decimal? Amount(this JsonNode? json) =>
        json.Number() is { } number && Math.Abs(number) < LargestAmount
        && decimal.TryParse(json.Text() ?? json?.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount) ? amount : null;

    public static long? Integer(this JsonNode? json, string name) => json.Number(name) is { } number && Math.Abs(number) < 1L << 53 ? (long)number : null;

    public static bool? Flag(this JsonNode? json, string name) => json.At(name)?.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };
}
