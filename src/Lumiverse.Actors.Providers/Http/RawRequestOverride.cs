using System.Text;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>
/// The parameter by which a person changes a request as they like: an object, as text, merged into its body. Model, address,
/// headers and key are not in its reach.
/// </summary>
internal static class RawRequestOverride
{
    public const string Name = "rawRequestOverride";

    public static ParameterSchema Schema { get; } = new("string", "A JSON object that is merged into the request.") { Group = "Advanced" };

    /// <summary>Why the override can't be merged; null = it can, or there is none.</summary>
    public static string? FindObstacle(JsonObject parameters) =>
        parameters.Text(Name) is { Length: > 0 } text && Parse(text) is null ? $"{Name} is no JSON object. Mend or empty it." : null;

    /// <param name="kept">Fields of the body that stay as they are.</param>
    public static void Apply(JsonObject body, JsonObject parameters, params string[] kept)
    {
        if (parameters.Text(Name) is not { } text || Parse(text) is not { } raw)
            return;
        foreach (var name in kept)
            raw.Remove(name);
        Merge(body, raw);
    }

    private static void Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from.ToArray())
        {
            if (into[name] is JsonObject below && value is JsonObject more)
                Merge(below, more);
            else
                into[name] = value?.DeepClone();
        }
    }

    private static JsonObject? Parse(string text) => LenientJson.Parse(Encoding.UTF8.GetBytes(text)) as JsonObject;
}
