using System.Text.Json.Nodes;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi.References;

/// <summary>What is taken over from a picture, and how much of it.</summary>
/// <param name="Kind">character, style or character&amp;style.</param>
internal sealed record ReferenceUse(double Strength, double Fidelity, double InformationExtracted, string Kind);

/// <summary>A picture on a canvas that NovelAI takes.</summary>
internal sealed record FittedReference(byte[] Canvas, ReferenceUse Use);

/// <summary>The pictures of a call as the request has them: five arrays that belong together.</summary>
internal static class DirectorReferences
{
    /// <summary>As many as the web site lets one choose.</summary>
    public const int Most = 14;

    /// <summary>Why a model can't be given so many references; null = it can.</summary>
    public static string? FindObstacle(ImageModel model, int count) =>
        count == 0 ? null
        : !model.Family.TakesReferences ? $"{model.Id} takes no references; remove them or choose a V4.5 model."
        : count > Most ? $"NovelAI takes at most {Most} references; these are {count}. Remove some."
        : null;

    public static void Write(JsonObject parameters, IReadOnlyCollection<FittedReference> references)
    {
        if (references.Count == 0)
            return;
        parameters["director_reference_images"] = Each(references, one => Convert.ToBase64String(one.Canvas));
        parameters["director_reference_descriptions"] = Each(references, one => Description(one.Use.Kind));
        parameters["director_reference_information_extracted"] = Each(references, one => one.Use.InformationExtracted);
        parameters["director_reference_strength_values"] = Each(references, one => one.Use.Strength);
        // In decimals, as 1 − 0.9 of binary fractions is not 0.1.
        parameters["director_reference_secondary_strength_values"] = Each(references, one => 1 - (decimal)one.Use.Fidelity);
    }

    private static JsonArray Each(IEnumerable<FittedReference> references, Func<FittedReference, JsonNode> value) => new([.. references.Select(value)]);

    private static JsonObject Description(string kind) => new()
    {
        ["caption"] = new JsonObject { ["base_caption"] = kind, ["char_captions"] = new JsonArray() },
        ["legacy_uc"] = false,
    };
}
