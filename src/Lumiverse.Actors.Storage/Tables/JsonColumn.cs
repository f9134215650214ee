using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>Columns and parameters that hold JSON.</summary>
internal static class JsonColumn
{
    /// <summary>The object; an empty one for NULL.</summary>
    public static JsonObject Read(string? text) =>
        JsonNode.Parse(text ?? "{}") as JsonObject ?? throw new JsonException("A stored value is not a JSON object.");

    /// <summary>Texts as the array that <c>json_each</c> takes apart again.</summary>
    public static string Write(IEnumerable<string> texts) => new JsonArray([.. texts.Select(text => JsonValue.Create(text))]).ToJsonString();
}
