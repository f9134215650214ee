using Lumiverse.Server.Startup;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Server.Chats;

/// <summary>
/// <c>chats.db</c>: one writer at a time, readers beside it (WAL), flushed to disk at every commit (FULL), because a
/// stored reply is what image generation starts from. Safe for any thread.
/// </summary>
internal sealed class ChatDatabase
{
    private readonly string _connectionString;

    // Writers queue here instead of polling inside SQLite, which sleeps 150 ms between tries.
    private readonly Lock _writing = new();

    public ChatDatabase(ServerOptions options)
    {
        var path = options.PathOf("chats.db");
        _connectionString = new SqliteConnectionStringBuilder { DataSource = path, ForeignKeys = true }.ToString();
        Prepare(path);
    }

    public T Read<T>(Func<SqliteConnection, T> query)
    {
        using var connection = Open();
        return query(connection);
    }

    /// <summary>Runs a change in one transaction; an exception leaves nothing behind.</summary>
    public T Write<T>(Func<SqliteConnection, T> change)
    {
        lock (_writing)
        {
            using var connection = Open();
            using var transaction = connection.BeginTransaction();
            var result = change(connection);
            transaction.Commit();
            return result;
        }
    }

    private void Prepare(string path)
    {
        try
        {
            Write(ChatSchema.Migrate);
        }
        catch (SqliteException failure)
        {
            throw new StartRefusedException($"{path} can't be used ({failure.Message.TrimEnd('.')}); check the disk and its free space, and that the file is a database of this program.");
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connectionString);
        connection.Open();
        connection.Run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;");
        return connection;
    }
}
