using System.Collections.Immutable;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>What forms show of Google Gemini.</summary>
internal static class GeminiSchema
{
    public const string DefaultRatio = "16:9";
    public const string DefaultSize = "1K";

    /// <summary>The model chooses; with references it follows them.</summary>
    public const string AutoRatio = "auto";

    /// <summary>Says nothing about a choice, so that the model's own default holds.</summary>
    public const string Unsaid = "default";

    /// <summary>No number is published; quotas are per minute and tell when they are reached.</summary>
    private const int ConcurrentCalls = 4;

    private const string References = "References";
    private const string Fine = "Fine tuning";

    public static ImmutableArray<string> SafetyThresholds { get; } =
        [Unsaid, "BLOCK_LOW_AND_ABOVE", "BLOCK_MEDIUM_AND_ABOVE", "BLOCK_ONLY_HIGH", "BLOCK_NONE", "OFF"];

    public static ProviderDescription Description { get; } = new(
        "google_gemini", "Google Gemini",
        new ProviderCapabilities(Parameters(), ApiKeyRequired: true, "google", GeminiModel.Fallback, GeminiAddress.Default),
        new ConnectionTerms(ConcurrentCalls, CallsPerMinute: null, Burst: ConcurrentCalls, IsFree: false));

    public static ImmutableArray<ModelOption> Options(ImmutableArray<string> ids) =>
        [.. ids.Select(id => new ModelOption(id, id.Contains('_') ? id.ToLowerInvariant().Replace('_', ' ') : id))];

    private static ImmutableSortedDictionary<string, ParameterSchema> Parameters() => new Dictionary<string, ParameterSchema>
    {
        ["aspectRatio"] = Select("Width to height. Which ones a model takes is shown with the model.", DefaultRatio, [AutoRatio, .. GeminiModel.AllRatios]),
        ["imageSize"] = Select("Resolution, for models that have several.", DefaultSize, GeminiModel.AllSizes),
        ["referenceImages"] = new("image_array", "Pictures to go by: up to 3 for 2.5 Flash, up to 14 for later models, 7 MB each.") { Group = References },
        ["includeCharacterAvatar"] = Switch("Goes by the avatar of the character."),
        ["includePersonaAvatar"] = Switch("Goes by the avatar of the persona."),
        ["temperature"] = new("number", "How freely the model reads the prompt.") { Min = 0, Max = 1, Step = 0.05, Group = Fine },
        ["seed"] = new("integer", "Asks for the same picture each time, which is not promised; empty for another one each time.") { Min = 0, Max = int.MaxValue, Step = 1, Group = Fine },
        ["thinkingLevel"] = Select("How long the model plans the picture; high is slower and dearer.", Unsaid, [Unsaid, "MINIMAL", "HIGH"]) with { Group = Fine },
        ["safety"] = Select("From which probability of harm on content is blocked; some filters always stay.", Unsaid, SafetyThresholds) with { Group = Fine },
        [RawRequestOverride.Name] = RawRequestOverride.Schema,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static ParameterSchema Select(string description, string byDefault, ImmutableArray<string> ids) =>
        new("select", description) { Default = byDefault, Options = Options(ids) };

    private static ParameterSchema Switch(string description) => new("boolean", description) { Default = false, Group = References };
}
