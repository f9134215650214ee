using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NovelAi.Models;
using Lumiverse.Actors.Providers.NovelAi.References;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>Writes the request of a generation, whole and without asking anybody, and reads from it what it tells to paint.</summary>
internal static class RequestBody
{
    /// <summary>At this size the noise above which guidance is left out was measured, in latent pixels of 8×8.</summary>
    private const double VarietyArea = 104 * 152;

    private const int LatentPixels = 8;

    public static JsonObject Write(PromptDraft draft, uint seed, IReadOnlyCollection<FittedReference> references)
    {
        var (model, options) = (ImageModels.Of(draft.Model), new NovelAiOptions(draft.Parameters));
        var wording = Wording.Of(draft);
        var body = new JsonObject
        {
            ["input"] = wording.Prompt,
            ["model"] = model.Id,
            ["action"] = "generate",
            ["use_new_shared_trial"] = true,
            ["parameters"] = Parameters(model, options, wording, options.Seed ?? seed, references),
        };
        RawRequestOverride.Apply(body, draft.Parameters, "model");
        PromptParts.Reconcile(body, wording);
        return body;
    }

    /// <summary>What a request tells to paint.</summary>
    public static ImagePrompt Read(JsonObject body)
    {
        var parameters = body.At("parameters");
        var captions = parameters.At("v4_prompt").At("caption").Items("char_captions");
        return new ImagePrompt(body.Text("input") ?? "", parameters.Text("negative_prompt") is { Length: > 0 } negative ? negative : null)
        {
            Characters = [.. captions.Select(caption => caption.Text("char_caption") ?? "")],
        };
    }

    private static JsonObject Parameters(
        ImageModel model, NovelAiOptions options, Wording wording, uint seed, IReadOnlyCollection<FittedReference> references)
    {
        var parameters = Common(model.Family, options, wording, seed);
        if (model.Family.TakesParts)
            PromptParts.Write(parameters, wording);
        if (model.Family.TakesSmea)
            (parameters["sm"], parameters["sm_dyn"]) = (options.Smea, options.SmeaDyn);
        if (model.Family.VarietySigma is { } sigma)
            parameters["skip_cfg_above_sigma"] = options.VarietyPlus ? sigma * Spread(options) : null;
        DirectorReferences.Write(parameters, references);
        return parameters;
    }

    private static JsonObject Common(ModelFamily family, NovelAiOptions options, Wording wording, uint seed)
    {
        var (width, height) = options.Size;
        return new JsonObject
        {
            ["params_version"] = family.ParamsVersion,
            ["width"] = width,
            ["height"] = height,
            ["scale"] = options.Guidance,
            ["sampler"] = family.SamplerFor(options.Sampler),
            ["steps"] = options.Steps,
            ["n_samples"] = 1,
            ["seed"] = seed,
            ["noise_schedule"] = family.ScheduleFor(options.NoiseSchedule),
            ["cfg_rescale"] = options.CfgRescale,
            ["dynamic_thresholding"] = family.TakesSmea && options.DynamicThresholding,
            ["legacy"] = false,
            ["legacy_v3_extend"] = false,
            ["add_original_image"] = true,
            ["controlnet_strength"] = 1,
            ["deliberate_euler_ancestral_bug"] = false,
            ["prefer_brownian"] = true,
            ["image_format"] = "png",
            ["negative_prompt"] = wording.Negative,
        };
    }

    private static double Spread(NovelAiOptions options) =>
        Math.Sqrt(options.Size.Width / LatentPixels * (options.Size.Height / LatentPixels) / VarietyArea);
}
