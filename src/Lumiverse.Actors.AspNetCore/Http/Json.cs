using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>JSON answers.</summary>
internal static class Json
{
    public static IResult Ok(JsonNode json) => Results.Json<JsonNode>(json);

    public static IResult Created(string location, JsonNode json) => Results.Created<JsonNode>(location, json);

    public static IResult Success() => Ok(new JsonObject { ["success"] = true });

    /// <summary>A part of a list: <c>{data,total,limit,offset}</c>.</summary>
    public static IResult Page<T>(Page<T> page, QueryFields query, Func<T, JsonNode?> item) => Ok(new JsonObject
    {
        ["data"] = new JsonArray([.. page.Items.Select(item)]),
        ["total"] = page.Total,
        ["limit"] = query.Limit,
        ["offset"] = query.Offset,
    });
}
