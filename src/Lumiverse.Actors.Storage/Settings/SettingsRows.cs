using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Settings;

/// <summary>The table of settings, inside a transaction of the caller.</summary>
internal static class SettingsRows
{
    /// <summary>No chat has an empty id, so it stands for all chats of the user.</summary>
    public const string AllChats = "";

    public static JsonObject Read(SqliteConnection sqlite, UserId user, string chat) => JsonColumn.Read(sqlite.Scalar(
        "SELECT value FROM settings WHERE user_id = $user AND chat_id = $chat", ("$user", user.Value), ("$chat", chat)) as string);

    public static void Write(SqliteConnection sqlite, UserId user, string chat, JsonObject value) => sqlite.Execute(
        "INSERT OR REPLACE INTO settings VALUES ($user, $chat, $value)",
        ("$user", user.Value), ("$chat", chat), ("$value", value.ToJsonString()));
}
