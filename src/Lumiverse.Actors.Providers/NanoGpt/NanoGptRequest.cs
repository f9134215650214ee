using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>Writes the body of a generation in OpenAI's shape; the one place for previews and calls.</summary>
internal static class NanoGptRequest
{
    /// <summary>Encoded uploads on the classic host.</summary>
    private const long MostUploadOnClassicHost = 4L * 1024 * 1024;

    /// <summary>What the other host takes.</summary>
    private const long MostUpload = 31_457_280;

    private static readonly ImmutableArray<string> ReferenceTypes = ["image/png", "image/jpeg", "image/webp", "image/gif"];

    public static JsonObject Write(PromptDraft draft, uint seed, ImmutableArray<ReferencePicture> references)
    {
        var (parameters, model) = (draft.Parameters, string.IsNullOrWhiteSpace(draft.Model) ? NanoGptSchema.DefaultModel : draft.Model.Trim());
        var body = new JsonObject
        {
            ["model"] = model,
            ["prompt"] = Text(draft.Prompt),
            ["n"] = 1,
            ["response_format"] = "b64_json",
            ["seed"] = parameters.Integer("seed") is { } pinned and >= 0 and <= int.MaxValue ? pinned : seed & int.MaxValue,
        };
        Set(body, "negative_prompt", string.IsNullOrWhiteSpace(draft.Prompt.Negative) ? null : draft.Prompt.Negative.Trim());
        // What a person did not set is left to the model: sizes have other names with each, and many know neither of the others.
        Set(body, "size", parameters.Text("size") is { Length: > 0 } size ? size : null);
        Set(body, "guidance_scale", parameters.Number("guidanceScale"));
        Set(body, "num_inference_steps", parameters.Integer("numInferenceSteps"));
        AddReferences(body, parameters, references);
        RawRequestOverride.Apply(body, parameters, "model");
        return body;
    }

    public static ImagePrompt Read(JsonObject body) => new(body.Text("prompt") ?? "", body.Text("negative_prompt"));

    /// <summary>Why the request can't be made; null = it can.</summary>
    public static string? FindObstacle(ProviderCall call)
    {
        if ((NanoGptAddress.FindObstacle(call.Target) ?? RawRequestOverride.FindObstacle(call.Parameters)) is { } obstacle)
            return obstacle;
        if (call.References.Any(reference => !ReferenceTypes.Contains(PictureTypes.Of(reference.Bytes.Span) ?? "")))
            return "A reference is no PNG, JPEG, WebP or GIF picture. Replace it.";
        var most = NanoGptAddress.IsClassic(call.Target) ? MostUploadOnClassicHost : MostUpload;
        return call.References.Sum(reference => (long)reference.Bytes.Length * 4 / 3) > most
            ? $"The references have more than {most / (1024 * 1024)} MB together as they are sent. Use fewer or smaller ones, or the address https://api.nano-gpt.com, which takes more."
            : null;
    }

    private static void AddReferences(JsonObject body, JsonObject parameters, ImmutableArray<ReferencePicture> references)
    {
        if (references.IsEmpty)
            return;
        var urls = references.Select(DataUrl).ToArray();
        if (urls is [var only])
            body["imageDataUrl"] = only;
        else
            body["imageDataUrls"] = new JsonArray([.. urls.Select(url => JsonValue.Create(url))]);
        Set(body, "strength", parameters.Number("strength"));
    }

    private static string DataUrl(ReferencePicture reference) =>
        $"data:{PictureTypes.Of(reference.Bytes.Span)};base64,{Convert.ToBase64String(reference.Bytes.Span)}";

    private static string Text(ImagePrompt prompt) =>
        prompt.Characters.IsEmpty ? prompt.Text.Trim() : $"{prompt.Text.Trim()} In the scene: {string.Join("; ", prompt.Characters)}.";

    private static void Set(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
            body[name] = value;
    }
}
