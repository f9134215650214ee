using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>
/// The file of all tables but the journal. Readers run side by side; writers queue here rather than at SQLite's lock,
/// which would make them sleep and, after a while, fail. Work runs on the thread pool, so that no caller waits for the
/// disk inside its turn.
/// </summary>
internal sealed class SqliteTables : IDisposable
{
    /// <summary>Files of earlier versions hold remains of what was deleted from them.</summary>
    private const long FirstThatOverwrites = 2;

    private readonly SqliteFile _file;
    private readonly SemaphoreSlim _writer = new(1);

    private SqliteTables(SqliteFile file) => _file = file;

    /// <summary>Checks the file, brings it to the newest version and takes it over.</summary>
    public static SqliteTables Open(SqliteFile file)
    {
        file.UseOrDispose(Prepare);
        return new SqliteTables(file);
    }

    /// <summary>Runs a read of one state of the file. Cancelling counts until it begins.</summary>
    public Task<T> ReadAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) =>
        Task.Run(() => _file.InTransaction(read, readOnly: true), cancellation);

    /// <summary>Runs a write in one transaction: all of it is on disk when the task completes, or none of it ever.</summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> write, CancellationToken cancellation) =>
        AloneAsync(() => _file.InTransaction(write, readOnly: false), cancellation);

    /// <summary>Leaves no trace of what was overwritten or deleted before.</summary>
    public Task ForgetAsync() => AloneAsync(
        () =>
        {
            _file.EmptyLog();
            return true;
        },
        CancellationToken.None);

    public void Dispose()
    {
        _file.Dispose();
        _writer.Dispose();
    }

    private static void Prepare(SqliteFile file)
    {
        file.Prepare();
        if (file.InTransaction(connection => connection.Scalar("PRAGMA quick_check(1)"), readOnly: true) is not "ok")
            throw SqliteFailure.Damaged(file.Path);
        if (Migrations.Apply(file, Migrations.Embedded) is > 0 and < FirstThatOverwrites)
            file.Rebuild();
        file.EmptyLog(); // After a crash, the log may still hold what was to be forgotten.
    }

    private async Task<T> AloneAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        await _writer.WaitAsync(cancellation);
        try
        {
            return await Task.Run(work, cancellation);
        }
        finally
        {
            _writer.Release();
        }
    }
}
