using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>
/// Parts of a gallery's list. The numbers of the part are found in an index alone, however far it is from the beginning,
/// and only then are its rows read. One condition has an index of its own; words, and several conditions, are left to the
/// full-text index.
/// </summary>
internal static class ImageLists
{
    public static Page<ImageRow> List(SqliteConnection connection, UserId user, ImageFilter filter) =>
        List(connection, user, filter, "row", ImageTable.Read);

    public static Page<ImageTile> LayOut(SqliteConnection connection, UserId user, ImageFilter filter) =>
        List(connection, user, filter, "id, width, height, created_at, favorite, placeholder", ReadTile);

    private static Page<T> List<T>(SqliteConnection connection, UserId user, ImageFilter filter, string columns, Func<SqliteDataReader, T> read)
    {
        if (NumbersOf(user, filter) is not { } numbers)
            return new Page<T>([], 0);
        var total = (int)connection.Number($"SELECT count(*) FROM {numbers.From} {numbers.Filter.Clause}", numbers.Filter.Parameters);
        var items = connection.Query(
            $"""
            SELECT {columns} FROM images WHERE number IN (
                SELECT {numbers.Column} FROM {numbers.From} {numbers.Filter.Clause} ORDER BY {numbers.Order} LIMIT $limit OFFSET $offset)
            ORDER BY {OrderOf(filter.Sorting)}
            """,
            read, [.. numbers.Filter.Parameters, ("$limit", filter.Limit), ("$offset", filter.Offset)]);
        return new Page<T>(items, total);
    }

    /// <summary>Null when nothing can be found.</summary>
    private static Numbers? NumbersOf(UserId user, ImageFilter filter)
    {
        if (string.IsNullOrWhiteSpace(filter.Search) && Conditions(filter) <= 1)
            return new Numbers("number", "images", Plain(user, filter), OrderOf(filter.Sorting));
        if (ImageSearch.Match(user, filter) is not { } match)
            return null;
        return filter.Sorting == ImageSorting.Largest
            ? new Numbers("number", "images INDEXED BY images_by_size", Sized(user, match), OrderOf(filter.Sorting))
            : new Numbers("rowid", "image_search", Matching(match), filter.Sorting == ImageSorting.Oldest ? "rowid" : "rowid DESC");
    }

    private static int Conditions(ImageFilter filter) =>
        new object?[] { filter.Chat, filter.CharacterId, filter.Provider, filter.Favorite }.Count(condition => condition is not null);

    private static SqlFilter Plain(UserId user, ImageFilter filter) => new SqlFilter()
        .Where("user_id = $user", "$user", user.Value)
        .Where("chat_id = $chat", "$chat", filter.Chat?.Value)
        .Where("character_id = $character", "$character", filter.CharacterId)
        .Where("provider = $provider", "$provider", filter.Provider)
        .Where("favorite = $favorite", "$favorite", filter.Favorite);

    private static SqlFilter Matching(string match) => new SqlFilter().Where("image_search MATCH $match", "$match", match);

    private static SqlFilter Sized(UserId user, string match) => new SqlFilter()
        .Where("user_id = $user", "$user", user.Value)
        .Where("number IN (SELECT rowid FROM image_search WHERE image_search MATCH $match)", "$match", match);

    private static string OrderOf(ImageSorting order) => order switch
    {
        ImageSorting.Oldest => "created_at, number",
        ImageSorting.Largest => "byte_count DESC, number DESC",
        _ => "created_at DESC, number DESC",
    };

    private static ImageTile ReadTile(SqliteDataReader reader) => new(
        ImageId.Of(reader.GetString(0)), reader.GetInt32(1), reader.GetInt32(2), reader.Time(3), reader.GetBoolean(4), reader.GetString(5));

    /// <summary>Where the numbers of a list come from.</summary>
    private sealed record Numbers(string Column, string From, SqlFilter Filter, string Order);
}
