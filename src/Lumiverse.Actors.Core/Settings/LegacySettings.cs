using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>
/// Settings of the older form, which hold provider, keys and parameters in sections of their own; connection profiles
/// hold them otherwise. Plans which profiles they become, and keeps their keys out of answers.
/// </summary>
public static class LegacySettings
{
    private const string ProviderKey = "provider";

    /// <summary>The settings that belong to the older form.</summary>
    public static ImmutableArray<string> Keys { get; } = [ProviderKey, .. LegacySection.All.Select(section => section.Key)];

    public static bool AreIn(JsonObject settings) => Keys.Any(settings.ContainsKey);

    /// <summary>The profiles that settings become; none when nobody chose anything. At most one of them is active.</summary>
    public static ImmutableArray<PlannedProfile> Plan(JsonObject settings)
    {
        var planned = LegacySection.All.Select(section => section.Plan(settings[section.Key])).OfType<PlannedProfile>().ToImmutableArray();
        var active = Active(planned, JsonValues.AsText(settings[ProviderKey]));
        return [.. planned.Select(profile => profile with { IsActive = profile.Provider == active?.Provider })];
    }

    /// <summary>The settings without what belongs to the older form.</summary>
    public static JsonObject Without(JsonObject settings) => new(settings
        .Where(pair => !Keys.Contains(pair.Key))
        .Select(pair => KeyValuePair.Create(pair.Key, pair.Value?.DeepClone())));

    /// <summary>A value as an answer may show it: a section without its key, anything else as it is.</summary>
    public static JsonNode? Shown(string key, JsonNode? value)
    {
        if (!IsSection(key))
            return value?.DeepClone();
        var shown = (value as JsonObject)?.DeepClone().AsObject();
        shown?.Remove(LegacySection.ApiKeyField);
        return shown;
    }

    /// <summary>Sections that are no objects: nothing says what they hold, so that they may not be stored.</summary>
    public static ImmutableArray<SettingFault> CheckForm(JsonObject patch) =>
    [
        .. patch.Where(sent => IsSection(sent.Key) && sent.Value is not (null or JsonObject))
            .Select(sent => new SettingFault(sent.Key, $"{sent.Key} must be a JSON object.")),
    ];

    /// <summary>Keys in a patch for somebody whose keys belong into their profiles.</summary>
    public static ImmutableArray<SettingFault> CheckKeys(JsonObject patch) =>
    [
        .. patch.Where(sent => IsSection(sent.Key) && HoldsKey(sent.Value)).Select(sent => $"{sent.Key}.{LegacySection.ApiKeyField}")
            .Select(field => new SettingFault(field, $"{field} can't be kept in the settings: put the key into a connection.")),
    ];

    /// <summary>A chat chooses a connection; it has none of its own.</summary>
    public static ImmutableArray<SettingFault> CheckOfChat(JsonObject patch) =>
    [
        .. patch.Where(sent => Keys.Contains(sent.Key) && sent.Value is not null).Select(sent => new SettingFault(
            sent.Key, $"{sent.Key} can't be set for one chat: put it into a connection and choose that by activeImageGenConnectionId.")),
    ];

    /// <summary>
    /// The one that the settings name. Without it the first that can paint, since a user whose connections are all
    /// second choice has none.
    /// </summary>
    private static PlannedProfile? Active(ImmutableArray<PlannedProfile> planned, string? named) =>
        planned.FirstOrDefault(profile => profile.Provider == named)
        ?? planned.FirstOrDefault(profile => profile.ApiKey is not null)
        ?? planned.FirstOrDefault();

    private static bool IsSection(string key) => LegacySection.All.Any(section => section.Key == key);

    private static bool HoldsKey(JsonNode? section) =>
        section is JsonObject values && values[LegacySection.ApiKeyField] is { } key && !string.IsNullOrWhiteSpace(JsonValues.AsText(key) ?? "wrong type");
}
