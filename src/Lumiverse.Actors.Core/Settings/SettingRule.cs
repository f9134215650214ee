using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>One known setting: its default and which values it takes.</summary>
/// <param name="Takes">The values it takes, in words that follow "must be".</param>
public sealed record SettingRule(string Key, JsonNode? Default, string Takes, Func<JsonNode, bool> Accepts)
{
    /// <summary>Prompts beyond this are cut by every provider; 8000 characters are about four pages.</summary>
    public const int LongestPrompt = 8000;

    /// <summary>An hour: longer than any provider paints, short enough to end.</summary>
    public const int LongestTimeoutSeconds = 3600;

    /// <summary>Whoever waits longer than half a minute for the next message has left the chat.</summary>
    public const int LongestDebounceSeconds = 30;

    /// <summary>More replies than that between two images is what switching off is for.</summary>
    public const int LongestGapMessages = 100;

    public static ImmutableArray<SettingRule> All { get; } = ListAll(ImageSettings.Defaults);

    public static SettingRule? Find(string key) => All.FirstOrDefault(rule => rule.Key == key);

    private static ImmutableArray<SettingRule> ListAll(ImageSettings defaults) =>
    [
        Flag("enabled", defaults.Enabled),
        new("activeImageGenConnectionId", null, "the id of a connection", node => Identifier.TryCreate<ConnectionId>(JsonValues.AsText(node), out _)),
        Whole("sceneChangeThreshold", defaults.SceneChangeThreshold, 1, 5),
        Flag("autoGenerate", defaults.AutoGenerate),
        Flag("forceGeneration", defaults.ForceGeneration),
        new("backgroundOpacity", defaults.BackgroundOpacity, "a number from 0 to 1", node => JsonValues.AsNumber(node) is >= 0 and <= 1),
        Whole("fadeTransitionMs", defaults.FadeTransitionMs, 0, 10_000),
        Flag("includeCharacters", defaults.IncludeCharacters),
        Flag("includePersona", defaults.IncludePersona),
        Words("promptMode", defaults.PromptMode.Word(), WireWords.PromptModes),
        Text("customPrompt", defaults.CustomPrompt, LongestPrompt),
        Text("customNegativePrompt", defaults.CustomNegativePrompt, LongestPrompt),
        Text("promptStyle", defaults.Wishes.Style, PromptWishes.LongestWish),
        Text("promptPrefix", defaults.Wishes.Prefix, PromptWishes.LongestWish),
        Text("promptSuffix", defaults.Wishes.Suffix, PromptWishes.LongestWish),
        Text("negativePrompt", defaults.Wishes.Negative, PromptWishes.LongestWish),
        Words("outputTarget", defaults.OutputTarget.Word(), WireWords.OutputTargets),
        Flag("addToGallery", defaults.AddToGallery),
        Whole("promptContextMessageLimit", defaults.PromptContextMessageLimit, 1, 50),
        Whole("promptGenerationTimeoutSeconds", defaults.PromptGenerationTimeoutSeconds, 0, LongestTimeoutSeconds),
        Whole("generationTimeoutSeconds", defaults.GenerationTimeoutSeconds, 0, LongestTimeoutSeconds),
        Words("sceneChangePolicy", defaults.SceneChangePolicy.Word(), WireWords.ChangePolicies),
        Words("returnToPlace", defaults.ReturnToPlace.Word(), WireWords.ReturnsToPlace),
        Whole("autoDebounceSeconds", defaults.AutoDebounceSeconds, 0, LongestDebounceSeconds),
        Whole("minimumGapSeconds", defaults.MinimumGapSeconds, 0, LongestTimeoutSeconds),
        Whole("minimumGapMessages", defaults.MinimumGapMessages, 0, LongestGapMessages),
    ];

    private static SettingRule Flag(string key, bool standard) =>
        new(key, standard, "true or false", node => JsonValues.AsFlag(node) is not null);

    private static SettingRule Whole(string key, int standard, int least, int most) => new(
        key, standard, $"a whole number from {least} to {most}",
        node => JsonValues.AsWhole(node) is { } whole && whole >= least && whole <= most);

    private static SettingRule Words(string key, string standard, ImmutableArray<string> words) => new(
        key, standard, $"one of {string.Join(", ", words)}",
        node => JsonValues.AsText(node) is { } word && words.Contains(word));

    private static SettingRule Text(string key, string standard, int longest) => new(
        key, standard, $"a text of at most {longest} characters",
        node => JsonValues.AsText(node) is { } text && text.Length <= longest);
}
