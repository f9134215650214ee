using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>Rows of a real journal in which something was changed while nobody looked.</summary>
public sealed class DamagedJournalTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("ann"), ChatId.Of("harbour"));
    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>What the damage does to the second event of the chat, and what is said of it.</summary>
    public static TheoryData<string, string> Damages => new()
    {
        { "message = substr(message, 1, length(message) - 12)", "event 2, scene.decided.v1" },
        { "message = CAST(replace(message, 'harbour', 'harbout') AS BLOB)", "event 2, scene.decided.v1: it was changed" },
        { "message = x''", "event 2, scene.decided.v1" },
        { "manifest = 'scene.decidee.v1'", "event 2, scene.decidee.v1: no such manifest" },
        { "manifest = 'scene.job-ended.v1'", "event 2, scene.job-ended.v1: it was changed" },
        { "identifier = 5211", "event 2: its row is damaged" },
        { "identifier = 1", "event 2: its row is damaged" },
        { "identifier = NULL", "event 2: its row is damaged" },
        { "identifier = 5210 + (1 << 32)", "event 2: its row is damaged" },
        { "message = 5", "event 2: its row is damaged" },
        { "sequence_number = 66", "event 2 is missing" },
        { "deleted = 1", "event 2 is missing" },
        { "persistence_id = 'scene-somebody:else'", "event 2 is missing" },
    };

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_row_is_named_to_whoever_asks_and_nobody_else_notices(string damage, string said)
    {
        await using (var host = await EngineHost.StartAsync(_folder.Path))
            await host.PaintAsync(Chat, "job");
        Damage(damage);

        await using var again = await EngineHost.StartAsync(_folder.Path);
        var answer = await again.RequestAsync(Chat, "another");
        var elsewhere = await again.PaintAsync(new ChatKey(Chat.User, ChatId.Of("elsewhere")), "third");

        var reason = Assert.IsType<Answer.Failed>(answer).Reason;
        Assert.Contains("scene", reason, StringComparison.Ordinal);
        Assert.Contains(Chat.Chat.Value, reason, StringComparison.Ordinal);
        Assert.Contains(said, reason, StringComparison.Ordinal);
        Assert.Equal("done", elsewhere.State);
    }

    [Fact]
    public async Task What_comes_after_a_damaged_row_is_still_read_from_the_journal()
    {
        await using (var host = await EngineHost.StartAsync(_folder.Path))
            await host.PaintAsync(Chat, "job");
        Damage("identifier = 5210 + (1 << 32)");

        await using var again = await EngineHost.StartAsync(_folder.Path);
        var read = await again.Get<IJournalReader>().ReadAsync(0, 1000, default);

        var last = await again.Get<IJournalReader>().LastPositionAsync(default);
        Assert.Equal(last, read[^1].Position);
        Assert.Equal(last, read.Count);
    }

    [Fact]
    public async Task A_chat_goes_on_when_its_row_is_mended()
    {
        await using (var host = await EngineHost.StartAsync(_folder.Path))
            await host.PaintAsync(Chat, "job");
        Damage("identifier = 5211");
        await using (var host = await EngineHost.StartAsync(_folder.Path))
            Assert.IsType<Answer.Failed>(await host.RequestAsync(Chat, "another"));
        Damage("identifier = 5210");

        await using var again = await EngineHost.StartAsync(_folder.Path);

        Assert.Equal("done", (await again.PaintAsync(Chat, "another")).State);
    }

    [Fact]
    public async Task A_snapshot_without_a_serializer_is_done_without()
    {
        await using (var host = await EngineHost.StartAsync(_folder.Path, options: one => one with { Entities = new EntitySettings { FactsPerSnapshot = 1 } }))
            await host.PaintAsync(Chat, "job");
        Change("snapshots.db", "UPDATE snapshot SET serializer_id = 5211 WHERE persistence_id LIKE 'scene%harbour'");

        await using var again = await EngineHost.StartAsync(_folder.Path);

        Assert.Equal("done", (await again.PaintAsync(Chat, "another")).State);
    }

    private void Damage(string change) =>
        Change("journal.db", $"UPDATE journal SET {change} WHERE persistence_id LIKE 'scene%harbour' AND sequence_number = 2");

    private void Change(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.In(file)};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand(sql, connection);
        Assert.InRange(command.ExecuteNonQuery(), 1, int.MaxValue);
    }
}
