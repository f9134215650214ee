using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>Reads the models that make pictures out of the list of all. No field says so; their names do.</summary>
internal static class GeminiModels
{
    /// <summary>Whether it is Google's list, and not the page of somebody in between.</summary>
    public static bool IsList(JsonNode? page) => page.Items("models").Any(model => model.Text("name") is { Length: > 0 });

    public static IEnumerable<ModelOption> Read(JsonNode? page) =>
        page.Items("models").Where(MakesPictures).Select(model => GeminiModel.Option(Id(model), model.Text("displayName") ?? Id(model)));

    private static bool MakesPictures(JsonNode? model) =>
        model.Items("supportedGenerationMethods").Any(method => method.Text() == "generateContent")
        && Id(model) is var id && (id.Contains("-image", StringComparison.Ordinal) || id.Contains("nano-banana", StringComparison.Ordinal));

    private static string Id(JsonNode? model) => GeminiModel.Named(model.Text("name"));
}
