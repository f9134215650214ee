using System.Collections.Immutable;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>What a family of models takes. A name that no family has is taken for the newest: the list of models grows.</summary>
/// <param name="Sizes">Values of imageSize; empty = the model has one size and refuses the field.</param>
/// <param name="MostReferences">Pictures to go by in one request.</param>
internal sealed record GeminiModel(ImmutableArray<string> Ratios, ImmutableArray<string> Sizes, int MostReferences, bool TakesThinkingLevel)
{
    /// <summary>What a model reads, as the list of models says.</summary>
    public int MostTokens { get; private init; } = 65_536;

    /// <summary>The model of a connection that names none.</summary>
    public const string Default = "gemini-3.1-flash-image";

    private static readonly ImmutableArray<string> CommonRatios = ["1:1", "2:3", "3:2", "3:4", "4:3", "4:5", "5:4", "9:16", "16:9", "21:9"];

    public static ImmutableArray<string> AllRatios { get; } = [.. CommonRatios, "1:4", "4:1", "1:8", "8:1"];

    public static ImmutableArray<string> AllSizes { get; } = ["512", "1K", "2K", "4K"];

    private static readonly GeminiModel Flash25 = new(CommonRatios, [], 3, TakesThinkingLevel: false) { MostTokens = 32_768 };
    private static readonly GeminiModel Pro3 = new(CommonRatios, ["1K", "2K", "4K"], 14, TakesThinkingLevel: false);
    private static readonly GeminiModel Flash31 = new(AllRatios, AllSizes, 14, TakesThinkingLevel: true);
    private static readonly GeminiModel Banana21 = new(AllRatios, ["1K", "2K", "4K"], 14, TakesThinkingLevel: true);

    /// <summary>Shown when the live list can't be had.</summary>
    public static ImmutableArray<ModelOption> Fallback { get; } =
    [
        Option("gemini-nano-banana-2.1", "Nano Banana 2.1"), Option("gemini-3.1-flash-image", "Nano Banana 2"),
        Option("gemini-3.1-flash-lite-image", "Nano Banana 2 Lite"), Option("gemini-3-pro-image", "Nano Banana Pro"),
        Option("gemini-2.5-flash-image", "Nano Banana"),
    ];

    public static GeminiModel Of(string? id) =>
        Named(id) is var name && name.Contains("2.5-flash", StringComparison.Ordinal) ? Flash25
        : name.Contains("3.1-flash", StringComparison.Ordinal) ? Flash31
        : name.Contains("-pro", StringComparison.Ordinal) ? Pro3
        : Banana21;

    /// <summary>The id as addresses want it: the list writes it with a folder before it.</summary>
    public static string Named(string? id) =>
        string.IsNullOrWhiteSpace(id) ? Default : id.Trim() is var name && name.StartsWith("models/", StringComparison.Ordinal) ? name["models/".Length..] : name;

    public static ModelOption Option(string id, string label) => new(id, label)
    {
        Choices = ImmutableSortedDictionary.CreateRange(
            StringComparer.Ordinal,
            [
                KeyValuePair.Create("aspectRatio", GeminiSchema.Options([GeminiSchema.AutoRatio, .. Of(id).Ratios])),
                KeyValuePair.Create("imageSize", GeminiSchema.Options(Of(id).Sizes is { IsEmpty: false } sizes ? sizes : ["1K"])),
            ]),
    };
}
