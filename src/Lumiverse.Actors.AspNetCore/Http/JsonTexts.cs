using System.Text.Json;
using System.Text.Json.Nodes;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>
/// Valid JSON can hold texts that no database or encoder takes: half a surrogate pair, which surfaces only when the
/// text is read, and the character NUL, which PostgreSQL refuses. Both are turned down here, once, for every field.
/// </summary>
internal static class JsonTexts
{
    /// <summary>Reads every name and text once. Half a pair throws <see cref="InvalidOperationException"/>.</summary>
    public static void RequireReadable(JsonNode? node) => Visit(node, "$");

    private static void Visit(JsonNode? node, string path)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, member) in members)
                    Visit(member, $"{path}.{Checked(name, path)}");
                break;
            case JsonArray items:
                foreach (var item in items)
                    Visit(item, path);
                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Checked(value.GetValue<string>(), path);
                break;
        }
    }

    private static string Checked(string text, string path) => !text.Contains('\0')
        ? text
        : throw Problems.InvalidField(path, $"{path} holds the character NUL, which can't be stored.").ToException();
}
