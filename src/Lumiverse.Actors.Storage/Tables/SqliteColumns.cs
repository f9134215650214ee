using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Tables;

/// <summary>Columns as the domain has them.</summary>
internal static class SqliteColumns
{
    /// <summary>A text, or null for NULL.</summary>
    public static string? Text(this SqliteDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A time stored as Unix milliseconds.</summary>
    public static DateTimeOffset Time(this SqliteDataReader reader, int column) =>
        DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(column));
}
