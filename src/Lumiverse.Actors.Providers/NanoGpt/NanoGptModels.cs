using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>Reads the list of models: who makes pictures, in which sizes, for how much.</summary>
internal static class NanoGptModels
{
    public static ImmutableArray<ModelOption> Read(JsonNode? list) => [.. list.Items("data").Where(MakesPictures).Select(Option)];

    /// <summary>What one picture costs; null = the list does not say so in a form that is known.</summary>
    public static decimal? PriceOf(JsonNode? list, string model, string size)
    {
        var found = list.Items("data").FirstOrDefault(one => one.Text("id") == model);
        return Price(found.At("pricing"), size) is { } price and >= 0 ? price : null;
    }

    /// <summary>Models that only change pictures say so by having the other capability alone.</summary>
    private static bool MakesPictures(JsonNode? model) =>
        model.Text("id") is { Length: > 0 }
        && (model.At("capabilities").Flag("image_generation") ?? Outputs(model) ?? model.At("capabilities").Flag("image_to_image") is not true);

    private static bool? Outputs(JsonNode? model) =>
        model.At("architecture").At("output_modalities") is JsonArray modalities ? modalities.Any(modality => modality.Text() == "image") : null;

    private static ModelOption Option(JsonNode? model)
    {
        var id = model.Text("id") ?? "";
        var sizes = model.At("supported_parameters").Items("resolutions").Select(JsonReading.Text).OfType<string>().Distinct().ToImmutableArray();
        var option = new ModelOption(id, model.Text("name") is { Length: > 0 } name ? name : id);
        return sizes.IsEmpty ? option : option with
        {
            Choices = option.Choices.SetItem("size", [.. sizes.Select(size => new ModelOption(size, size))]),
        };
    }

    /// <summary>A number, or a map by size, at one of several depths. Prices write sizes with a star where sizes have an x.</summary>
    private static decimal? Price(JsonNode? pricing, string size) =>
        pricing is not JsonObject ? pricing.Amount()
        : pricing.Amount(size.Replace('x', '*')) ?? pricing.Amount(size) ?? Price(pricing.At("per_image") ?? pricing.At("image"), size);
}
