using System.Text;
using Akka.Actor;
using Akka.Configuration;
using LinqToDB;
using LinqToDB.Data;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Journal;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>The reader against tables that Akka.Persistence.Sql fills.</summary>
public sealed class JournalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TempFolder _folder = new();
    private readonly DataDirectory _directory;
    private readonly SqliteJournalReader _reader;

    public JournalTests()
    {
        _directory = DataDirectory.Open(_folder.In("with a \"quote\""));
        _reader = SqliteJournalReader.Open(new SqliteFile(_directory.JournalFile));
    }

    [Fact]
    public async Task A_journal_nobody_wrote_to_is_empty()
    {
        JournalConfiguration.For(_directory);

        Assert.Equal(0, await _reader.LastPositionAsync(default));
        Assert.Empty(await _reader.ReadAsync(0, 10, default));
        Assert.Empty(await _reader.ReadByTagAsync("all", 0, 10, default));
    }

    [Fact]
    public async Task Events_come_back_in_order_with_their_tags()
    {
        using var system = Start();
        await Write(system, "scene-a", "one|user:alice;all", "two", "three|all");

        var entries = await _reader.ReadAsync(0, 10, default);

        Assert.Equal(["one", "two", "three"], entries.Select(TextOf));
        Assert.Equal([1L, 2L, 3L], entries.Select(entry => entry.SequenceNumber));
        Assert.Equal(["all user:alice", "", "all"], entries.Select(entry => string.Join(' ', entry.Tags.Order())));
        Assert.All(entries, entry => Assert.Equal("scene-a", entry.PersistenceId));
        Assert.True(entries[0].Position < entries[1].Position && entries[1].Position < entries[2].Position);
        Assert.Equal(entries[2].Position, await _reader.LastPositionAsync(default));
    }

    [Fact]
    public async Task The_serializer_and_its_manifest_come_back()
    {
        using var system = Start();
        await Write(system, "scene-a", "one");

        var entry = (await _reader.ReadAsync(0, 1, default)).Single();
        var serializer = system.Serialization.FindSerializerForType(typeof(string));

        Assert.Equal(serializer.Identifier, entry.SerializerId);
        Assert.Equal("one", system.Serialization.Deserialize(entry.Payload.ToArray(), serializer.Identifier, entry.Manifest));
    }

    [Fact]
    public async Task Batches_continue_where_the_last_one_ended()
    {
        using var system = Start();
        await Write(system, "scene-a", [.. Enumerable.Range(0, 25).Select(i => $"e{i}|all")]);

        var all = await ReadInBatches((after, limit) => _reader.ReadAsync(after, limit, default), 10);
        var tagged = await ReadInBatches((after, limit) => _reader.ReadByTagAsync("all", after, limit, default), 10);

        Assert.Equal(Enumerable.Range(0, 25).Select(i => $"e{i}"), all);
        Assert.Equal(all, tagged);
    }

    [Fact]
    public async Task A_tag_gives_its_events_alone()
    {
        using var system = Start();
        await Write(system, "scene-a", "one|user:alice", "two|user:bob", "three|user:alice;all");

        Assert.Equal(["one", "three"], (await _reader.ReadByTagAsync("user:alice", 0, 10, default)).Select(TextOf));
        Assert.Empty(await _reader.ReadByTagAsync("user", 0, 10, default));
    }

    [Fact]
    public async Task Many_actors_at_once_are_read_without_a_gap_while_they_write()
    {
        using var system = Start();
        await Write(system, "scene-0", "first");
        using var done = new CancellationTokenSource();
        var following = FollowAsync(done.Token);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Write(system, $"actor-{i}", [.. Enumerable.Range(0, 20).Select(e => $"{e}|all")])));
        await done.CancelAsync();

        var followed = await following;
        var complete = await _reader.ReadAsync(0, 1000, default);
        Assert.Equal(401, complete.Count);
        Assert.Equal(complete.Take(followed.Count).Select(entry => entry.Position), followed);
    }

    [Fact]
    public async Task Deleted_events_are_skipped()
    {
        using var system = Start();
        await Write(system, "scene-a", "one|all", "two|all", "three|all");
        await Write(system, "scene-b", "four|all");
        var last = await _reader.LastPositionAsync(default);

        await Ask(system, "scene-a", new Notebook.DeleteTo(3));

        Assert.Equal(["four"], (await _reader.ReadAsync(0, 10, default)).Select(TextOf));
        Assert.Equal(["four"], (await _reader.ReadByTagAsync("all", 0, 10, default)).Select(TextOf));
        Assert.Equal(last, await _reader.LastPositionAsync(default));
    }

    [Fact]
    public async Task A_recovered_actor_gets_its_events_and_its_snapshot_back()
    {
        using (var system = Start())
        {
            await Write(system, "scene-a", "one", "two");
            await Ask(system, "scene-a", new Notebook.TakeSnapshot());
            await Write(system, "scene-a", "three");
            await system.Terminate();
        }

        using var again = Start();

        Assert.Equal("one,two,three", await Ask(again, "scene-a", new Notebook.Recall()));
    }

    [Fact]
    public async Task A_folder_that_was_let_go_holds_whole_files_without_logs()
    {
        using (var system = Start())
        {
            await Write(system, "scene-a", "one|all");
            await Ask(system, "scene-a", new Notebook.TakeSnapshot());
            await _reader.ReadAsync(0, 1, default);
            await system.Terminate();
        }

        _reader.Dispose();
        _directory.Dispose();

        Assert.Empty(Directory.EnumerateFiles(_directory.Path, "*-wal"));
    }

    [Fact]
    public async Task Tags_of_one_user_are_read_from_an_index_in_order()
    {
        using var system = Start();
        await Write(system, "scene-a", "one|all");
        await _reader.ReadAsync(0, 1, default);

        using var file = new SqliteFile(_directory.JournalFile);
        var plan = file.InTransaction(connection => string.Join('\n', connection.Query(
            "EXPLAIN QUERY PLAN SELECT ordering_id FROM tags WHERE tag = 'all' AND ordering_id > 5 ORDER BY ordering_id LIMIT 10", row => row.GetString(3))), readOnly: true);

        Assert.Contains("tags_in_order", plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_with_the_tables_of_AkkaPersistenceSql_is_taken_over()
    {
        var theirs = Path.Combine(_directory.Path, "theirs.db");
        using (var system = Start($"akka.persistence.journal.sql {{ auto-initialize = true, connection-string = \"Data Source={theirs.Replace("\"", "\\\"", StringComparison.Ordinal)};Pooling=False\" }}"))
        {
            await Write(system, "scene-a", "one|all", "two");
            await system.Terminate();
        }

        using (var reader = SqliteJournalReader.Open(new SqliteFile(theirs)))
            Assert.Equal(["one"], (await reader.ReadByTagAsync("all", 0, 10, default)).Select(TextOf));

        Assert.Equal(
            "journal_uq sqlite_autoindex_tags_1 tags_in_order",
            Sql(theirs, "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_master WHERE type = 'index' ORDER BY name)"));
    }

    [Fact]
    public async Task Tags_stand_in_their_own_table_and_both_files_write_ahead()
    {
        using var system = Start();
        await Write(system, "scene-a", "one|all");
        await Ask(system, "scene-a", new Notebook.TakeSnapshot());

        Assert.Equal("wal", Sql(_directory.JournalFile, "PRAGMA journal_mode"));
        Assert.Equal("wal", Sql(_directory.SnapshotsFile, "PRAGMA journal_mode"));
        Assert.Equal(1L, Sql(_directory.JournalFile, "SELECT count(*) FROM tags"));
        Assert.Equal(0L, Sql(_directory.JournalFile, "SELECT count(*) FROM pragma_table_info('journal') WHERE name = 'tags'"));
        Assert.Equal(1L, Sql(_directory.SnapshotsFile, "SELECT count(*) FROM snapshot"));
    }

    [Fact]
    public void A_connection_as_the_journal_opens_it_flushes_at_commit()
    {
        var text = JournalConfiguration.For(_directory).GetString("akka.persistence.journal.sql.connection-string");
        using var connection = new DataConnection(new DataOptions().UseConnectionString("SQLite.MS", text));

        Assert.Equal(2, connection.Execute<int>("PRAGMA synchronous"));
    }

    [Fact]
    public void A_damaged_journal_is_named_before_any_actor_starts()
    {
        _reader.Dispose();
        File.WriteAllText(_directory.JournalFile, string.Concat(Enumerable.Repeat("not a database ", 1000)));

        var refused = Assert.Throws<StorageUnavailableException>(() => JournalConfiguration.For(_directory));

        Assert.Contains(_directory.JournalFile, refused.Message, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _reader.Dispose();
        _directory.Dispose();
        _folder.Dispose();
    }

    private ActorSystem Start(string hocon = "") =>
        ActorSystem.Create("journal", ConfigurationFactory.ParseString($"akka.loglevel = ERROR\n{hocon}").WithFallback(JournalConfiguration.For(_directory)));

    private static Task<string> Write(ActorSystem system, string id, params string[] events) => Ask(system, id, new Notebook.Store(events));

    private static Task<string> Ask(ActorSystem system, string id, object message)
    {
        var actor = system.ActorOf(Props.Create(() => new Notebook(id)));
        return actor.Ask<string>(message, Patience).ContinueWith(async answer =>
        {
            await actor.GracefulStop(Patience, new Notebook.Close());
            return await answer;
        }, TaskScheduler.Default).Unwrap();
    }

    private async Task<List<long>> FollowAsync(CancellationToken done)
    {
        var seen = new List<long>();
        while (!done.IsCancellationRequested)
            seen.AddRange((await _reader.ReadAsync(seen.LastOrDefault(), 7, default)).Select(entry => entry.Position));
        return seen;
    }

    private static async Task<List<string>> ReadInBatches(Func<long, int, Task<IReadOnlyList<JournalEntry>>> read, int limit)
    {
        var texts = new List<string>();
        for (var batch = await read(0, limit); batch.Count > 0; batch = await read(batch[^1].Position, limit))
            texts.AddRange(batch.Select(TextOf));
        return texts;
    }

    // Akka's own serializer writes a text as JSON.
    private static string TextOf(JournalEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span).Trim('"');

    private static object? Sql(string path, string sql)
    {
        using var file = new SqliteFile(path);
        return file.InTransaction(connection => connection.Scalar(sql), readOnly: true);
    }
}
