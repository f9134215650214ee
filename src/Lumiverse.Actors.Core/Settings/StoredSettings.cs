using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>Known settings by type. The rules have made sure of each value, so that nothing here can be of another type.</summary>
internal readonly struct StoredSettings(SettingsLayers layers)
{
    public bool Flag(string key) => JsonValues.AsFlag(Find(key)) ?? throw Unsound(key);

    public int Whole(string key) => JsonValues.AsWhole(Find(key)) ?? throw Unsound(key);

    public double Number(string key) => JsonValues.AsNumber(Find(key)) ?? throw Unsound(key);

    /// <summary>Empty where nothing is set.</summary>
    public string Text(string key) => JsonValues.AsText(Find(key)) ?? "";

    private JsonNode? Find(string key) => layers.Find(SettingRule.Find(key) ?? throw Unsound(key));

    private static InvalidOperationException Unsound(string key) => new($"No rule gives a value for {key}.");
}
