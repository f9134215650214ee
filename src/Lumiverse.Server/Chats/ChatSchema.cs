using Lumiverse.Server.Startup;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Server.Chats;

/// <summary>The tables of <c>chats.db</c>; <c>user_version</c> counts the migrations that have run.</summary>
internal static class ChatSchema
{
    /// <summary>In order; one that was released is never edited, only followed by another.</summary>
    private static readonly string[] Migrations =
    [
        """
        CREATE TABLE participants (
            id          TEXT PRIMARY KEY,
            user        TEXT NOT NULL,
            kind        TEXT NOT NULL,
            name        TEXT NOT NULL,
            description TEXT NOT NULL,
            scenario    TEXT NOT NULL,
            tags        TEXT NOT NULL,
            avatar      TEXT,
            created_at  INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX participants_of_user ON participants (user, kind, created_at DESC, id DESC);

        CREATE TABLE chats (
            id           TEXT PRIMARY KEY,
            user         TEXT NOT NULL,
            title        TEXT NOT NULL,
            character_id TEXT REFERENCES participants (id),
            persona_id   TEXT REFERENCES participants (id),
            created_at   INTEGER NOT NULL,
            updated_at   INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX chats_of_user ON chats (user, updated_at DESC, id DESC);

        CREATE TABLE messages (
            position   INTEGER PRIMARY KEY AUTOINCREMENT,
            id         TEXT NOT NULL UNIQUE,
            chat_id    TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
            is_user    INTEGER NOT NULL,
            name       TEXT NOT NULL,
            swipe      INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            told_at    INTEGER
        ) STRICT;
        CREATE INDEX messages_of_chat ON messages (chat_id, position);
        CREATE INDEX untold_replies ON messages (position) WHERE told_at IS NULL AND is_user = 0;

        CREATE TABLE swipes (
            message INTEGER NOT NULL REFERENCES messages (position) ON DELETE CASCADE,
            number  INTEGER NOT NULL,
            content TEXT NOT NULL,
            PRIMARY KEY (message, number)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE attachments (
            message  INTEGER NOT NULL REFERENCES messages (position) ON DELETE CASCADE,
            image_id TEXT NOT NULL,
            type     TEXT NOT NULL,
            url      TEXT NOT NULL,
            PRIMARY KEY (message, image_id)
        ) STRICT, WITHOUT ROWID;
        """,
        """
        CREATE TABLE untold_changes (
            chat_id TEXT NOT NULL REFERENCES chats (id) ON DELETE CASCADE,
            id      TEXT NOT NULL,
            PRIMARY KEY (chat_id, id)
        ) STRICT;
        """,
    ];

    /// <summary>Brings the file to this program's schema; returns the version it had.</summary>
    public static long Migrate(SqliteConnection connection)
    {
        var version = connection.Number("PRAGMA user_version");
        if (version > Migrations.Length)
            throw new StartRefusedException($"{ServerOptions.Section}:DataDirectory holds a chats.db of a later version of this program.");
        foreach (var migration in Migrations.Skip((int)version))
            connection.Run(migration);
        connection.Run($"PRAGMA user_version = {Migrations.Length}");
        return version;
    }
}
