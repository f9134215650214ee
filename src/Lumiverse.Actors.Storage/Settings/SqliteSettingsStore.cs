using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Settings;

/// <summary>Settings as JSON objects in SQLite, one row per user and one per chat.</summary>
internal sealed class SqliteSettingsStore(SqliteTables tables) : ISettingsStore
{
    public Task<JsonObject> ReadAsync(UserId user, CancellationToken cancellation) => ReadAsync(user, SettingsRows.AllChats, cancellation);

    public Task<JsonObject> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation) => ReadAsync(user, chat.Value, cancellation);

    public Task<JsonObject> MergeAsync(UserId user, JsonObject patch, CancellationToken cancellation) =>
        MergeAsync(user, SettingsRows.AllChats, patch, cancellation);

    public Task<JsonObject> MergeAsync(UserId user, ChatId chat, JsonObject patch, CancellationToken cancellation) =>
        MergeAsync(user, chat.Value, patch, cancellation);

    private Task<JsonObject> ReadAsync(UserId user, string chat, CancellationToken cancellation) =>
        tables.ReadAsync(sqlite => SettingsRows.Read(sqlite, user, chat), cancellation);

    private Task<JsonObject> MergeAsync(UserId user, string chat, JsonObject patch, CancellationToken cancellation) => tables.WriteAsync(sqlite =>
    {
        var merged = SettingsRows.Read(sqlite, user, chat);
        SettingsPatch.Apply(patch, merged);
        SettingsRows.Write(sqlite, user, chat, merged);
        return merged;
    }, cancellation);
}
