using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Core.Settings;

/// <summary>A connection profile that a section of settings of the older form becomes.</summary>
/// <param name="ApiKey">In plain text; null when the section holds none that can be used.</param>
/// <param name="KeyHolder">The host's LLM connection to ask for the key; null when the section has a key or names none.</param>
/// <param name="IsActive">It is the default one and the active one.</param>
/// <param name="LeftOut">Names of values that could not be carried over.</param>
public sealed record PlannedProfile(
    string Provider, string Name, string? Model, JsonObject Parameters, string? ApiKey, string? KeyHolder, bool IsActive,
    ImmutableArray<string> LeftOut)
{
    /// <summary>Where it comes from and what is missing, for a person.</summary>
    public string Note => string.Join(' ', new[] { $"Made from the {Name} section of the image settings.", Losses, Keyless }.OfType<string>());

    private string? Losses => LeftOut.IsEmpty ? null : $"Left out, because they could not be used: {string.Join(", ", LeftOut)}.";

    private string? Keyless => ApiKey is not null ? null
        : KeyHolder is null ? "It has no API key: enter one."
        : "The language-model connection that it took its key from gave none: enter the API key here.";

    /// <summary>The name alone: a record prints its members, and one of them is the key.</summary>
    public override string ToString() => Name;
}
