using System.Text.Json;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Journal;

/// <summary>
/// Reads the tables that Akka.Persistence.Sql writes (default mapping, tag table). It creates them when it first stores
/// something; until then the journal is empty.
/// </summary>
/// <remarks>
/// A reader that has seen position N + 1 can't miss N. Positions are drawn by an INSERT, which needs SQLite's write lock,
/// and that is held until commit: N + 1 is drawn only after N was committed or given up. A read sees one state of the
/// file, which holds all commits before it, so that "everything after the last position I saw" skips nothing. (A server
/// with concurrent writers draws positions before it commits and would need care here.) Tags are written in the
/// transaction of their events.
/// </remarks>
internal sealed class SqliteJournalReader(SqliteFile file) : IJournalReader
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

    // Akka's own index on tags knows no order, so that each page of a long-lived tag would sort all of it.
    private const string Index = "CREATE INDEX IF NOT EXISTS tags_in_order ON tags (tag, ordering_id)";

    private volatile bool _hasTables;

    public Task<IReadOnlyList<JournalEntry>> ReadAsync(long after, int limit, CancellationToken cancellation) =>
        ReadAsync(All, cancellation, ("$after", after), ("$limit", limit));

    public Task<IReadOnlyList<JournalEntry>> ReadByTagAsync(string tag, long after, int limit, CancellationToken cancellation) =>
        ReadAsync(ByTag, cancellation, ("$tag", tag), ("$after", after), ("$limit", limit));

    public Task<long> LastPositionAsync(CancellationToken cancellation) => Task.Run(
        () => HasTables() ? InTransaction(connection => connection.Number("SELECT max(ordering) FROM journal")) : 0, cancellation);

    private Task<IReadOnlyList<JournalEntry>> ReadAsync(string sql, CancellationToken cancellation, params (string, object?)[] parameters) => Task.Run(
        () => HasTables() ? InTransaction(connection => (IReadOnlyList<JournalEntry>)connection.Query(sql, Read, parameters)) : [], cancellation);

    private bool HasTables() => _hasTables = _hasTables || (File.Exists(file.Path) && InTransaction(AreThere) && AddIndex());

    private static bool AreThere(SqliteConnection connection) =>
        connection.Number("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name IN ('journal', 'tags')") == 2;

    private bool AddIndex()
    {
        file.InTransaction(connection => connection.Execute(Index), readOnly: false);
        return true;
    }

    private T InTransaction<T>(Func<SqliteConnection, T> read) => file.InTransaction(read, readOnly: true);

    // A serializer's number is shorter, but a row that can't be read for its damage would hide all that come after it.
    private static JournalEntry Read(SqliteDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetInt64(2), row.GetInt64(3), row.GetString(4), row.GetFieldValue<byte[]>(5), Tags(row.GetString(6)));

    private static string[] Tags(string json) => JsonSerializer.Deserialize(json, TagJson.Default.StringArray) ?? [];
}
