using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Settings;

/// <summary>Settings as JSON objects in SQLite, one row per user and one per chat.</summary>
internal sealed class SqliteSettingsStore(SqliteTables tables) : ISettingsStore
{
    /// <summary>No chat has an empty id, so it stands for all chats of the user.</summary>
    private const string AllChats = "";

    public Task<JsonObject> ReadAsync(UserId user, CancellationToken cancellation) => ReadAsync(user, AllChats, cancellation);

    public Task<JsonObject> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation) => ReadAsync(user, chat.Value, cancellation);

    public Task<JsonObject> MergeAsync(UserId user, JsonObject patch, CancellationToken cancellation) =>
        MergeAsync(user, AllChats, patch, cancellation);

    public Task<JsonObject> MergeAsync(UserId user, ChatId chat, JsonObject patch, CancellationToken cancellation) =>
        MergeAsync(user, chat.Value, patch, cancellation);

    private Task<JsonObject> ReadAsync(UserId user, string chat, CancellationToken cancellation) =>
        tables.ReadAsync(connection => Read(connection, user, chat), cancellation);

    private Task<JsonObject> MergeAsync(UserId user, string chat, JsonObject patch, CancellationToken cancellation) => tables.WriteAsync(connection =>
    {
        var merged = Read(connection, user, chat);
        Merge(merged, patch);
        connection.Execute(
            "INSERT OR REPLACE INTO settings VALUES ($user, $chat, $value)",
            ("$user", user.Value), ("$chat", chat), ("$value", merged.ToJsonString()));
        return merged;
    }, cancellation);

    private static JsonObject Read(SqliteConnection connection, UserId user, string chat) => JsonColumn.Read(connection.Scalar(
        "SELECT value FROM settings WHERE user_id = $user AND chat_id = $chat", ("$user", user.Value), ("$chat", chat)) as string);

    private static void Merge(JsonObject into, JsonObject patch)
    {
        foreach (var (key, value) in patch)
            if (value is null)
                into.Remove(key);
            else
                into[key] = value.DeepClone();
    }
}
