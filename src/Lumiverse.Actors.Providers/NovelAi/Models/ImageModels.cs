using System.Collections.Immutable;

namespace Lumiverse.Actors.Providers.NovelAi.Models;

/// <summary>The models that can be ordered. NovelAI has no list to ask for.</summary>
internal static class ImageModels
{
    public const string Default = "nai-diffusion-4-5-full";

    /// <summary>Newest first.</summary>
    public static ImmutableArray<ImageModel> All { get; } =
    [
        new("nai-diffusion-5-full", "NAI Diffusion V5 Full", ModelFamily.V5, "very aesthetic, masterpiece, no text", UndesiredWords.V5),
        new("nai-diffusion-5-curated", "NAI Diffusion V5 Curated", ModelFamily.V5, "very aesthetic, masterpiece, no text", UndesiredWords.V5),
        new("nai-diffusion-4-5-full", "NAI Diffusion V4.5 Full", ModelFamily.V45, "very aesthetic, masterpiece, no text", UndesiredWords.V45Full),
        new("nai-diffusion-4-5-curated", "NAI Diffusion V4.5 Curated", ModelFamily.V45,
            "very aesthetic, masterpiece, no text, -0.8::feet::, rating:general", UndesiredWords.V45Curated),
        new("nai-diffusion-4-full", "NAI Diffusion V4 Full", ModelFamily.V4,
            "no text, best quality, very aesthetic, absurdres", UndesiredWords.V4Full),
        new("nai-diffusion-4-curated-preview", "NAI Diffusion V4 Curated", ModelFamily.V4,
            "rating:general, best quality, very aesthetic, absurdres", UndesiredWords.V4Curated),
        new("nai-diffusion-3", "NAI Diffusion V3 Anime", ModelFamily.V3,
            "best quality, amazing quality, very aesthetic, absurdres", UndesiredWords.V3),
        new("nai-diffusion-furry-3", "NAI Diffusion V3 Furry", ModelFamily.V3, "{best quality}, {amazing quality}", UndesiredWords.Furry3),
    ];

    /// <summary>The parts of a name that tell what a model is like, the more telling ones first.</summary>
    private static readonly (string Part, string Like)[] Likenesses =
    [
        ("furry-3", "nai-diffusion-furry-3"), ("diffusion-3", "nai-diffusion-3"),
        ("4-5-curated", "nai-diffusion-4-5-curated"), ("4-5", "nai-diffusion-4-5-full"),
        ("4-curated", "nai-diffusion-4-curated-preview"), ("diffusion-4", "nai-diffusion-4-full"),
        ("curated", "nai-diffusion-5-curated"), ("", "nai-diffusion-5-full"),
    ];

    /// <summary>The model of this id. One that is not listed is taken for the one its name resembles, else for the newest.</summary>
    public static ImageModel Of(string? id)
    {
        var wanted = string.IsNullOrWhiteSpace(id) ? Default : id.Trim();
        return Listed(wanted) ?? Like(wanted) with { Id = wanted, Label = wanted };
    }

    private static ImageModel? Listed(string id) => All.FirstOrDefault(model => model.Id == id);

    private static ImageModel Like(string id)
    {
        var like = Likenesses.First(row => id.Contains(row.Part, StringComparison.OrdinalIgnoreCase)).Like;
        return All.First(model => model.Id == like);
    }
}
