using Lumiverse.Actors.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>One database file and the only way in which it is opened: write-ahead log, every commit flushed, foreign keys on.</summary>
internal sealed class SqliteFile(string path, TimeSpan? busyTimeout = null)
{
    /// <summary>How long a connection waits for another one's lock. Nobody holds one for long; a backup program may.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _busyTimeout = busyTimeout ?? LongestWait;

    public string Path => path;

    /// <summary>Pooled, so that opening costs microseconds. Also given to the journal, which opens connections of its own.</summary>
    public string ConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = (int)Math.Ceiling(_busyTimeout.TotalSeconds),
        Pooling = true,
    }.ToString();

    /// <summary>Runs work in one transaction. Readers see one state of the file throughout and hold nobody up.</summary>
    public T InTransaction<T>(Func<SqliteConnection, T> work, bool readOnly) => Explained(() =>
    {
        using var connection = Open();
        using var transaction = connection.BeginTransaction(deferred: readOnly);
        var result = work(connection);
        transaction.Commit();
        return result;
    });

    /// <summary>Creates the file if need be and sets it to write-ahead logging, which the file itself remembers.</summary>
    public void Prepare() => Explained(() =>
    {
        using var connection = Open();
        if (connection.Scalar("PRAGMA journal_mode = WAL") is not "wal")
            throw new StorageUnavailableException($"{path} is on a file system without shared memory, such as a network share; choose a local data folder.");
        return true;
    });

    /// <summary>Empties the log into the file, so that what was overwritten there is not left in the log. Waits for readers as for a lock.</summary>
    public void EmptyLog() => Explained(() =>
    {
        using var connection = Open();
        return connection.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
    });

    /// <summary>Writes the file anew without the remains of what was deleted.</summary>
    public void Rebuild() => Explained(() =>
    {
        using var connection = Open();
        return connection.Execute("VACUUM");
    });

    /// <summary>What a connection opened by <see cref="ConnectionString"/> and nothing else does at a commit; 2 is FULL.</summary>
    public long DefaultSynchronous() => Explained(() =>
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        connection.Open();
        return connection.Number("PRAGMA synchronous");
    });

    /// <summary>Closes the pooled connections; the last one to close empties the log into the file.</summary>
    public void Close()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Reasons of the machine leave as <see cref="StorageUnavailableException"/>.</summary>
    public T Explained<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException failure) when (SqliteFailure.IsOfTheMachine(failure))
        {
            throw SqliteFailure.Explain(failure, path);
        }
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(ConnectionString);
        try
        {
            connection.Open();
            // Deleted content is overwritten: settings of the older form held keys in plain text.
            connection.Execute($"PRAGMA busy_timeout = {(int)_busyTimeout.TotalMilliseconds}; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON");
            return connection;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
    }
}
