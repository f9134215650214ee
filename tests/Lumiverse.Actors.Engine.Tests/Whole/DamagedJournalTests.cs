using Lumiverse.Actors.Core.Primitives;
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

    private void Damage(string change)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.In("journal.db")};Pooling=False");
        connection.Open();
        using var command = new SqliteCommand($"UPDATE journal SET {change} WHERE persistence_id LIKE 'scene%harbour' AND sequence_number = 2", connection);
        Assert.Equal(1, command.ExecuteNonQuery());
    }
}
