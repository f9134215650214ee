using System.Collections.Immutable;

namespace Lumiverse.Actors.Providers.NovelAi.Models;

/// <summary>One model, with the words that are put around a prompt for it.</summary>
/// <param name="QualityTags">Put behind the prompt.</param>
/// <param name="UndesiredContents">Put before the negative prompt, one of them by name; the first is the heaviest.</param>
internal sealed record ImageModel(
    string Id, string Label, ModelFamily Family, string QualityTags, ImmutableArray<UndesiredContent> UndesiredContents)
{
    public bool IsCurated => Id.Contains("curated", StringComparison.OrdinalIgnoreCase);

    /// <summary>The curated model of V5 reads half as much as the full one.</summary>
    private const int MostTokensCurated = 703;

    public int MostTokens => IsCurated ? Math.Min(Family.MostTokens, MostTokensCurated) : Family.MostTokens;

    /// <summary>The preset of this name; a name that only other models know is the heaviest one.</summary>
    public UndesiredContent UndesiredContentFor(string name) =>
        UndesiredContents.FirstOrDefault(preset => preset.Name == name) ?? UndesiredContents[0];
}

/// <summary>Words for what a picture shall not have. Known by name: the numbers of presets differ from model to model.</summary>
internal sealed record UndesiredContent(string Name, string Text)
{
    public const string Heavy = "heavy";
    public const string Light = "light";
    public const string HumanFocus = "human_focus";
    public const string FurryFocus = "furry_focus";
    public const string None = "none";
}
