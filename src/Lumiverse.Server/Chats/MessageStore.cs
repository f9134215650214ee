using System.Text.Json;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Server.Chats;

/// <summary>
/// The messages of chats with their alternatives. Callers check first that the chat is the user's own.
/// Every query goes through the index on chat and position: the length of a chat does not matter.
/// </summary>
internal sealed class MessageStore(ChatDatabase database, TimeProvider time)
{
    private const string Selection =
        """
        SELECT m.id, m.chat_id, m.is_user, m.name, m.swipe, m.created_at,
               (SELECT json_group_array(s.content ORDER BY s.number) FROM swipes s WHERE s.message = m.position),
               (SELECT json_group_array(json_object('type', a.type, 'image_id', a.image_id, 'url', a.url)) FROM attachments a WHERE a.message = m.position)
        FROM messages m
        """;

    public Message Add(ChatId chat, bool isUser, string name, string content)
    {
        var id = MessageId.Of(Guid.CreateVersion7().ToString("n"));
        return database.Write(connection =>
        {
            connection.Run(
                "INSERT INTO messages (id, chat_id, is_user, name, swipe, created_at) VALUES ($id, $chat, $isUser, $name, 0, $now)",
                ("$id", id.Value), ("$chat", chat.Value), ("$isUser", isUser), ("$name", name), ("$now", Now));
            connection.Run("INSERT INTO swipes (message, number, content) VALUES (last_insert_rowid(), 0, $content)", ("$content", content));
            connection.Run("UPDATE chats SET updated_at = $now WHERE id = $chat", ("$chat", chat.Value), ("$now", Now));
            return Read(connection, chat, id);
        });
    }

    public Message? Find(ChatId chat, MessageId id) => database.Read(connection => TryRead(connection, chat, id));

    /// <summary>The newest messages older than <paramref name="before"/> (null = than nothing), oldest first.</summary>
    public MessageListing List(ChatId chat, MessageId? before, int limit) => database.Read(connection =>
    {
        var newestFirst = connection.Query(
            $"{Selection} WHERE m.chat_id = $chat AND m.position < $end ORDER BY m.position DESC LIMIT $limit", ReadRow,
            ("$chat", chat.Value), ("$end", before is { } id ? PositionOf(connection, chat, id) : long.MaxValue), ("$limit", limit));
        newestFirst.Reverse();
        return new MessageListing(newestFirst, connection.Number("SELECT count(*) FROM messages WHERE chat_id = $chat", ("$chat", chat.Value)), limit);
    });

    /// <summary>Selects an alternative, then edits the selected one; null leaves either as it is.</summary>
    public Message Change(ChatId chat, MessageId id, int? swipe, string? content) => database.Write(connection =>
    {
        if (swipe is not null)
            connection.Run("UPDATE messages SET swipe = $swipe WHERE id = $id", ("$swipe", swipe), ("$id", id.Value));
        if (content is not null)
            connection.Run(
                "UPDATE swipes SET content = $content WHERE (message, number) = (SELECT position, swipe FROM messages WHERE id = $id)",
                ("$content", content), ("$id", id.Value));
        NoteChange(connection, chat, id);
        return Read(connection, chat, id);
    });

    /// <summary>Adds an alternative after the others and selects it.</summary>
    public Message AddSwipe(ChatId chat, MessageId id, string content) => database.Write(connection =>
    {
        connection.Run(
            """
            INSERT INTO swipes (message, number, content)
            SELECT m.position, (SELECT max(s.number) + 1 FROM swipes s WHERE s.message = m.position), $content FROM messages m WHERE m.id = $id
            """,
            ("$content", content), ("$id", id.Value));
        connection.Run(
            "UPDATE messages SET swipe = (SELECT max(s.number) FROM swipes s WHERE s.message = messages.position) WHERE id = $id", ("$id", id.Value));
        NoteChange(connection, chat, id);
        return Read(connection, chat, id);
    });

    /// <summary>Shows an image at a message; doing it again changes nothing. false when there is no such message.</summary>
    public bool Attach(ChatId chat, MessageId id, Attachment attachment) => database.Write(connection =>
    {
        if (TryRead(connection, chat, id) is null)
            return false;
        connection.Run(
            """
            INSERT OR REPLACE INTO attachments (message, image_id, type, url)
            SELECT position, $image, $type, $url FROM messages WHERE id = $id
            """,
            ("$id", id.Value), ("$image", attachment.ImageId), ("$type", attachment.Type), ("$url", attachment.Url));
        return true;
    });

    public void Delete(ChatId chat, MessageId id) => database.Write(connection =>
    {
        connection.Run("DELETE FROM messages WHERE id = $id AND chat_id = $chat", ("$id", id.Value), ("$chat", chat.Value));
        return NoteChange(connection, chat, id);
    });

    /// <summary>Notes that an edit or a deletion needs no telling any more.</summary>
    public void MarkChangeTold(ChatId chat, MessageId id) => database.Write(connection => connection.Run(
        "DELETE FROM untold_changes WHERE chat_id = $chat AND id = $id", ("$chat", chat.Value), ("$id", id.Value)));

    /// <summary>Messages that were edited or deleted and nobody has been told so, in the order of the first change.</summary>
    public IReadOnlyList<UntoldMessage> ListUntoldChanges() => database.Read(connection => connection.Query(
        "SELECT c.user, u.chat_id, u.id FROM untold_changes u JOIN chats c ON c.id = u.chat_id ORDER BY u.rowid", ReadUntold));

    /// <summary>Notes that a reply, and so every older one of its chat, needs no telling any more.</summary>
    public void MarkTold(ChatId chat, MessageId id) => database.Write(connection => connection.Run(
        "UPDATE messages SET told_at = $now WHERE chat_id = $chat AND is_user = 0 AND told_at IS NULL AND position <= $position",
        ("$chat", chat.Value), ("$now", Now), ("$position", PositionOf(connection, chat, id))));

    /// <summary>The newest reply of each chat that nobody has been told about.</summary>
    public IReadOnlyList<UntoldMessage> ListUntold() => database.Read(connection => connection.Query(
        """
        SELECT c.user, m.chat_id, m.id FROM messages m JOIN chats c ON c.id = m.chat_id
        WHERE m.position IN (SELECT max(position) FROM messages WHERE told_at IS NULL AND is_user = 0 GROUP BY chat_id)
        ORDER BY m.position
        """,
        ReadUntold));

    private static int NoteChange(SqliteConnection connection, ChatId chat, MessageId id) => connection.Run(
        "INSERT OR IGNORE INTO untold_changes (chat_id, id) VALUES ($chat, $id)", ("$id", id.Value), ("$chat", chat.Value));

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    private static UntoldMessage ReadUntold(SqliteDataReader row) =>
        new(UserId.Of(row.GetString(0)), ChatId.Of(row.GetString(1)), MessageId.Of(row.GetString(2)));

    private static long PositionOf(SqliteConnection connection, ChatId chat, MessageId id) =>
        connection.Number("SELECT position FROM messages WHERE id = $id AND chat_id = $chat", ("$id", id.Value), ("$chat", chat.Value));

    private static Message Read(SqliteConnection connection, ChatId chat, MessageId id) =>
        TryRead(connection, chat, id) ?? throw Http.RefusedException.NotFound("message");

    private static Message? TryRead(SqliteConnection connection, ChatId chat, MessageId id) => connection.Query(
        $"{Selection} WHERE m.id = $id AND m.chat_id = $chat", ReadRow, ("$id", id.Value), ("$chat", chat.Value)).SingleOrDefault();

    private static Message ReadRow(SqliteDataReader row)
    {
        var swipe = row.GetInt32(4);
        var swipes = JsonSerializer.Deserialize<string[]>(row.GetString(6)) ?? [];
        var attachments = JsonSerializer.Deserialize<Attachment[]>(row.GetString(7), JsonSerializerOptions.Web) ?? [];
        return new Message(
            row.GetString(0), row.GetString(1), row.GetBoolean(2), row.GetString(3), swipes[swipe], swipe, swipes, attachments, row.GetInt64(5));
    }
}

/// <summary>A message of which something was stored but not told before the process ended.</summary>
internal sealed record UntoldMessage(UserId User, ChatId Chat, MessageId Message);
