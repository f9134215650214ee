using System.Text.Json.Serialization;

namespace Lumiverse.Server.Chats;

/// <summary>Who can take part in a chat: a character that answers, or a persona that the user speaks as.</summary>
internal enum ParticipantKind { Character, Persona }

/// <param name="AvatarUrl">Where the avatar is served; null without one.</param>
internal sealed record Participant(
    string Id, string Name, string Description, string Scenario, IReadOnlyList<string> Tags,
    [property: JsonPropertyName("avatar_url")] string? AvatarUrl,
    [property: JsonPropertyName("created_at")] long CreatedAt);

internal sealed record NewParticipant(string? Name, string? Description = null, string? Scenario = null, IReadOnlyList<string?>? Tags = null);

/// <summary>A part of a list, with the length of the whole.</summary>
internal sealed record Listing<T>(IReadOnlyList<T> Data, long Total, int Limit, int Offset);
