using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Projections;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Where an image is used: the chats, and what for.</summary>
internal static class ImageUseJson
{
    public static JsonObject AddTo(JsonObject image, IEnumerable<ImageUse> uses)
    {
        var all = uses.ToList();
        image["used_in"] = new JsonArray([.. all.Select(use => use.Chat.Value).Distinct().Order(StringComparer.Ordinal).Select(chat => JsonValue.Create(chat))]);
        image["uses"] = new JsonArray([.. all.Select(Use)]);
        return image;
    }

    private static JsonNode Use(ImageUse use) => new JsonObject
    {
        ["chat_id"] = use.Chat.Value,
        ["as"] = use switch { { Kind: ImageUseKind.Attachment } => "message", { IsCurrent: true } => "background", _ => "history" },
        ["message_id"] = use.Message?.Value,
    };
}
