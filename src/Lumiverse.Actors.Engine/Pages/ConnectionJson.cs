using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>Connections in the form of the API. The key is no part of them.</summary>
public sealed class ConnectionJson(IEnumerable<IImageProvider> providers)
{
    /// <summary>The whole connection, for its owner who asks.</summary>
    public JsonObject Of(Connection connection)
    {
        var json = new JsonObject
        {
            ["id"] = connection.Id.Value,
            ["name"] = connection.Name,
            ["provider"] = connection.Provider,
            ["api_url"] = connection.ApiUrl ?? "",
            ["model"] = connection.Model ?? "",
            ["is_default"] = connection.IsDefault,
            ["has_api_key"] = connection.HasApiKey,
            ["default_parameters"] = connection.DefaultParameters.DeepClone(),
            ["metadata"] = connection.Metadata.DeepClone(),
            ["prompt_style"] = connection.Wishes.Style,
            ["prompt_prefix"] = connection.Wishes.Prefix,
            ["prompt_suffix"] = connection.Wishes.Suffix,
            ["negative_prompt"] = connection.Wishes.Negative,
            ["created_at"] = connection.CreatedAt.ToUnixTimeSeconds(),
            ["updated_at"] = connection.UpdatedAt.ToUnixTimeSeconds(),
        };
        if (Unknown(connection) is { Count: > 0 } unknown)
            json["unknown_parameters"] = new JsonArray([.. unknown.Select(name => JsonValue.Create(name))]);
        return json;
    }

    /// <summary>
    /// The connection for an event, which stays in the journal: without its reference pictures, which weigh megabytes.
    /// Whoever wants them asks for the connection.
    /// </summary>
    public string OfEvent(Connection connection)
    {
        var json = Of(connection);
        OmitPictures(json["default_parameters"]);
        OmitPictures(json["metadata"]);
        return json.ToJsonString();
    }

    /// <summary>By their form, not by the schema: a parameter that the schema does not know may hold pictures as well.</summary>
    private static void OmitPictures(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject picture when JsonValues.AsText(picture["data"]) is not null:
                picture.Remove("data");
                picture.Insert(0, "omitted", true);
                break;
            case JsonObject members:
                foreach (var (_, member) in members)
                    OmitPictures(member);
                break;
            case JsonArray items:
                foreach (var item in items)
                    OmitPictures(item);
                break;
        }
    }

    private IReadOnlyList<string> Unknown(Connection connection) =>
        providers.FirstOrDefault(provider => provider.Description.Id == connection.Provider) is { } provider
            ? ParameterCheck.Unknown(connection.DefaultParameters, provider.Description.Capabilities)
            : [];
}
