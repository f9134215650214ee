using Lumiverse.Actors.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>One database file and the only way in which it is opened: write-ahead log, every commit flushed, foreign keys on.</summary>
internal sealed class SqliteFile(string path, TimeSpan? busyTimeout = null) : IDisposable
{
    /// <summary>Connections kept open while nobody uses them, each with a cache of two megabytes. More at once come and go.</summary>
    private const int MostIdle = 8;

    /// <summary>How long a connection waits for another one's lock. Nobody holds one for long; a backup program may.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    private readonly TimeSpan _busyTimeout = busyTimeout ?? LongestWait;
    private readonly Lock _lock = new();
    private readonly Stack<KeptConnection> _idle = [];
    private bool _isClosed;

    public string Path => path;

    /// <summary>For the journal, which opens connections of its own. Pooled, so that opening costs microseconds.</summary>
    public string PooledConnectionString => ConnectionString(pooled: true);

    /// <summary>Runs work in one transaction. Readers see one state of the file throughout and hold nobody up.</summary>
    public T InTransaction<T>(Func<SqliteConnection, T> work, bool readOnly) => Explained(() =>
    {
        var connection = TakeIdle() ?? Open();
        var isWhole = false;
        try
        {
            using var transaction = connection.BeginTransaction(deferred: readOnly);
            var result = work(connection);
            transaction.Commit();
            isWhole = true;
            return result;
        }
        finally
        {
            if (isWhole)
                KeepOrDispose(connection);
            else
                connection.Dispose();
        }
    });

    /// <summary>For whoever takes the file over: nobody else closes it when it turns out to be of no use.</summary>
    public void UseOrDispose(Action<SqliteFile> use)
    {
        try
        {
            use(this);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

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

    /// <summary>What a connection of the journal does at a commit; 2 is FULL.</summary>
    public long DefaultSynchronous() => Explained(() =>
    {
        using var connection = new SqliteConnection(ConnectionString(pooled: false));
        connection.Open();
        return connection.Number("PRAGMA synchronous");
    });

    /// <summary>Closes the idle connections that the journal opened; the last one of all to close empties the log into the file.</summary>
    public void ClearPool()
    {
        using var connection = new SqliteConnection(PooledConnectionString);
        SqliteConnection.ClearPool(connection);
    }

    /// <summary>Closes what is idle; what is in use closes when its work is done.</summary>
    public void Dispose()
    {
        lock (_lock)
            _isClosed = true;
        while (TakeIdle() is { } connection)
            connection.Dispose();
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

    private KeptConnection? TakeIdle()
    {
        lock (_lock)
            return _idle.TryPop(out var connection) ? connection : null;
    }

    private void KeepOrDispose(KeptConnection connection)
    {
        lock (_lock)
        {
            if (!_isClosed && _idle.Count < MostIdle)
            {
                _idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }

    private string ConnectionString(bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        ForeignKeys = true,
        DefaultTimeout = (int)Math.Ceiling(_busyTimeout.TotalSeconds),
        Pooling = pooled,
    }.ToString();

    private KeptConnection Open()
    {
        var connection = new KeptConnection(ConnectionString(pooled: false));
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
