using System.Collections.Immutable;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Models;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>What forms show of NovelAI.</summary>
internal static class NovelAiSchema
{
    /// <summary>NovelAI makes one picture at a time for an account and locks everything else out meanwhile.</summary>
    private const int CallsPerAccount = 1;

    private const string References = "References";
    private const string Fine = "Fine tuning";
    private const string Smea = "V3 only";

    private static ImmutableArray<string> ReferenceKinds { get; } = ["character&style", "character", "style"];

    private static readonly Dictionary<string, string> Labels = new()
    {
        ["k_euler_ancestral"] = "Euler ancestral",
        ["k_euler"] = "Euler",
        ["k_dpmpp_2s_ancestral"] = "DPM++ 2S ancestral",
        ["k_dpmpp_2m_sde"] = "DPM++ 2M SDE",
        ["k_dpmpp_2m"] = "DPM++ 2M",
        ["k_dpmpp_sde"] = "DPM++ SDE",
        ["ddim_v3"] = "DDIM",
        ["character&style"] = "character and style",
    };

    public static ProviderDescription Description { get; } = new(
        "novelai", "NovelAI",
        new ProviderCapabilities(Parameters(), ApiKeyRequired: true, "static", [.. ImageModels.All.Select(Option)], NovelAiAddress.Default),
        new ConnectionTerms(CallsPerAccount, CallsPerMinute: null, Burst: 1, IsFree: false))
    {
        PromptStyle = PromptStyle.Tags,
        CallsPerAccount = CallsPerAccount,
    };

    private static ImmutableSortedDictionary<string, ParameterSchema> Parameters() =>
        Everyday().Concat(Tuning()).Concat(ReferenceUse()).ToImmutableSortedDictionary(row => row.Name, row => row.Schema, StringComparer.Ordinal);

    private static IEnumerable<(string Name, ParameterSchema Schema)> Everyday() =>
    [
        ("resolution", Select("Width and height of the picture, in pixels. Up to one megapixel is included in Opus.", Resolutions.Default, Resolutions.Presets)),
        ("sampler", Select("How noise is turned into the picture.", NovelAiOptions.DefaultSampler, Options(ModelFamily.V3.Samplers))),
        ("steps", new("integer", "More steps give more detail. Up to 28 are included in Opus.") { Default = NovelAiOptions.DefaultSteps, Min = 1, Max = NovelAiOptions.MostSteps, Step = 1 }),
        ("guidance", new("number", "How strictly the prompt is followed.") { Default = NovelAiOptions.DefaultGuidance, Min = 0, Max = NovelAiOptions.MostGuidance, Step = 0.1 }),
        ("negativePrompt", new("string", "What shall not be in the picture, besides the undesired content below.") { Default = "" }),
        ("undesiredContent", Select("What is kept out by default.", UndesiredContent.Heavy, Options(PresetNames))),
        ("qualityTags", new("boolean", "Puts words for quality behind the prompt.") { Default = true }),
        ("seed", new("integer", "Paints the same picture each time; empty for another one each time.") { Min = 0, Max = uint.MaxValue, Step = 1 }),
    ];

    private static IEnumerable<(string Name, ParameterSchema Schema)> Tuning() =>
    [
        ("noiseSchedule", Select("How noise falls from step to step.", NovelAiOptions.DefaultSchedule, Options(ModelFamily.V3.NoiseSchedules)) with { Group = Fine }),
        ("cfgRescale", Share("Takes colours back that strict guidance exaggerates.", 0, Fine)),
        ("varietyPlus", Switch("More variety, by leaving the beginning of a picture unguided. Not for V5.", Fine)),
        ("smea", Switch("Keeps large pictures coherent; costs a fifth more.", Smea)),
        ("smeaDyn", Switch("The livelier kind of SMEA; only together with it, and dearer.", Smea)),
        ("dynamicThresholding", Switch("Takes artefacts of strict guidance away.", Smea)),
        (RawRequestOverride.Name, RawRequestOverride.Schema),
    ];

    private static IEnumerable<(string Name, ParameterSchema Schema)> ReferenceUse() =>
    [
        ("referenceImages", new("image_array", "Pictures to go by, for V4.5 models; 5 Anlas each.") { Group = References }),
        ("includeCharacterAvatar", Switch("Goes by the avatar of the character.", References)),
        ("includePersonaAvatar", Switch("Goes by the avatar of the persona.", References)),
        ("referenceStrength", Share("How strongly references count.", NovelAiOptions.DefaultStrength, References)),
        ("referenceInfoExtracted", Share("How much is taken over from references.", 1, References)),
        ("referenceFidelity", Share("How exactly references are kept to.", 1, References)),
        ("referenceType", Select("What is taken over from references.", NovelAiOptions.DefaultReferenceKind, Options(ReferenceKinds)) with { Group = References }),
        ("avatarReferenceType", Select("What is taken over from avatars.", NovelAiOptions.DefaultAvatarKind, Options(ReferenceKinds)) with { Group = References }),
    ];

    private static ImmutableArray<string> PresetNames =>
        [UndesiredContent.Heavy, UndesiredContent.Light, UndesiredContent.HumanFocus, UndesiredContent.FurryFocus, UndesiredContent.None];

    private static ModelOption Option(ImageModel model) => new(model.Id, model.Label)
    {
        Choices = new Dictionary<string, ImmutableArray<ModelOption>>
        {
            ["sampler"] = Options(model.Family.Samplers),
            ["noiseSchedule"] = Options(model.Family.NoiseSchedules),
            ["resolution"] = Resolutions.Presets,
            ["undesiredContent"] = Options([.. model.UndesiredContents.Select(preset => preset.Name)]),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal),
    };

    private static ParameterSchema Select(string description, string byDefault, ImmutableArray<ModelOption> options) =>
        new("select", description) { Default = byDefault, Options = options };

    private static ParameterSchema Switch(string description, string group) => new("boolean", description) { Default = false, Group = group };

    private static ParameterSchema Share(string description, double byDefault, string group) =>
        new("number", description) { Default = byDefault, Min = 0, Max = 1, Step = 0.05, Group = group };

    private static ImmutableArray<ModelOption> Options(ImmutableArray<string> ids) => [.. ids.Select(id => new ModelOption(id, LabelOf(id)))];

    private static string LabelOf(string id) => Labels.GetValueOrDefault(id) ?? id.Replace('_', ' ');
}
