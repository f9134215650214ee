using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Parking;

/// <summary>Messages that made an actor throw, in SQLite.</summary>
internal sealed class SqliteParkedMessages(SqliteTables tables, TimeProvider clock) : IParkedMessages
{
    /// <summary>Messages that threw and then went through are never heard of again; beyond these the oldest are forgotten.</summary>
    public const int MostCounted = 1000;

    /// <summary>Enough for a message and the top of a stack trace.</summary>
    public const int LongestError = 4000;

    private const string Count = """
        INSERT INTO thrown_messages (persistence_id, message_id, manifest, payload, error, throws, thrown_at)
        VALUES ($actor, $message, $manifest, $payload, $error, 1, $at)
        ON CONFLICT (persistence_id, message_id) DO UPDATE SET
            manifest = excluded.manifest, payload = excluded.payload, error = excluded.error,
            throws = throws + 1, thrown_at = excluded.thrown_at
        RETURNING throws
        """;

    private const string Forget = """
        DELETE FROM thrown_messages WHERE parked_at IS NULL AND thrown_at < (
            SELECT thrown_at FROM thrown_messages WHERE parked_at IS NULL ORDER BY thrown_at DESC LIMIT 1 OFFSET $kept)
        """;

    public Task<int> RecordThrowAsync(
        string persistenceId, string messageId, string manifest, ReadOnlyMemory<byte> payload, string error, CancellationToken cancellation) =>
        tables.WriteAsync(connection =>
        {
            var throws = connection.Number(
                Count, ("$actor", persistenceId), ("$message", messageId), ("$manifest", manifest), ("$payload", payload.ToArray()),
                ("$error", error[..Math.Min(error.Length, LongestError)]), ("$at", Now()));
            connection.Execute(Forget, ("$kept", MostCounted - 1));
            return (int)throws;
        }, cancellation);

    public Task ParkAsync(string persistenceId, string messageId, CancellationToken cancellation) => tables.WriteAsync(
        connection => connection.Execute(
            "UPDATE thrown_messages SET parked_at = coalesce(parked_at, $at) WHERE persistence_id = $actor AND message_id = $message",
            ("$at", Now()), ("$actor", persistenceId), ("$message", messageId)),
        cancellation);

    public async Task<IReadOnlyList<ParkedMessage>> ListAsync(int limit, CancellationToken cancellation) => await tables.ReadAsync(
        connection => connection.Query(
            """
            SELECT persistence_id, message_id, manifest, throws, error, parked_at FROM thrown_messages
            WHERE parked_at IS NOT NULL ORDER BY parked_at DESC, rowid DESC LIMIT $limit
            """,
            Read, ("$limit", limit)),
        cancellation);

    private static ParkedMessage Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetInt32(3), reader.GetString(4), reader.Time(5));

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
