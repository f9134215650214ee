using System.Collections.Immutable;

namespace Lumiverse.Actors.Providers.NovelAi.Models;

/// <summary>What the models of one generation have in common on the wire.</summary>
/// <param name="NoiseSchedules">The first one is used where another family's is asked for.</param>
internal sealed record ModelFamily(ImmutableArray<string> Samplers, ImmutableArray<string> NoiseSchedules)
{
    private static readonly ImmutableArray<string> CommonSamplers =
        ["k_euler_ancestral", "k_euler", "k_dpmpp_2s_ancestral", "k_dpmpp_2m_sde", "k_dpmpp_2m", "k_dpmpp_sde"];

    private static readonly ImmutableArray<string> CommonSchedules = ["karras", "exponential", "polyexponential"];

    public static ModelFamily V3 { get; } = new([.. CommonSamplers, "ddim_v3"], [.. CommonSchedules, "native"])
    {
        TakesSmea = true,
        MostTokens = 225,
        VarietySigma = 19,
    };

    public static ModelFamily V4 { get; } = new(CommonSamplers, CommonSchedules)
    {
        TakesParts = true,
        MostCharacters = 6,
        VarietySigma = 19,
    };

    public static ModelFamily V45 { get; } = V4 with { TakesReferences = true, VarietySigma = 58 };

    public static ModelFamily V5 { get; } = new(CommonSamplers, ["karras"])
    {
        TakesParts = true,
        MostCharacters = 32,
        MostTokens = 1471,
        ParamsVersion = 4,
        PriceFactor = 1.5,
        HasAllowance = true,
    };

    /// <summary>Takes its prompt as <c>v4_prompt</c> and <c>v4_negative_prompt</c>; without them it answers a bare 500.</summary>
    public bool TakesParts { get; private init; }

    /// <summary>Tokens of a prompt with its captions; the server drops the rest without a word.</summary>
    public int MostTokens { get; private init; } = 512;

    /// <summary>People with a caption of their own; the rest is told in the prompt for all.</summary>
    public int MostCharacters { get; private init; }

    /// <summary>SMEA and dynamic thresholding. A model that takes none answers 500 to <c>sm</c>.</summary>
    public bool TakesSmea { get; private init; }

    public bool TakesReferences { get; private init; }

    public int ParamsVersion { get; private init; } = 3;

    /// <summary>Above which noise guidance is left out for more variety, at 832×1216; null = the family does not know this.</summary>
    public double? VarietySigma { get; private init; }

    public double PriceFactor { get; private init; } = 1;

    /// <summary>Free pictures count against an allowance that can be used up.</summary>
    public bool HasAllowance { get; private init; }

    /// <summary>The sampler, or the one that the web site uses where this family lacks it.</summary>
    public string SamplerFor(string wanted) => Samplers.Contains(wanted)
        ? wanted
        : Samplers.FirstOrDefault(known => IsDdim(known) && IsDdim(wanted)) ?? Samplers[0];

    public string ScheduleFor(string wanted) => NoiseSchedules.Contains(wanted) ? wanted : NoiseSchedules[0];

    private static bool IsDdim(string sampler) => sampler.StartsWith("ddim", StringComparison.Ordinal);
}
