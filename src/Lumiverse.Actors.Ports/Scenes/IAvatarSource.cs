using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Ports.Scenes;

/// <summary>The avatars of a chat's people. Implemented by the chat server that embeds the engine; without one there are none.</summary>
public interface IAvatarSource
{
    /// <summary>The stored bytes of both avatars, of whatever type.</summary>
    Task<ChatAvatars> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation);
}

/// <summary>Null = there is no such person in the chat, or the person has no avatar.</summary>
public sealed record ChatAvatars(ReadOnlyMemory<byte>? Character, ReadOnlyMemory<byte>? Persona);
