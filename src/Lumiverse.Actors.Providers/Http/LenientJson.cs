using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>
/// Reads JSON that others wrote into nodes that never throw when they are read. The framework's own nodes read as late as
/// they can, and then throw at names that come twice and at text that is none.
/// </summary>
internal static class LenientJson
{
    /// <summary>What stands for text that can't be read: the character that Unicode has for it.</summary>
    private const string Unreadable = "\uFFFD";

    private static readonly JsonDocumentOptions Options = new() { AllowTrailingCommas = true };

    /// <summary>Of names that come twice the last counts. Null = it is no JSON, or the JSON null.</summary>
    public static JsonNode? Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return Node(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonNode? Node(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => Fields(element),
        JsonValueKind.Array => new JsonArray([.. element.EnumerateArray().Select(Node)]),
        JsonValueKind.String => JsonValue.Create(Text(() => element.GetString())),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(element.Clone()),
    };

    private static JsonObject Fields(JsonElement element)
    {
        var fields = new JsonObject();
        foreach (var property in element.EnumerateObject())
            fields[Text(() => property.Name)] = Node(property.Value);
        return fields;
    }

    /// <summary>Neither bytes nor escapes are checked before somebody asks for the text.</summary>
    private static string Text(Func<string?> read)
    {
        try
        {
            return read() ?? "";
        }
        catch (InvalidOperationException)
        {
            return Unreadable;
        }
    }
}
