using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>
/// Checks parameters against the schema of their provider. Parameters that the schema does not know are kept: a newer
/// version of the provider may.
/// </summary>
public static class ParameterCheck
{
    /// <summary>The largest text a parameter holds: a raw request with its own prompt.</summary>
    private const int LongestText = 32 * 1024;

    /// <summary>More than any provider takes.</summary>
    private const int MostPictures = 16;

    /// <summary>Read as JSON by every provider, whether its schema lists it or not.</summary>
    private const string RawRequest = "rawRequestOverride";

    /// <summary>As deep as requests of the API may be.</summary>
    private const int DeepestRawRequest = 32;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = DeepestRawRequest, AllowDuplicateProperties = false };

    /// <summary>A sentence for each parameter that is wrong, by its name.</summary>
    public static IReadOnlyDictionary<string, string> Faults(JsonObject parameters, ProviderCapabilities capabilities)
    {
        var faults = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var name in capabilities.Parameters.Keys.Union(parameters.Select(pair => pair.Key)))
        {
            if (Fault(name, parameters[name], capabilities.Parameters.GetValueOrDefault(name)) is { } takes)
                faults[name] = $"{name} must be {takes}.";
        }

        return faults;
    }

    /// <summary>The parameters that the schema does not know.</summary>
    public static IReadOnlyList<string> Unknown(JsonObject parameters, ProviderCapabilities capabilities) =>
        [.. parameters.Select(pair => pair.Key).Where(name => !capabilities.Parameters.ContainsKey(name))];

    private static string? Fault(string name, JsonNode? value, ParameterSchema? schema) => (value, schema) switch
    {
        (null, { Required: true, Default: null }) => "given",
        (null, _) => null,
        _ when name == RawRequest => IsRawRequest(value) ? null : """the text of a JSON object, such as {"quality":"high"}""",
        (_, null) => IsPictures(value) || value.ToJsonString().Length <= LongestText ? null : $"shorter: the provider does not list it, and it has more than {LongestText} characters",
        _ => Fault(value, schema),
    };

    private static string? Fault(JsonNode value, ParameterSchema schema) => schema.Type switch
    {
        "number" => JsonValues.AsNumber(value) is { } number && IsWithin(number, schema) ? null : $"a number{Range(schema)}",
        "integer" => JsonValues.AsNumber(value) is { } number && number == Math.Floor(number) && IsWithin(number, schema) ? null : $"a whole number{Range(schema)}",
        "boolean" => JsonValues.AsFlag(value) is not null ? null : "true or false",
        "select" => IsOption(JsonValues.AsText(value), schema) ? null : $"one of {string.Join(", ", schema.Options.Select(option => option.Id))}",
        "image_array" => IsPictures(value) ? null : $"a list of at most {MostPictures} pictures, each {{data, mimeType?}} with the data as base64",
        _ => JsonValues.AsText(value) is { Length: <= LongestText } ? null : $"a text of at most {LongestText} characters",
    };

    private static bool IsRawRequest(JsonNode value)
    {
        if (JsonValues.AsText(value) is not { Length: <= LongestText } text)
            return false;
        try
        {
            return string.IsNullOrWhiteSpace(text) || JsonNode.Parse(text, null, Strict) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsWithin(double number, ParameterSchema schema) => !(number < schema.Min) && !(number > schema.Max);

    private static string Range(ParameterSchema schema) => (schema.Min, schema.Max) switch
    {
        ({ } least, { } most) => string.Create(CultureInfo.InvariantCulture, $" from {least} to {most}"),
        ({ } least, null) => string.Create(CultureInfo.InvariantCulture, $" of at least {least}"),
        (null, { } most) => string.Create(CultureInfo.InvariantCulture, $" of at most {most}"),
        _ => "",
    };

    private static bool IsOption(string? text, ParameterSchema schema) =>
        text is not null && (schema.Options.IsDefaultOrEmpty || schema.Options.Any(option => option.Id == text));

    private static bool IsPictures(JsonNode value) =>
        value is JsonArray { Count: <= MostPictures } pictures && pictures.All(IsPicture);

    private static bool IsPicture(JsonNode? picture) =>
        picture is JsonObject fields
        && JsonValues.AsText(fields["data"]) is { Length: > 0 }
        && (fields["mimeType"] is null || JsonValues.AsText(fields["mimeType"]) is not null);
}
