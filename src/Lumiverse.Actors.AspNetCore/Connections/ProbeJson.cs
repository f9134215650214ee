using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>What a provider said without charge, in the form of the API.</summary>
internal static class ProbeJson
{
    public static JsonObject Test(ConnectionTest test, string provider) => new()
    {
        ["success"] = test.Success,
        ["message"] = test.Message,
        ["provider"] = provider,
    };

    public static JsonObject Models(DatedCatalog dated, string provider) => WithError(
        new JsonObject
        {
            ["models"] = new JsonArray([.. dated.Catalog.Models.Select(Model)]),
            ["provider"] = provider,
            ["source"] = Word(dated.Catalog.Source),
            ["fetched_at"] = dated.FetchedAt.ToUnixTimeSeconds(),
        },
        dated.Catalog.Failure);

    public static JsonObject Usage(AccountUsage? usage, string provider)
    {
        if (usage is null)
            return new JsonObject { ["provider"] = provider, ["supported"] = false };
        var json = new JsonObject
        {
            ["provider"] = provider,
            ["supported"] = true,
            ["summary"] = usage.Summary,
            ["meters"] = new JsonArray([.. usage.Meters.Select(Meter)]),
        };
        if (usage.NextImage is { } price)
            json["next_image"] = new JsonObject { ["amount"] = price.Amount, ["unit"] = price.Unit, ["explanation"] = price.Explanation };
        return WithError(json, usage.Failure);
    }

    private static JsonObject Model(ModelOption model)
    {
        var json = new JsonObject { ["id"] = model.Id, ["label"] = model.Label };
        if (!model.Choices.IsEmpty)
            json["choices"] = new JsonObject(model.Choices.Select(Choice));
        return json;
    }

    private static KeyValuePair<string, JsonNode?> Choice(KeyValuePair<string, ImmutableArray<ModelOption>> choice) =>
        KeyValuePair.Create(choice.Key, (JsonNode?)ProviderJson.Options(choice.Value));

    private static JsonObject Meter(UsageMeter meter)
    {
        var json = new JsonObject { ["name"] = meter.Name, ["unit"] = meter.Unit };
        if (meter.Used is { } used)
            json["used"] = used;
        if (meter.Remaining is { } remaining)
            json["remaining"] = remaining;
        if (meter.ResetsAt is { } resetsAt)
            json["resets_at"] = resetsAt.ToUnixTimeSeconds();
        return json;
    }

    private static JsonObject WithError(JsonObject json, string? failure)
    {
        if (failure is not null)
            json["error"] = failure;
        return json;
    }

    private static string Word(CatalogSource source) => source switch
    {
        CatalogSource.Live => "live",
        CatalogSource.Fallback => "fallback",
        CatalogSource.BuiltIn => "built_in",
        _ => throw new UnreachableException($"No word for {source}."),
    };
}
