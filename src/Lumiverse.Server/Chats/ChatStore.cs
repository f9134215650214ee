using Lumiverse.Actors.Core.Primitives;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Server.Chats;

/// <summary>The chats of each user.</summary>
internal sealed class ChatStore(ChatDatabase database, TimeProvider time)
{
    private const string Columns = "id, title, character_id, persona_id, created_at, updated_at";

    public Chat Add(UserId user, NewChat body)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var chat = new Chat(Guid.CreateVersion7().ToString("n"), body.Title ?? "", body.CharacterId, body.PersonaId, now, now);
        database.Write(connection => connection.Run(
            """
            INSERT INTO chats (id, user, title, character_id, persona_id, created_at, updated_at)
            VALUES ($id, $user, $title, $character, $persona, $now, $now)
            """,
            ("$id", chat.Id), ("$user", user.Value), ("$title", chat.Title), ("$character", chat.CharacterId),
            ("$persona", chat.PersonaId), ("$now", now)));
        return chat;
    }

    public Chat? Find(UserId user, ChatId id) => database.Read(connection => connection.Query(
        $"SELECT {Columns} FROM chats WHERE id = $id AND user = $user", Read, ("$id", id.Value), ("$user", user.Value)).SingleOrDefault());

    /// <summary>The one with the latest message first.</summary>
    public Listing<Chat> List(UserId user, int limit, int offset) => database.Read(connection => new Listing<Chat>(
        connection.Query(
            $"SELECT {Columns} FROM chats WHERE user = $user ORDER BY updated_at DESC, id DESC LIMIT $limit OFFSET $offset", Read,
            ("$user", user.Value), ("$limit", limit), ("$offset", offset)),
        connection.Number("SELECT count(*) FROM chats WHERE user = $user", ("$user", user.Value)),
        limit, offset));

    public bool Delete(UserId user, ChatId id) => database.Write(connection =>
        connection.Run("DELETE FROM chats WHERE id = $id AND user = $user", ("$id", id.Value), ("$user", user.Value))) > 0;

    private static Chat Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.GetInt64(4), row.GetInt64(5));
}
