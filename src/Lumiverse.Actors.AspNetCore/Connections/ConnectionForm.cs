using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>What a person wrote into a connection, over what was there before.</summary>
internal static class ConnectionForm
{
    public const int LongestName = 200;
    private const int LongestAddress = 2000;
    private const int LongestModel = 300;

    /// <summary>Notes of clients; every event about the connection carries them.</summary>
    private const int LongestMetadata = 64 * 1024;

    /// <summary>A connection nobody has stored yet; name and provider must be given.</summary>
    public static Connection Create(JsonFields fields, UserId user, ProviderList providers, DateTimeOffset now)
    {
        var blank = new Connection(
            ConnectionId.Of(Guid.NewGuid().ToString("N")), user, fields.RequiredText("name", LongestName),
            fields.RequiredText("provider", Identifier.LongestId), null, null, false, false, [], [], now, now);
        var connection = Change(blank, fields, providers, now);
        RequireParameters(connection, providers);
        return connection;
    }

    /// <summary>
    /// The connection with every field that was sent; the others stay. Address and model belong to the provider and go
    /// with it, so that the key of the one is never sent to the address of the other.
    /// </summary>
    public static Connection Change(Connection before, JsonFields fields, ProviderList providers, DateTimeOffset now)
    {
        var provider = fields.Has("provider") ? fields.RequiredText("provider", Identifier.LongestId) : before.Provider;
        var kept = provider == before.Provider ? before : before with { Provider = provider, ApiUrl = null, Model = null };
        var after = kept with
        {
            Name = fields.Has("name") ? fields.RequiredText("name", LongestName) : kept.Name,
            ApiUrl = fields.Has("api_url") ? Address(fields) : kept.ApiUrl,
            Model = fields.Has("model") ? Blank(fields.Text("model", LongestModel)) : kept.Model,
            IsDefault = fields.Flag("is_default") ?? kept.IsDefault,
            DefaultParameters = Cloned(fields.Object("default_parameters")) ?? kept.DefaultParameters,
            Metadata = Metadata(fields) ?? kept.Metadata,
            Wishes = Wishes(fields, kept.Wishes),
            UpdatedAt = now,
        };
        // Parameters that nobody touched were checked when they were stored; a schema that changed since must not
        // stand between a person and another name.
        if (fields.Has("default_parameters") || after.Provider != before.Provider)
            RequireParameters(after, providers);
        return after;
    }

    /// <summary>A copy under another id, never default, and made by a person wherever the original comes from.</summary>
    public static Connection Copy(Connection original, DateTimeOffset now)
    {
        const string Suffix = " (Copy)";
        var name = original.Name.Length + Suffix.Length > LongestName ? original.Name[..(LongestName - Suffix.Length)] : original.Name;
        var metadata = original.Metadata.DeepClone().AsObject();
        metadata.Remove(LegacyProfiles.Mark);
        return original with
        {
            Id = ConnectionId.Of(Guid.NewGuid().ToString("N")),
            Name = name + Suffix,
            IsDefault = false,
            Metadata = metadata,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Null leaves the stored key, empty removes it.</summary>
    public static string? Key(JsonFields fields) => fields.Text("api_key", ApiKeys.LongestKey)?.Trim() switch
    {
        null => null,
        "" => "",
        var key when ApiKeys.IsSound(key) => key,
        _ => throw Problems.InvalidField("api_key", "api_key must be of plain letters, digits and signs, without line breaks. Copy it again from the provider's page.").ToException(),
    };

    /// <summary>Null = the provider's own address.</summary>
    public static string? Address(JsonFields fields)
    {
        if (Blank(fields.Text("api_url", LongestAddress)) is not { } text)
            return null;
        return IsWebAddress(text)
            ? text
            : throw Problems.InvalidField("api_url", "api_url must be a full http or https address without user name and password, such as https://api.example.org/v1.").ToException();
    }

    private static bool IsWebAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address)
        && address is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 };

    private static void RequireParameters(Connection connection, ProviderList providers)
    {
        var provider = providers.Require(connection.Provider);
        var faults = ParameterCheck.Faults(connection.DefaultParameters, provider.Description.Capabilities);
        if (faults.Count > 0)
            throw Problems.InvalidFields(faults.ToDictionary(fault => $"default_parameters.{fault.Key}", fault => fault.Value)).ToException();
    }

    /// <summary>What is put around prompts; null and empty take it away.</summary>
    private static PromptWishes Wishes(JsonFields fields, PromptWishes kept) => new(
        Wish(fields, "prompt_style", kept.Style), Wish(fields, "prompt_prefix", kept.Prefix),
        Wish(fields, "prompt_suffix", kept.Suffix), Wish(fields, "negative_prompt", kept.Negative));

    private static string Wish(JsonFields fields, string name, string kept) =>
        fields.Has(name) ? fields.Text(name, PromptWishes.LongestWish)?.Trim() ?? "" : kept;

    private static JsonObject? Metadata(JsonFields fields)
    {
        var metadata = Cloned(fields.Object("metadata"));
        return metadata is null || metadata.ToJsonString().Length <= LongestMetadata
            ? metadata
            : throw Problems.InvalidField("metadata", $"metadata must be at most {LongestMetadata / 1024} KiB of JSON.").ToException();
    }

    private static JsonObject? Cloned(JsonObject? json) => json?.DeepClone().AsObject();

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
