using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>A parameter of a section: what it is when nobody chose it, and which values it takes.</summary>
internal sealed record LegacyParameter(string Name, JsonNode? Default, Func<JsonNode, bool> Accepts);

/// <summary>One provider's section in settings of the older form: which profile its values make.</summary>
/// <param name="Model">What applies when nobody chose one.</param>
/// <param name="MayBorrowKey">Its <c>connectionProfileId</c> may name an LLM connection that has the key.</param>
internal sealed record LegacySection(
    string Key, string Provider, string Name, string Model, bool MayBorrowKey, ImmutableArray<LegacyParameter> Parameters)
{
    public const string ApiKeyField = "apiKey";
    private const string KeyHolderField = "connectionProfileId";
    private const string ModelField = "model";

    // Defaults: Lumiverse 1.1, frontend store of image generation. What equals them was never chosen by a person.
    public static ImmutableArray<LegacySection> All { get; } =
    [
        new("google", "google_gemini", "Google Gemini", "gemini-3.1-flash-image", MayBorrowKey: true,
        [
            Text("aspectRatio", "16:9"), Text("imageSize", "1K"), Pictures("referenceImages"),
        ]),
        new("nanogpt", "nanogpt", "NanoGPT", "hidream", MayBorrowKey: false,
        [
            Text("size", "1024x1024"), Number("strength", 0.8), Number("guidanceScale", 7.5), Whole("numInferenceSteps", 30),
            Whole("seed", null), Pictures("referenceImages"),
        ]),
        new("novelai", "novelai", "NovelAI", "nai-diffusion-4-5-full", MayBorrowKey: false,
        [
            Text("sampler", "k_euler_ancestral"), Text("resolution", "1216x832"), Whole("steps", 28), Number("guidance", 5),
            Text("negativePrompt", "lowres, bad anatomy, blurry, text, watermark, error, worst quality"), Flag("smea"), Flag("smeaDyn"),
            Whole("seed", null), Pictures("referenceImages"), Flag("includeCharacterAvatar"), Flag("includePersonaAvatar"),
            Number("referenceStrength", 0.5), Number("referenceInfoExtracted", 1), Number("referenceFidelity", 1),
            Text("referenceType", "character&style"), Text("avatarReferenceType", "character"),
        ]),
    ];

    /// <summary>The profile of a stored section; null when nobody chose anything in it.</summary>
    public PlannedProfile? Plan(JsonNode? stored)
    {
        if (stored is not JsonObject values)
            return null;
        var key = KeyOf(values);
        var holder = key is null && MayBorrowKey ? TextOf(values, KeyHolderField) : null;
        var parameters = new JsonObject(Parameters.Where(parameter => IsCarried(values, parameter))
            .Select(parameter => KeyValuePair.Create(parameter.Name, values[parameter.Name]?.DeepClone())));
        return key is not null || holder is not null || HasChoice(values, parameters)
            ? new PlannedProfile(Provider, Name, TextOf(values, ModelField), parameters, key, holder, IsActive: false, LeftOut(values, key))
            : null;
    }

    private bool HasChoice(JsonObject values, JsonObject parameters) =>
        TextOf(values, ModelField) is { } model && model != Model
        || Parameters.Any(parameter => parameters[parameter.Name] is { } value && !IsDefault(value, parameter));

    private ImmutableArray<string> LeftOut(JsonObject values, string? key)
    {
        var unusable = Parameters.Where(parameter => values[parameter.Name] is not null && !IsCarried(values, parameter)).Select(parameter => parameter.Name).ToList();
        if (values[ModelField] is { } model && JsonValues.AsText(model) is null)
            unusable.Insert(0, ModelField);
        if (key is null && values[ApiKeyField] is { } given && JsonValues.AsText(given) is not "")
            unusable.Insert(0, ApiKeyField);
        return [.. unusable];
    }

    private static bool IsCarried(JsonObject values, LegacyParameter parameter) =>
        values[parameter.Name] is { } value && parameter.Accepts(value);

    private static bool IsDefault(JsonNode value, LegacyParameter parameter) =>
        parameter.Default is { } standard ? JsonNode.DeepEquals(value, standard) : value is JsonArray { Count: 0 };

    private static string? KeyOf(JsonObject values) =>
        TextOf(values, ApiKeyField) is { } key && ApiKeys.IsSound(key) ? key : null;

    private static string? TextOf(JsonObject values, string field) =>
        JsonValues.AsText(values[field])?.Trim() is { Length: > 0 } text ? text : null;

    private static LegacyParameter Text(string name, string standard) => new(name, standard, node => JsonValues.AsText(node) is not null);

    private static LegacyParameter Number(string name, double standard) => new(name, standard, node => JsonValues.AsNumber(node) is not null);

    /// <summary>Seeds reach beyond 32 bits.</summary>
    private static LegacyParameter Whole(string name, double? standard) =>
        new(name, standard, node => JsonValues.AsNumber(node) is { } number && number == Math.Floor(number));

    private static LegacyParameter Flag(string name) => new(name, false, node => JsonValues.AsFlag(node) is not null);

    private static LegacyParameter Pictures(string name) => new(name, null, node => node is JsonArray pictures && pictures.All(IsPicture));

    private static bool IsPicture(JsonNode? node) => node is JsonObject picture && JsonValues.AsText(picture["data"]) is { Length: > 0 };
}
