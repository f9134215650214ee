using System.Collections.Immutable;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>What forms show of NanoGPT.</summary>
internal static class NanoGptSchema
{
    public const string DefaultModel = "hidream";

    /// <summary>Hundreds of requests a minute are allowed; a person's chats need a few at once.</summary>
    private const int ConcurrentCalls = 8;

    private const string References = "References";
    private const string Fine = "Fine tuning";

    /// <summary>Shown when the live list can't be had.</summary>
    public static ImmutableArray<ModelOption> Fallback { get; } =
    [
        new("hidream", "HiDream"), new("hidream_fast", "HiDream Fast"), new("hidream_dev", "HiDream Dev"), new("hidream_full", "HiDream Full"),
        new("flux-pro", "Flux Pro"), new("flux_pro_ultra", "Flux Pro Ultra"), new("flux-kontext", "Flux Kontext"), new("flux_schnell", "Flux Schnell"),
        new("dall-e-3", "DALL·E 3"), new("gpt_image_1", "GPT Image 1"), new("imagen4_preview", "Imagen 4 Preview"), new("midjourney", "Midjourney"),
        new("recraft", "Recraft"), new("sdxl", "SDXL"), new("sd35_large", "Stable Diffusion 3.5 Large"), new("reve-v1", "Reve v1"),
    ];

    public static ProviderDescription Description { get; } = new(
        "nanogpt", "NanoGPT",
        new ProviderCapabilities(Parameters(), ApiKeyRequired: true, "dynamic", Fallback, NanoGptAddress.Default),
        new ConnectionTerms(ConcurrentCalls, CallsPerMinute: null, Burst: ConcurrentCalls, IsFree: false));

    private static ImmutableSortedDictionary<string, ParameterSchema> Parameters() => new Dictionary<string, ParameterSchema>
    {
        ["size"] = new("string", "Width and height such as 1024x1024, or what the model calls its sizes: they are listed with the model. Empty for the model's own."),
        ["strength"] = new("number", "How far the picture may go from its references.") { Default = 0.8, Min = 0, Max = 1, Step = 0.05, Group = References },
        ["guidanceScale"] = new("number", "How strictly the prompt is followed, for models that take it.") { Default = 7.5, Min = 0, Max = 20, Step = 0.5, Group = Fine },
        ["numInferenceSteps"] = new("integer", "More steps give more detail, for models that take them.") { Default = 30, Min = 1, Max = 100, Step = 1, Group = Fine },
        ["seed"] = new("integer", "Asks for the same picture each time; empty for another one each time.") { Min = 0, Max = int.MaxValue, Step = 1, Group = Fine },
        ["referenceImages"] = new("image_array", "Pictures to go by, for models that take them; 4 MB in all.") { Group = References },
        ["includeCharacterAvatar"] = new("boolean", "Goes by the avatar of the character.") { Default = false, Group = References },
        ["includePersonaAvatar"] = new("boolean", "Goes by the avatar of the persona.") { Default = false, Group = References },
        [RawRequestOverride.Name] = RawRequestOverride.Schema,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);
}
