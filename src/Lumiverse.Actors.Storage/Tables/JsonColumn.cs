using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>A column that holds a JSON object.</summary>
internal static class JsonColumn
{
    /// <summary>The object; an empty one for NULL.</summary>
    public static JsonObject Read(string? text) =>
        JsonNode.Parse(text ?? "{}") as JsonObject ?? throw new JsonException("A stored value is not a JSON object.");
}
