using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>What a person wrote into a connection, over what was there before.</summary>
internal static class ConnectionForm
{
    public const int LongestName = 200;
    private const int LongestAddress = 2000;
    private const int LongestModel = 300;

    /// <summary>Tokens of service accounts reach 2 KB; anything longer is no key.</summary>
    private const int LongestKey = 8192;

    /// <summary>A connection nobody has stored yet; name and provider must be given.</summary>
    public static Connection Create(JsonFields fields, UserId user, ProviderList providers, DateTimeOffset now)
    {
        var blank = new Connection(
            ConnectionId.Of(Guid.NewGuid().ToString("N")), user, fields.RequiredText("name", LongestName),
            fields.RequiredText("provider", Identifier.LongestId), null, null, false, false, [], [], now, now);
        return Change(blank, fields, providers, now);
    }

    /// <summary>The connection with every field that was sent; the others stay.</summary>
    public static Connection Change(Connection before, JsonFields fields, ProviderList providers, DateTimeOffset now)
    {
        var after = before with
        {
            Name = fields.Has("name") ? fields.RequiredText("name", LongestName) : before.Name,
            Provider = fields.Has("provider") ? fields.RequiredText("provider", Identifier.LongestId) : before.Provider,
            ApiUrl = fields.Has("api_url") ? Address(fields) : before.ApiUrl,
            Model = fields.Has("model") ? Blank(fields.Text("model", LongestModel)) : before.Model,
            IsDefault = fields.Flag("is_default") ?? before.IsDefault,
            DefaultParameters = Cloned(fields.Object("default_parameters")) ?? before.DefaultParameters,
            Metadata = Cloned(fields.Object("metadata")) ?? before.Metadata,
            UpdatedAt = now,
        };
        Require(after, providers);
        return after;
    }

    /// <summary>A copy under another id, never default.</summary>
    public static Connection Copy(Connection original, DateTimeOffset now)
    {
        const string Suffix = " (Copy)";
        var name = original.Name.Length + Suffix.Length > LongestName ? original.Name[..(LongestName - Suffix.Length)] : original.Name;
        return original with
        {
            Id = ConnectionId.Of(Guid.NewGuid().ToString("N")),
            Name = name + Suffix,
            IsDefault = false,
            CreatedAt = now,
            UpdatedAt = now,
        };
    }

    /// <summary>Null leaves the stored key, empty removes it.</summary>
    public static string? Key(JsonFields fields) => fields.Text("api_key", LongestKey)?.Trim();

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

    private static void Require(Connection connection, ProviderList providers)
    {
        var provider = providers.Require(connection.Provider);
        var faults = ParameterCheck.Faults(connection.DefaultParameters, provider.Description.Capabilities);
        if (faults.Count > 0)
            throw Problems.InvalidFields(faults).ToException();
    }

    private static JsonObject? Cloned(JsonObject? json) => json?.DeepClone().AsObject();

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
