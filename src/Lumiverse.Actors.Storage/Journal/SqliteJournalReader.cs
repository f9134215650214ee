using System.Text.Json;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Journal;

/// <summary>Reads the tables that Akka.Persistence.Sql writes.</summary>
/// <remarks>
/// A reader that has seen position N + 1 can't miss N. Positions are drawn by an INSERT, which needs SQLite's write lock,
/// and that is held until commit: N + 1 is drawn only after N was committed or given up. A read sees one state of the
/// file, which holds all commits before it, so that "everything after the last position I saw" skips nothing. (A server
/// with concurrent writers draws positions before it commits and would need care here.) Tags are written in the
/// transaction of their events.
/// </remarks>
internal sealed class SqliteJournalReader : IJournalReader, IDisposable
{
    private const string Columns = """
        j.ordering, j.persistence_id, j.sequence_number, coalesce(j.identifier, 0), coalesce(j.manifest, ''), j.message,
        (SELECT json_group_array(t.tag) FROM tags t WHERE t.ordering_id = j.ordering)
        """;

    private const string All = $"""
        SELECT {Columns} FROM journal j
        WHERE j.ordering > $after AND j.deleted = 0 ORDER BY j.ordering LIMIT $limit
        """;

    private const string ByTag = $"""
        SELECT {Columns} FROM tags x JOIN journal j ON j.ordering = x.ordering_id
        WHERE x.tag = $tag AND x.ordering_id > $after AND j.deleted = 0 ORDER BY x.ordering_id LIMIT $limit
        """;

    private readonly SqliteFile _file;

    private SqliteJournalReader(SqliteFile file) => _file = file;

    /// <summary>Creates the journal if need be, and takes the file over.</summary>
    public static SqliteJournalReader Open(SqliteFile file)
    {
        file.UseOrDispose(JournalTables.Prepare);
        return new SqliteJournalReader(file);
    }

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(long after, int limit, CancellationToken cancellation) =>
        ReadAsync(All, cancellation, ("$after", after), ("$limit", limit));

    public Task<IReadOnlyList<JournalEntry>> ReadByTagAsync(string tag, long after, int limit, CancellationToken cancellation) =>
        ReadAsync(ByTag, cancellation, ("$tag", tag), ("$after", after), ("$limit", limit));

    public Task<long> LastPositionAsync(CancellationToken cancellation) =>
        InTransactionAsync(connection => connection.Number("SELECT max(ordering) FROM journal"), cancellation);

    public void Dispose() => _file.Dispose();

    private Task<IReadOnlyList<JournalEntry>> ReadAsync(string sql, CancellationToken cancellation, params (string, object?)[] parameters) =>
        InTransactionAsync(connection => (IReadOnlyList<JournalEntry>)connection.Query(sql, Read, parameters), cancellation);

    private Task<T> InTransactionAsync<T>(Func<SqliteConnection, T> read, CancellationToken cancellation) =>
        Task.Run(() => _file.InTransaction(read, readOnly: true), cancellation);

    // A serializer's number is shorter, but a row that can't be read for its damage would hide all that come after it.
    private static JournalEntry Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetFieldValue<byte[]>(5), Tags(row.GetString(6)));

    private static string[] Tags(string json) => JsonSerializer.Deserialize(json, TagJson.Default.StringArray) ?? [];
}
