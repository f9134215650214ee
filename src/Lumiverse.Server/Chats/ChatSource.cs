using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Server.Chats;

/// <summary>Lets the engine read the end of a chat.</summary>
internal sealed class ChatSource(ChatDatabase database) : IChatSource
{
    public Task<ChatExcerpt?> ReadAsync(UserId user, ChatId chat, MessageId? upTo, int messageLimit, CancellationToken cancellation) =>
        Task.Run(() => Read(user, chat, upTo, messageLimit), cancellation);

    private ChatExcerpt? Read(UserId user, ChatId chat, MessageId? upTo, int messageLimit) => database.Read(connection =>
    {
        var about = connection.Query(
            """
            SELECT c.character_id, them.scenario, them.name, them.description, me.name, me.description
            FROM chats c LEFT JOIN participants them ON them.id = c.character_id LEFT JOIN participants me ON me.id = c.persona_id
            WHERE c.id = $chat AND c.user = $user
            """,
            row => new ChatExcerpt([], row.TextOrNull(0), row.TextOrNull(1) is { Length: > 0 } scenario ? scenario : null)
            {
                Character = Person(row.TextOrNull(2), row.TextOrNull(3)),
                Persona = Person(row.TextOrNull(4), row.TextOrNull(5)),
            },
            ("$chat", chat.Value), ("$user", user.Value));
        if (about is not [var excerpt])
            return null;

        var newestFirst = connection.Query(
            """
            SELECT m.id, m.is_user, m.name, s.content FROM messages m
            JOIN swipes s ON s.message = m.position AND s.number = m.swipe
            WHERE m.chat_id = $chat AND ($upTo IS NULL OR m.position <= (SELECT position FROM messages WHERE id = $upTo AND chat_id = $chat))
            ORDER BY m.position DESC LIMIT $limit
            """,
            row => new ChatLine(MessageId.Of(row.GetString(0)), row.GetBoolean(1), row.GetString(2), row.GetString(3)) { Version = TextVersion.Of(row.GetString(3)) },
            ("$chat", chat.Value), ("$upTo", upTo?.Value), ("$limit", messageLimit));
        return excerpt with { Lines = [.. Enumerable.Reverse(newestFirst)] };
    });

    private static ChatPerson? Person(string? name, string? description) => name is null ? null : new ChatPerson(name, description ?? "");
}
