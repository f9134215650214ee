using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Providers;

/// <summary>Providers in the form of the API.</summary>
internal static class ProviderJson
{
    public static JsonObject Provider(ProviderDescription description) => new()
    {
        ["id"] = description.Id,
        ["name"] = description.Name,
        ["capabilities"] = Capabilities(description.Capabilities),
    };

    public static JsonArray Options(IEnumerable<ModelOption> options) =>
        new([.. options.Select(option => new JsonObject { ["id"] = option.Id, ["label"] = option.Label })]);

    private static JsonObject Capabilities(ProviderCapabilities capabilities)
    {
        var json = new JsonObject
        {
            ["parameters"] = new JsonObject(capabilities.Parameters.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)Parameter(pair.Value)))),
            ["apiKeyRequired"] = capabilities.ApiKeyRequired,
            ["modelListStyle"] = capabilities.ModelListStyle,
        };
        if (!capabilities.StaticModels.IsDefaultOrEmpty)
            json["staticModels"] = Options(capabilities.StaticModels);
        json["defaultUrl"] = capabilities.DefaultUrl;
        return json;
    }

    private static JsonObject Parameter(ParameterSchema schema)
    {
        var json = new JsonObject { ["type"] = schema.Type, ["description"] = schema.Description };
        Set(json, "default", schema.Default?.DeepClone());
        Set(json, "min", schema.Min);
        Set(json, "max", schema.Max);
        Set(json, "step", schema.Step);
        Set(json, "required", schema.Required ? true : null);
        Set(json, "options", schema.Options.IsDefaultOrEmpty ? null : Options(schema.Options));
        Set(json, "group", schema.Group);
        return json;
    }

    private static void Set(JsonObject json, string name, JsonNode? value)
    {
        if (value is not null)
            json[name] = value;
    }
}
