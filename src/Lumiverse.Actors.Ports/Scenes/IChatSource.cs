using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Ports.Scenes;

/// <summary>The host's chats. Implemented by the chat server that embeds the engine.</summary>
public interface IChatSource
{
    /// <summary>
    /// The newest <paramref name="messageLimit"/> messages of a chat up to and including <paramref name="upTo"/>
    /// (null = the last one), oldest first; null when the user has no such chat.
    /// </summary>
    Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation);
}

/// <summary>The end of a chat, and who takes part in it.</summary>
public sealed record ChatExcerpt(ImmutableArray<ChatLine> Lines, string? CharacterId, string? Scenario)
{
    /// <summary>Who answers; null = the host says nothing about them.</summary>
    public ChatPerson? Character { get; init; }

    /// <summary>Whom the user speaks as; null = the host says nothing about them.</summary>
    public ChatPerson? Persona { get; init; }
}

/// <summary>Somebody who takes part in a chat.</summary>
/// <param name="Description">What they are and look like, in the host's own words; may be empty.</param>
public sealed record ChatPerson(string Name, string Description);
