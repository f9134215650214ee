using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>
/// Checks parameters against the schema of their provider. Parameters that the schema does not know are kept: a newer
/// version of the provider may.
/// </summary>
internal static class ParameterCheck
{
    /// <summary>The largest text a parameter holds: a raw request with its own prompt.</summary>
    private const int LongestText = 32 * 1024;

    /// <summary>More than any provider takes.</summary>
    private const int MostPictures = 16;

    /// <summary>A sentence for each parameter that is wrong.</summary>
    public static Dictionary<string, string> Faults(JsonObject parameters, ProviderCapabilities capabilities)
    {
        var faults = new Dictionary<string, string>();
        foreach (var (name, schema) in capabilities.Parameters)
        {
            if (Fault(parameters[name], schema) is { } takes)
                faults[$"default_parameters.{name}"] = $"{name} must be {takes}.";
        }

        return faults;
    }

    private static string? Fault(JsonNode? value, ParameterSchema schema) => value is null
        ? schema is { Required: true, Default: null } ? "given" : null
        : schema.Type switch
        {
            "number" => JsonValues.AsNumber(value) is { } number && IsWithin(number, schema) ? null : $"a number{Range(schema)}",
            "integer" => JsonValues.AsNumber(value) is { } number && number == Math.Floor(number) && IsWithin(number, schema) ? null : $"a whole number{Range(schema)}",
            "boolean" => JsonValues.AsFlag(value) is not null ? null : "true or false",
            "select" => IsOption(JsonValues.AsText(value), schema) ? null : $"one of {string.Join(", ", schema.Options.Select(option => option.Id))}",
            "image_array" => IsPictures(value) ? null : $"a list of at most {MostPictures} pictures, each {{data, mimeType?}} with the data as base64",
            _ => JsonValues.AsText(value) is { Length: <= LongestText } ? null : $"a text of at most {LongestText} characters",
        };

    private static bool IsWithin(double number, ParameterSchema schema) => !(number < schema.Min) && !(number > schema.Max);

    private static string Range(ParameterSchema schema) => (schema.Min, schema.Max) switch
    {
        ({ } least, { } most) => $" from {least} to {most}",
        ({ } least, null) => $" of at least {least}",
        (null, { } most) => $" of at most {most}",
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
