using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>Finds the picture in a successful answer, or the reason why there is none: refusals come with status 200 as well.</summary>
internal static class GeminiAnswer
{
    private static readonly ImmutableDictionary<string, string> Refusals = new Dictionary<string, string>
    {
        ["SAFETY"] = "its safety filter blocked it",
        ["IMAGE_SAFETY"] = "its safety filter blocked the picture",
        ["PROHIBITED_CONTENT"] = "it is content that Google prohibits",
        ["IMAGE_PROHIBITED_CONTENT"] = "the picture would be content that Google prohibits",
        ["BLOCKLIST"] = "it contains words from a block list",
        ["RECITATION"] = "it is too close to a protected work",
        ["IMAGE_RECITATION"] = "the picture would be too close to a protected work",
        ["SPII"] = "it would show sensitive personal data",
        ["MODEL_ARMOR"] = "a protection of the project blocked it",
        ["JAILBREAK"] = "it was taken for an attempt to get around the rules",
    }.ToImmutableDictionary(StringComparer.Ordinal);

    public static ProviderAnswer Read(JsonNode? json) =>
        Picture(json) is { } picture ? new ProviderAnswer.Succeeded(picture)
        : WhyNone(json) is { } reason ? new ProviderAnswer.Refused(reason)
        : new ProviderAnswer.Ambiguous("Gemini's answer could not be read.");

    /// <summary>
    /// The last picture that is not a thought: models think in pictures before the one that they mean. Only where all are
    /// thoughts, the last of those.
    /// </summary>
    private static byte[]? Picture(JsonNode? json)
    {
        var pictures = Parts(json).Select(part => (IsThought: part.Flag("thought") == true, Bytes: Bytes(part))).Where(found => found.Bytes is not null).ToArray();
        return pictures.LastOrDefault(found => !found.IsThought).Bytes ?? pictures.LastOrDefault().Bytes;
    }

    private static byte[]? Bytes(JsonNode? part) => PictureTypes.FromBase64((part.At("inlineData") ?? part.At("inline_data")).Text("data"));

    /// <summary>Null = the answer says neither that it was blocked nor how it ended, so it is none of Gemini's.</summary>
    private static string? WhyNone(JsonNode? json)
    {
        if (json.At("promptFeedback").Text("blockReason") is { } blocked)
            return $"Gemini refused the prompt: {InWords(blocked)}.{Quoted(json.At("promptFeedback").Text("blockReasonMessage"))} Change the prompt and try again.";
        var candidate = json.Items("candidates").FirstOrDefault();
        var words = string.Join(" ", Parts(json).Where(part => part.Flag("thought") != true).Select(part => part.Text("text")).OfType<string>());
        return candidate.Text("finishReason") switch
        {
            { } reason when Refusals.ContainsKey(reason) => $"Gemini refused: {InWords(reason)}.{Quoted(candidate.Text("finishMessage"))} Change the prompt and try again.",
            "STOP" or null when words.Length > 0 => $"Gemini answered in words instead of a picture:{Quoted(words)}",
            { } reason => $"Gemini made no picture ({InWords(reason)}).{Quoted(candidate.Text("finishMessage") ?? words)} Try again, or change the prompt.",
            null => null,
        };
    }

    private static IEnumerable<JsonNode?> Parts(JsonNode? json) =>
        json.Items("candidates").SelectMany(candidate => candidate.At("content").Items("parts"));

    private static string InWords(string reason) => reason == "OTHER" ? "it gave no reason" : Refusals.GetValueOrDefault(reason) ?? reason;

    private static string Quoted(string? words) => string.IsNullOrWhiteSpace(words) ? "" : $" “{words.Trim()}”";
}
