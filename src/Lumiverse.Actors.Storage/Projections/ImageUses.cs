using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Which chat uses which image, and what stood behind each chat of late.</summary>
internal static class ImageUses
{
    /// <summary>More changes of scene than a person would page back through; the journal has what is older.</summary>
    public const int BackgroundsPerChat = 1000;

    private const string Trim = """
        DELETE FROM image_uses WHERE user_id = $user AND chat_id = $chat AND kind = $kind AND position <= (
            SELECT position FROM image_uses WHERE user_id = $user AND chat_id = $chat AND kind = $kind
            ORDER BY position DESC LIMIT 1 OFFSET $kept)
        """;

    /// <summary>Whether a use is of the latest background of its chat.</summary>
    private const string IsCurrent = """
        uses.kind = 'Attachment' OR max(uses.position) = (SELECT max(position) FROM image_uses AS latest
            WHERE latest.user_id = uses.user_id AND latest.chat_id = uses.chat_id AND latest.kind = uses.kind)
        """;

    public static void Add(SqliteConnection connection, long position, ImageUseRow row)
    {
        connection.Execute(
            "INSERT OR REPLACE INTO image_uses VALUES ($position, $user, $chat, $kind, $image, $message, $at)",
            ("$position", position), ("$user", row.User.Value), ("$chat", row.Chat.Value), ("$kind", row.Kind.ToString()),
            ("$image", row.Image?.Value), ("$message", row.Message?.Value), ("$at", row.At.ToUnixTimeMilliseconds()));
        if (row.Kind == ImageUseKind.Background)
            connection.Execute(Trim, ("$user", row.User.Value), ("$chat", row.Chat.Value), ("$kind", row.Kind.ToString()), ("$kept", BackgroundsPerChat));
    }

    public static void Remove(SqliteConnection connection, ImageId image) =>
        connection.Execute("DELETE FROM image_uses WHERE image_id = $image", ("$image", image.Value));

    /// <summary>Of each image the latest time: with <c>max</c>, SQLite takes the other columns from that row.</summary>
    public static IReadOnlyList<PastBackground> Backgrounds(SqliteConnection connection, UserId user, ChatId chat, int limit) => connection.Query(
        $"""
        SELECT images.row, uses.message_id, uses.at, {IsCurrent}, max(uses.position) AS latest
        FROM image_uses AS uses JOIN images ON images.id = uses.image_id
        WHERE uses.user_id = $user AND uses.chat_id = $chat AND uses.kind = 'Background'
        GROUP BY uses.image_id ORDER BY latest DESC LIMIT $limit
        """,
        reader => new PastBackground(ImageTable.Read(reader), MessageOf(reader, 1), reader.Time(2), reader.GetBoolean(3)),
        ("$user", user.Value), ("$chat", chat.Value), ("$limit", limit));

    public static IReadOnlyList<ImageUse> Of(SqliteConnection connection, UserId user, IEnumerable<ImageId> images) => connection.Query(
        $"""
        SELECT uses.image_id, uses.chat_id, uses.kind, uses.message_id, {IsCurrent}, max(uses.position) AS latest
        FROM image_uses AS uses
        WHERE uses.image_id IN (SELECT value FROM json_each($images)) AND +uses.user_id = $user
        GROUP BY uses.image_id, uses.chat_id, uses.kind, uses.message_id ORDER BY latest DESC
        """,
        ReadUse, ("$images", JsonColumn.Write(images.Select(image => image.Value))), ("$user", user.Value));

    private static ImageUse ReadUse(SqliteDataReader reader) => new(
        ImageId.Of(reader.GetString(0)), ChatId.Of(reader.GetString(1)), Enum.Parse<ImageUseKind>(reader.GetString(2)),
        MessageOf(reader, 3), reader.GetBoolean(4));

    private static MessageId? MessageOf(SqliteDataReader reader, int column) =>
        reader.Text(column) is { } message ? MessageId.Of(message) : null;
}
