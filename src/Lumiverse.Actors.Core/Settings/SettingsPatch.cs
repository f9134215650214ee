using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>One setting that can't be stored as it was sent; the message is for a person.</summary>
public sealed record SettingFault(string Key, string Message);

/// <summary>Checks settings before they are stored. Keys that are not known belong to somebody else and are kept as they are.</summary>
public static class SettingsPatch
{
    /// <summary>Every known key with a wrong value; empty when all may be stored. Null is never wrong: it removes the key.</summary>
    public static ImmutableArray<SettingFault> Check(JsonObject patch) =>
        [.. patch.Select(Fault).OfType<SettingFault>(), .. LegacySettings.CheckForm(patch)];

    /// <summary>The same for what one chat sets over the user's.</summary>
    public static ImmutableArray<SettingFault> CheckOfChat(JsonObject patch) =>
        [.. patch.Select(Fault).OfType<SettingFault>(), .. LegacySettings.CheckOfChat(patch)];

    /// <summary>Merges top-level keys into <paramref name="settings"/>; null removes a key.</summary>
    public static void Apply(JsonObject patch, JsonObject settings)
    {
        foreach (var (key, value) in patch)
        {
            if (value is null)
                settings.Remove(key);
            else
                settings[key] = value.DeepClone();
        }
    }

    private static SettingFault? Fault(KeyValuePair<string, JsonNode?> sent) =>
        sent.Value is not { } value || SettingRule.Find(sent.Key) is not { } rule || rule.Accepts(value)
            ? null
            : new SettingFault(rule.Key, $"{rule.Key} must be {rule.Takes}. Send such a value, or null to go back to what applies without it.");
}
