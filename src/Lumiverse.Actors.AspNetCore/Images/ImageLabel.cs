using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>
/// What a file says of its making, in the form that other generators write and read: the prompt, the negative prompt, and a
/// line of parameters.
/// </summary>
internal static class ImageLabel
{
    /// <summary>Null for a picture that was not painted here.</summary>
    public static string? Of(ImageRow row)
    {
        if (row.Prompt is not { } prompt)
            return null;
        var label = new StringBuilder(prompt);
        if (row.NegativePrompt is { Length: > 0 } negative)
            label.Append("\nNegative prompt: ").Append(negative);
        return label.Append('\n').AppendJoin(", ", Parameters(row)).ToString();
    }

    private static IEnumerable<string> Parameters(ImageRow row)
    {
        if (row.Seed is { } seed)
            yield return $"Seed: {seed.ToString(CultureInfo.InvariantCulture)}";
        yield return $"Size: {row.Picture.WidthPixels}x{row.Picture.HeightPixels}";
        if (row.Model is { } model)
            yield return $"Model: {Quoted(model)}";
        if (row.Provider is { } provider)
            yield return $"Provider: {provider}";
        foreach (var (name, value) in JsonNode.Parse(row.ParametersJson ?? "{}") as JsonObject ?? [])
            if (value is JsonValue)
                yield return $"{name}: {Quoted(JsonValues.AsText(value) ?? value.ToJsonString())}";
    }

    /// <summary>A text with a divider in it is written as JSON.</summary>
    private static string Quoted(string text) =>
        text.AsSpan().IndexOfAny(",:\n\"") >= 0 ? JsonSerializer.Serialize(text, JsonSerializerOptions.Web) : text;
}
