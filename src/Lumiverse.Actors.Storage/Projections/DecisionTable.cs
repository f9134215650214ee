using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>The last decisions of each chat.</summary>
internal static class DecisionTable
{
    /// <summary>A long evening's chat; what is older nobody looks up, and the journal has it.</summary>
    public const int KeptPerChat = 500;

    private const string Trim = """
        DELETE FROM decisions WHERE user_id = $user AND chat_id = $chat AND position <= (
            SELECT position FROM decisions WHERE user_id = $user AND chat_id = $chat
            ORDER BY position DESC LIMIT 1 OFFSET $kept)
        """;

    public static void Add(SqliteConnection connection, long position, DecisionRow row)
    {
        connection.Execute(
            "INSERT OR REPLACE INTO decisions VALUES ($position, $user, $chat, $message, $at, $json)",
            ("$position", position), ("$user", row.User.Value), ("$chat", row.Chat.Value), ("$message", row.Message?.Value),
            ("$at", row.At.ToUnixTimeMilliseconds()), ("$json", row.Json));
        connection.Execute(Trim, ("$user", row.User.Value), ("$chat", row.Chat.Value), ("$kept", KeptPerChat));
    }

    public static Page<DecisionRow> List(SqliteConnection connection, UserId user, ChatId chat, MessageId? message, int limit, int offset) => connection.Page(
        "message_id, at, json", "decisions", Conditions(user, chat, message), "position DESC", limit, offset, reader => Read(reader, user, chat));

    private static SqlFilter Conditions(UserId user, ChatId chat, MessageId? message) => new SqlFilter()
        .Where("user_id = $user", "$user", user.Value)
        .Where("chat_id = $chat", "$chat", chat.Value)
        .Where("message_id = $message", "$message", message?.Value);

    private static DecisionRow Read(SqliteDataReader reader, UserId user, ChatId chat) => new(
        user, chat, reader.Text(0) is { } message ? MessageId.Of(message) : null, reader.Time(1), reader.GetString(2));
}
