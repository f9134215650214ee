using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>Writes the body of <c>generateContent</c>; the one place for previews and calls.</summary>
internal static class GeminiRequest
{
    /// <summary>What one picture inside a request may have.</summary>
    private const int MostReferenceBytes = 7 * 1024 * 1024;

    /// <summary>About 20 MB are allowed for a whole request; base64 adds a third to the bytes of its pictures.</summary>
    private const int MostReferenceBytesInAll = 14 * 1024 * 1024;

    private static readonly ImmutableArray<string> HarmCategories =
        ["HARM_CATEGORY_HARASSMENT", "HARM_CATEGORY_HATE_SPEECH", "HARM_CATEGORY_SEXUALLY_EXPLICIT", "HARM_CATEGORY_DANGEROUS_CONTENT"];

    private static readonly ImmutableArray<string> ReferenceTypes = ["image/png", "image/jpeg", "image/webp", "image/heic", "image/heif"];

    public static JsonObject Write(PromptDraft draft, uint seed, ImmutableArray<ReferencePicture> references)
    {
        var body = new JsonObject
        {
            ["contents"] = new JsonArray(new JsonObject { ["role"] = "user", ["parts"] = Parts(draft.Prompt, references) }),
            ["generationConfig"] = Configuration(draft, seed),
        };
        if (Chosen(draft.Parameters, "safety") is { } threshold)
            body["safetySettings"] = new JsonArray([.. HarmCategories.Select(category => new JsonObject { ["category"] = category, ["threshold"] = threshold })]);
        RawRequestOverride.Apply(body, draft.Parameters, "model");
        return body;
    }

    /// <summary>The prompt in a body, after whatever an override made of it.</summary>
    public static ImagePrompt Read(JsonObject body) => new(
        string.Join("\n", body.Items("contents").SelectMany(content => content.Items("parts")).Select(part => part.Text("text")).OfType<string>()), null);

    /// <summary>Why the request can't be made; null = it can.</summary>
    public static string? FindObstacle(ProviderCall call)
    {
        var model = GeminiModel.Of(call.Target.Model);
        return GeminiAddress.FindObstacle(call.Target)
            ?? RawRequestOverride.FindObstacle(call.Parameters)
            ?? RatioObstacle(call, model)
            ?? SizeObstacle(call, model)
            ?? ReferenceObstacle(call, model);
    }

    private static string? RatioObstacle(ProviderCall call, GeminiModel model) =>
        Ratio(call.Parameters) is var ratio && ratio != GeminiSchema.AutoRatio && !model.Ratios.Contains(ratio)
            ? $"{GeminiModel.Named(call.Target.Model)} does not make pictures of {ratio}. Choose one of {string.Join(", ", model.Ratios)}."
            : null;

    private static string? SizeObstacle(ProviderCall call, GeminiModel model) => Size(call.Parameters) switch
    {
        GeminiSchema.DefaultSize => null,
        var size when model.Sizes.Contains(size) => null,
        _ when model.Sizes.IsEmpty => $"{GeminiModel.Named(call.Target.Model)} makes pictures of one size. Set imageSize to {GeminiSchema.DefaultSize}, or choose another model.",
        var size => $"{GeminiModel.Named(call.Target.Model)} does not make pictures of {size}. Choose one of {string.Join(", ", model.Sizes)}.",
    };

    private static string? ReferenceObstacle(ProviderCall call, GeminiModel model)
    {
        if (call.References.Length > model.MostReferences)
            return $"{GeminiModel.Named(call.Target.Model)} takes at most {model.MostReferences} references, and there are {call.References.Length}. Remove some.";
        if (call.References.Any(reference => reference.Bytes.Length > MostReferenceBytes))
            return $"A reference is larger than {MostReferenceBytes / (1024 * 1024)} MB. Use a smaller picture.";
        if (call.References.Sum(reference => (long)reference.Bytes.Length) > MostReferenceBytesInAll)
            return $"The references have more than {MostReferenceBytesInAll / (1024 * 1024)} MB together. Use fewer or smaller ones.";
        return call.References.Any(reference => !ReferenceTypes.Contains(PictureTypes.Of(reference.Bytes.Span) ?? ""))
            ? "A reference is no PNG, JPEG, WebP or HEIC picture. Replace it."
            : null;
    }

    private static JsonArray Parts(ImagePrompt prompt, ImmutableArray<ReferencePicture> references)
    {
        var parts = new JsonArray(new JsonObject { ["text"] = Text(prompt) });
        foreach (var reference in references)
        {
            parts.Add(new JsonObject
            {
                ["inlineData"] = new JsonObject
                {
                    ["mimeType"] = PictureTypes.Of(reference.Bytes.Span),
                    ["data"] = Convert.ToBase64String(reference.Bytes.Span),
                },
            });
        }
        return parts;
    }

    /// <summary>There is no field for what to keep out, so it is said in the prompt.</summary>
    private static string Text(ImagePrompt prompt)
    {
        var people = prompt.Characters.IsEmpty ? "" : $" In the scene: {string.Join("; ", prompt.Characters)}.";
        var never = string.IsNullOrWhiteSpace(prompt.Negative) ? "" : $"\nLeave out: {prompt.Negative.Trim().TrimEnd('.')}.";
        return $"{prompt.Text.Trim()}{people}{never}";
    }

    private static JsonObject Configuration(PromptDraft draft, uint seed)
    {
        var configuration = new JsonObject { ["responseModalities"] = new JsonArray("TEXT", "IMAGE") };
        if (Picture(draft) is { Count: > 0 } picture)
            configuration["imageConfig"] = picture;
        if (draft.Parameters.Number("temperature") is { } temperature)
            configuration["temperature"] = temperature;
        configuration["seed"] = draft.Parameters.Integer("seed") is { } pinned and >= 0 and <= int.MaxValue ? pinned : seed & int.MaxValue;
        if (GeminiModel.Of(draft.Model).TakesThinkingLevel && Chosen(draft.Parameters, "thinkingLevel") is { } level)
            configuration["thinkingConfig"] = new JsonObject { ["thinkingLevel"] = level };
        return configuration;
    }

    private static JsonObject Picture(PromptDraft draft)
    {
        var picture = new JsonObject();
        if (Ratio(draft.Parameters) is var ratio && ratio != GeminiSchema.AutoRatio)
            picture["aspectRatio"] = ratio;
        if (!GeminiModel.Of(draft.Model).Sizes.IsEmpty)
            picture["imageSize"] = Size(draft.Parameters);
        return picture;
    }

    private static string Ratio(JsonObject parameters) => parameters.Text("aspectRatio") ?? GeminiSchema.DefaultRatio;

    /// <summary>Sizes are written with a capital K; with a small one they are refused.</summary>
    private static string Size(JsonObject parameters) => parameters.Text("imageSize")?.ToUpperInvariant() ?? GeminiSchema.DefaultSize;

    private static string? Chosen(JsonObject parameters, string name) =>
        parameters.Text(name) is { Length: > 0 } text && text != GeminiSchema.Unsaid ? text : null;
}
