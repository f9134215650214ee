using System.Globalization;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Connections;
using Lumiverse.Actors.Storage.Projections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class SqliteTablesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Database => _folder.In("lumiverse.db");

    [Fact]
    public void Every_connection_flushes_at_commit_and_writes_ahead()
    {
        _folder.OpenTables().Dispose();
        using var file = new SqliteFile(Database);

        Assert.Equal("wal", file.InTransaction(connection => connection.Scalar("PRAGMA journal_mode"), readOnly: true));
        Assert.Equal(2L, file.InTransaction(connection => connection.Number("PRAGMA synchronous"), readOnly: true));
        Assert.Equal(1L, file.InTransaction(connection => connection.Number("PRAGMA foreign_keys"), readOnly: true));
        Assert.Equal(1L, file.InTransaction(connection => connection.Number("PRAGMA secure_delete"), readOnly: true));
    }

    [Fact]
    public void A_file_of_a_newer_program_is_refused_and_left_alone()
    {
        _folder.OpenTables().Dispose();
        Sql(Database, "PRAGMA user_version = 9999");

        var refused = Assert.Throws<StorageUnavailableException>(() => _folder.OpenTables());

        Assert.Contains("newer program (version 9999", refused.Message, StringComparison.Ordinal);
        Assert.Equal(9999L, Sql(Database, "PRAGMA user_version"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_named()
    {
        File.WriteAllText(Database, string.Concat(Enumerable.Repeat("not a database ", 1000)));

        var refused = Assert.Throws<StorageUnavailableException>(() => _folder.OpenTables());

        Assert.Equal($"{Database} is not a database; move it away or restore it from a backup.", refused.Message);
    }

    [Fact]
    public void A_file_with_a_damaged_page_is_refused_at_the_start()
    {
        _folder.OpenTables().Dispose();
        var bytes = File.ReadAllBytes(Database);
        Array.Fill(bytes, (byte)0xA5, 4096 * 5, 4096);
        File.WriteAllBytes(Database, bytes);

        var refused = Assert.Throws<StorageUnavailableException>(() => _folder.OpenTables());

        Assert.Equal($"{Database} is damaged; restore it from a backup or move it away to start with an empty one.", refused.Message);
    }

    [Fact]
    public void A_file_locked_by_another_program_is_named()
    {
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        other.Execute("PRAGMA locking_mode = EXCLUSIVE; CREATE TABLE theirs (x); BEGIN EXCLUSIVE");

        var refused = Assert.Throws<StorageUnavailableException>(() => SqliteTables.Open(Impatient()));

        Assert.Equal($"{Database} is locked by another program; close that program and try again.", refused.Message);
    }

    [Fact]
    public async Task A_write_against_another_programs_lock_changes_nothing_and_works_later()
    {
        using var tables = SqliteTables.Open(Impatient());
        using var other = new SqliteConnection($"Data Source={Database};Pooling=False");
        other.Open();
        other.Execute("BEGIN IMMEDIATE");
        await Assert.ThrowsAsync<StorageUnavailableException>(() => Insert(tables, "held up"));

        other.Execute("COMMIT");
        await Insert(tables, "later");

        Assert.Equal(1L, Sql(Database, "SELECT count(*) FROM awake_actors"));
    }

    [Fact]
    public async Task Many_writers_at_once_all_succeed()
    {
        using var tables = _folder.OpenTables();

        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Insert(tables, $"actor-{i}")));

        Assert.Equal(200L, Sql(Database, "SELECT count(*) FROM awake_actors"));
    }

    [Fact]
    public async Task A_failed_write_leaves_nothing_behind()
    {
        using var tables = _folder.OpenTables();

        await Assert.ThrowsAsync<InvalidOperationException>(() => tables.WriteAsync<int>(connection =>
        {
            connection.Execute("INSERT INTO awake_actors VALUES ('half')");
            throw new InvalidOperationException();
        }, default));

        Assert.Equal(0L, Sql(Database, "SELECT count(*) FROM awake_actors"));
    }

    [Fact]
    public void A_migration_that_fails_leaves_the_version_before_it()
    {
        Migration[] migrations = [new(1, "CREATE TABLE one (x)"), new(2, "CREATE TABLE two (x); INSERT INTO missing VALUES (1)")];

        using (var file = new SqliteFile(Database))
            Assert.Throws<SqliteException>(() => Migrations.Apply(file, migrations));

        Assert.Equal(1L, Sql(Database, "PRAGMA user_version"));
        Assert.Equal("one", Sql(Database, "SELECT group_concat(name) FROM sqlite_master"));
    }

    [Fact]
    public void Only_the_missing_migrations_run()
    {
        using (var file = new SqliteFile(Database))
        {
            Migrations.Apply(file, [new(1, "CREATE TABLE one (x)")]);

            Migrations.Apply(file, [new(1, "CREATE TABLE one (x)"), new(2, "CREATE TABLE two (x)"), new(3, "DROP TABLE one")]);
        }

        Assert.Equal(3L, Sql(Database, "PRAGMA user_version"));
        Assert.Equal("two", Sql(Database, "SELECT group_concat(name) FROM sqlite_master"));
    }

    [Fact]
    public void Embedded_migrations_are_numbered_without_gaps() =>
        Assert.Equal(Enumerable.Range(1, Migrations.Embedded.Count), Migrations.Embedded.Select(migration => migration.Version));

    [Fact]
    public async Task A_file_of_version_1_opens_and_follows_the_journal_from_its_beginning()
    {
        Sql(Database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "version-1.sql")));

        using var tables = _folder.OpenTables();
        var store = new SqliteProjectionStore(tables);

        Assert.Equal(0, await store.PositionAsync(default));
        Assert.Equal(0, (await store.ListImagesAsync(Rows.Alice, new ImageFilter(10, 0), default)).Total);
        await store.ApplyAsync(1, [new ProjectionChange.PutImage(Rows.Image("image"))], default);
        Assert.Equal(1, (await store.ListImagesAsync(Rows.Alice, new ImageFilter(10, 0, Search: "tavern"), default)).Total);
    }

    [Fact]
    public async Task A_file_of_version_1_knows_which_connection_was_given()
    {
        Sql(Database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "version-1.sql")));
        Sql(Database, """
            INSERT INTO built_in_given VALUES ('alice'), ('bob');
            INSERT INTO connections VALUES ('given', 'alice', 'Sketch', 'sketch', NULL, NULL, 1, NULL, '{}', '{}', 1, 1);
            INSERT INTO connections VALUES ('later', 'bob', 'Mine', 'novelai', NULL, NULL, 1, NULL, '{}', '{}', 2, 2);
            """);

        using var tables = _folder.OpenTables();

        Assert.False(await tables.ReadAsync(connection => ConnectionRows.HasOwnProfile(connection, Rows.Alice), default));
        Assert.True(await tables.ReadAsync(connection => ConnectionRows.HasOwnProfile(connection, Rows.Bob), default));
    }

    [Fact]
    public void A_file_of_version_1_loses_the_remains_of_what_was_deleted()
    {
        const string Canary = "sk-canary-remains";
        Sql(Database, File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "version-1.sql")));
        Sql(Database, $"PRAGMA secure_delete = OFF; INSERT INTO settings VALUES ('alice', '', '{Canary}'); DELETE FROM settings");
        Assert.NotEmpty(_folder.FilesThatHold(Canary));

        using var tables = _folder.OpenTables();

        Assert.Empty(_folder.FilesThatHold(Canary));
    }

    [Fact]
    public async Task A_log_torn_anywhere_leaves_whole_batches()
    {
        using var tables = _folder.OpenTables();
        var store = new SqliteProjectionStore(tables);
        for (var position = 1L; position <= 6; position++)
            await store.ApplyAsync(position, [Put($"a-{position}"), Put($"b-{position}")], default);
        var log = File.ReadAllBytes($"{Database}-wal");

        var positions = new HashSet<long>();
        for (var length = 0; length <= log.Length; length += 3001)
            positions.Add(await PositionAfterCrashAsync(log.AsMemory(0, length)));

        Assert.True(positions.Count > 3, $"Saw {string.Join(", ", positions)}");
    }

    [Fact]
    public async Task What_was_acknowledged_survives_a_kill()
    {
        using var writer = SecondProcess.Write(_folder.Path);
        var acknowledged = 0L;
        while (acknowledged < 50)
            acknowledged = long.Parse(await writer.ReadAsync(), CultureInfo.InvariantCulture);
        writer.Kill();

        using var tables = _folder.OpenTables();
        var position = await new SqliteProjectionStore(tables).PositionAsync(default);

        Assert.True(position >= acknowledged);
        Assert.Equal(position, Sql(Database, "SELECT count(*) FROM images"));
    }

    [SmallDiskFact]
    public async Task A_full_disk_is_reported_and_nothing_is_half_written()
    {
        using var disk = new SmallDisk();
        using var tables = SqliteTables.Open(new SqliteFile(Path.Combine(disk.Path, "lumiverse.db")));
        var store = new SqliteProjectionStore(tables);
        await store.ApplyAsync(1, [Put("first")], default);
        var filler = disk.Fill();

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => ApplyManyAsync(store));
        Assert.Contains("space", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, await store.PositionAsync(default));

        File.Delete(filler);
        await store.ApplyAsync(2, [Put("second")], default);
        Assert.Equal(2, (await store.ListImagesAsync(Rows.Alice, new ImageFilter(10, 0), default)).Total);
    }

    [SmallDiskFact]
    public void A_read_only_disk_is_reported()
    {
        using var disk = new SmallDisk();
        disk.MakeReadOnly();

        var refused = Assert.Throws<StorageUnavailableException>(() => SqliteTables.Open(new SqliteFile(Path.Combine(disk.Path, "lumiverse.db"))));

        Assert.Contains("writable", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private SqliteFile Impatient() => new(Database, busyTimeout: TimeSpan.FromMilliseconds(50));

    private static ProjectionChange.PutImage Put(string id) => new ProjectionChange.PutImage(Rows.Image(id));

    private static Task<int> Insert(SqliteTables tables, string id) =>
        tables.WriteAsync(connection => connection.Execute("INSERT INTO awake_actors VALUES ($id)", ("$id", id)), default);

    private static Task ApplyManyAsync(SqliteProjectionStore store) =>
        store.ApplyAsync(2, [.. Enumerable.Range(0, 1000).Select(i => Put($"image-{i}"))], default);

    private async Task<long> PositionAfterCrashAsync(ReadOnlyMemory<byte> log)
    {
        using var copy = new TempFolder();
        File.Copy(Database, copy.In("lumiverse.db"));
        await File.WriteAllBytesAsync(copy.In("lumiverse.db-wal"), log);
        using var tables = copy.OpenTables();
        var store = new SqliteProjectionStore(tables);
        var position = await store.PositionAsync(default);
        Assert.Equal(2 * position, (await store.ListImagesAsync(Rows.Alice, new ImageFilter(1, 0), default)).Total);
        return position;
    }

    private static object? Sql(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        return connection.Scalar(sql);
    }
}
