using System.Text.Json.Serialization;

namespace Lumiverse.Server.Chats;

internal sealed record Chat(
    string Id, string Title,
    [property: JsonPropertyName("character_id")] string? CharacterId,
    [property: JsonPropertyName("persona_id")] string? PersonaId,
    [property: JsonPropertyName("created_at")] long CreatedAt,
    [property: JsonPropertyName("updated_at")] long UpdatedAt);

/// <summary>The answer to a delete.</summary>
internal sealed record Deleted(bool Success);

internal sealed record NewChat(
    string? Title,
    [property: JsonPropertyName("character_id")] string? CharacterId = null,
    [property: JsonPropertyName("persona_id")] string? PersonaId = null);
