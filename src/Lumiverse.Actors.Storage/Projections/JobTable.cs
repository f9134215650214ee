using System.Text.Json;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Jobs, and the blobs they still need.</summary>
internal static class JobTable
{
    private const string Upsert = """
        INSERT INTO jobs (id, user_id, chat_id, state, created_at, row)
        VALUES ($id, $user, $chat, $state, $createdAt, $row)
        ON CONFLICT (id) DO UPDATE SET
            user_id = excluded.user_id, chat_id = excluded.chat_id, state = excluded.state,
            created_at = excluded.created_at, row = excluded.row
        """;

    public static void Put(SqliteConnection connection, JobRow row)
    {
        connection.Execute(
            Upsert, ("$id", row.Id.Value), ("$user", row.User.Value), ("$chat", row.Chat.Value), ("$state", row.State),
            ("$createdAt", row.CreatedAt.ToUnixTimeMilliseconds()), ("$row", JsonSerializer.Serialize(row, RowJson.Default.JobRow)));
        BlobUses.Replace(connection, BlobUses.By(row.Id), row.PendingBlobs);
    }

    public static JobRow? Find(SqliteConnection connection, JobId id) =>
        connection.Query("SELECT row FROM jobs WHERE id = $id", Read, ("$id", id.Value)).FirstOrDefault();

    public static IReadOnlyList<JobRow> ListLive(SqliteConnection connection) =>
        connection.Query("SELECT row FROM jobs WHERE state IN ('queued', 'running', 'saving') ORDER BY number", Read);

    public static Page<JobRow> List(SqliteConnection connection, UserId user, JobFilter filter) => connection.Page(
        "row", "jobs", Conditions(user, filter), "created_at DESC, number DESC", filter.Limit, filter.Offset, Read);

    private static SqlFilter Conditions(UserId user, JobFilter filter) => new SqlFilter()
        .Where("user_id = $user", "$user", user.Value)
        .Where("chat_id = $chat", "$chat", filter.Chat?.Value)
        .Where("state = $state", "$state", filter.State);

    private static JobRow Read(SqliteDataReader reader) =>
        JsonSerializer.Deserialize(reader.GetString(0), RowJson.Default.JobRow) ?? throw new JsonException("A job row is empty.");
}
