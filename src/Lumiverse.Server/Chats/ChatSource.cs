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
            SELECT c.character_id, p.scenario FROM chats c LEFT JOIN participants p ON p.id = c.character_id
            WHERE c.id = $chat AND c.user = $user
            """,
            row => (CharacterId: row.TextOrNull(0), Scenario: row.TextOrNull(1)), ("$chat", chat.Value), ("$user", user.Value));
        if (about is not [var (characterId, scenario)])
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
        return new ChatExcerpt([.. Enumerable.Reverse(newestFirst)], characterId, string.IsNullOrEmpty(scenario) ? null : scenario);
    });
}
