using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>
/// Stored settings in their layers: defaults, over them the user's, over them the chat's. A stored value that its rule
/// does not accept counts as absent, so that one bad row never stops a chat.
/// </summary>
public sealed class SettingsLayers(JsonObject user, JsonObject chat)
{
    public const string DefaultLayer = "default";
    public const string UserLayer = "user";
    public const string ChatLayer = "chat";

    /// <summary>What applies for a known key; null only where null is the default. Belongs to its layer: clone it to keep it.</summary>
    public JsonNode? Find(SettingRule rule) => Sound(chat, rule) ?? Sound(user, rule) ?? rule.Default;

    /// <summary>Which layer sets a known key.</summary>
    public string LayerOf(SettingRule rule) =>
        Sound(chat, rule) is not null ? ChatLayer : Sound(user, rule) is not null ? UserLayer : DefaultLayer;

    /// <summary>Every known key with the value that applies, and every other key as it is stored, but for API keys in settings of the older form.</summary>
    public JsonObject Effective()
    {
        var all = new JsonObject();
        foreach (var rule in SettingRule.All)
            all[rule.Key] = Find(rule)?.DeepClone();
        foreach (var (key, value) in user.Concat(chat).Where(pair => SettingRule.Find(pair.Key) is null))
            all[key] = LegacySettings.Shown(key, value);
        return all;
    }

    /// <summary>For every key of <see cref="Effective"/> the layer that set it.</summary>
    public JsonObject Layers()
    {
        var all = new JsonObject();
        foreach (var rule in SettingRule.All)
            all[rule.Key] = LayerOf(rule);
        foreach (var key in user.Concat(chat).Select(pair => pair.Key).Where(key => SettingRule.Find(key) is null))
            all[key] = chat.ContainsKey(key) ? ChatLayer : UserLayer;
        return all;
    }

    private static JsonNode? Sound(JsonObject layer, SettingRule rule) =>
        layer[rule.Key] is { } value && rule.Accepts(value) ? value : null;
}
