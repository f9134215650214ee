using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Journal;

/// <summary>
/// The tables of the journal, as Akka.Persistence.Sql writes them (default mapping, tag table). It would create them
/// itself, with four indexes that nothing here reads: each fact would change twice as many pages of the file.
/// </summary>
internal static class JournalTables
{
    private static readonly Migration[] Versions =
    [
        // A file of version 0 is empty, or its tables are those that Akka.Persistence.Sql creates.
        new(1, """
            CREATE TABLE IF NOT EXISTS journal (
                ordering INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
                created INTEGER NOT NULL,
                deleted INTEGER NOT NULL,
                persistence_id TEXT NOT NULL,
                sequence_number INTEGER NOT NULL,
                message BLOB NOT NULL,
                manifest TEXT NULL,
                identifier INTEGER NULL,
                writer_uuid TEXT NULL
            );
            CREATE UNIQUE INDEX IF NOT EXISTS journal_uq ON journal (persistence_id, sequence_number);
            CREATE TABLE IF NOT EXISTS tags (
                ordering_id INTEGER NOT NULL,
                tag TEXT NOT NULL,
                sequence_nr INTEGER NOT NULL,
                persistence_id TEXT NOT NULL,
                PRIMARY KEY (ordering_id, tag)
            ) WITHOUT ROWID;
            CREATE INDEX IF NOT EXISTS tags_in_order ON tags (tag, ordering_id);
            DROP INDEX IF EXISTS journal_created_idx;
            DROP INDEX IF EXISTS journal_sequence_number_idx;
            DROP INDEX IF EXISTS tags_tag_idx;
            DROP INDEX IF EXISTS tags_persistence_id_sequence_nr_idx
            """),
    ];

    /// <summary>Creates the file and its tables if need be, and brings tables of an earlier version to the newest one.</summary>
    public static void Prepare(SqliteFile file)
    {
        file.Prepare();
        Migrations.Apply(file, Versions);
    }
}
