using System.Text.Json.Serialization;

namespace Lumiverse.Server.Chats;

/// <param name="Content">The selected one of the alternatives.</param>
/// <param name="Swipe">The place of the selected alternative in <paramref name="Swipes"/>.</param>
internal sealed record Message(
    string Id,
    [property: JsonPropertyName("chat_id")] string ChatId,
    [property: JsonPropertyName("is_user")] bool IsUser,
    string Name, string Content, int Swipe, IReadOnlyList<string> Swipes, IReadOnlyList<Attachment> Attachments,
    [property: JsonPropertyName("created_at")] long CreatedAt);

internal sealed record Attachment(string Type, [property: JsonPropertyName("image_id")] string ImageId, string Url);

internal sealed record NewMessage(string? Content, [property: JsonPropertyName("is_user")] bool? IsUser, string? Name = null);

internal sealed record MessageChange(string? Content, int? Swipe = null);

internal sealed record NewSwipe(string? Content);

/// <summary>The newest messages before some point, oldest first.</summary>
/// <param name="Total">How many the chat has altogether.</param>
internal sealed record MessageListing(IReadOnlyList<Message> Data, long Total, int Limit);
