using System.Text.Json;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Images, the words they are found by, and the blobs they name; kept together.</summary>
internal static class ImageTable
{
    private const string Upsert = """
        INSERT INTO images (number, id, user_id, chat_id, character_id, provider, job_id, first_version, public_token, favorite,
            byte_count, thumbnails, thumbnail_bytes, width, height, created_at, placeholder, row)
        VALUES ($number, $id, $user, $chat, $character, $provider, $job, $first, $token, $favorite,
            $bytes, $thumbnails, $thumbnailBytes, $width, $height, $createdAt, $placeholder, $row)
        ON CONFLICT (id) DO UPDATE SET
            user_id = excluded.user_id, chat_id = excluded.chat_id, character_id = excluded.character_id,
            provider = excluded.provider, job_id = excluded.job_id, first_version = excluded.first_version,
            public_token = excluded.public_token, favorite = excluded.favorite, byte_count = excluded.byte_count,
            thumbnails = excluded.thumbnails, thumbnail_bytes = excluded.thumbnail_bytes, width = excluded.width,
            height = excluded.height, created_at = excluded.created_at, placeholder = excluded.placeholder, row = excluded.row
        RETURNING number
        """;

    /// <param name="number">The number it had before; null = the next one, or the one it has.</param>
    public static void Put(SqliteConnection connection, ImageRow row, long? number = null)
    {
        var thumbnails = ThumbnailsOf(row.Picture).ToList();
        ImageSearch.Put(connection, row, connection.Number(
            Upsert, ("$number", number), ("$id", row.Id.Value), ("$user", row.User.Value), ("$chat", row.Chat?.Value), ("$character", row.CharacterId),
            ("$provider", row.Provider), ("$job", row.Job?.Value), ("$first", row.Version?.First.Value), ("$token", row.PublicToken),
            ("$favorite", row.Favorite), ("$bytes", row.Picture.ByteCount), ("$thumbnails", thumbnails.Count),
            ("$thumbnailBytes", thumbnails.Sum(thumbnail => thumbnail.ByteCount)), ("$width", row.Picture.WidthPixels),
            ("$height", row.Picture.HeightPixels), ("$createdAt", row.CreatedAt.ToUnixTimeMilliseconds()),
            ("$placeholder", row.Picture.Placeholder), ("$row", Written(row))));
        BlobUses.Replace(connection, BlobUses.By(row.Id), [row.Picture.Hash, .. thumbnails.Select(thumbnail => thumbnail.Hash)]);
    }

    /// <summary>Changes an image, also in the bin; one that was removed meanwhile stays removed.</summary>
    public static void Change(SqliteConnection connection, ImageId id, Func<ImageRow, ImageRow> change)
    {
        if (FindFirst(connection, "id = $value", id.Value) is { } row)
            Put(connection, change(row));
        else
            ImageBin.Change(connection, id, change);
    }

    /// <summary>Takes an image out of every list; its blobs stay used.</summary>
    public static long? TakeOut(SqliteConnection connection, ImageId id)
    {
        if (connection.Scalar("DELETE FROM images WHERE id = $id RETURNING number", ("$id", id.Value)) is not long number)
            return null;
        ImageSearch.Remove(connection, number);
        return number;
    }

    public static void Remove(SqliteConnection connection, ImageId id)
    {
        TakeOut(connection, id);
        ImageBin.Remove(connection, id);
        ImageUses.Remove(connection, id);
        BlobUses.Remove(connection, BlobUses.By(id));
    }

    /// <summary>The newest image for which a condition on <c>$value</c> holds.</summary>
    public static ImageRow? FindFirst(SqliteConnection connection, string condition, string value) => connection.Query(
        $"SELECT row FROM images WHERE {condition} ORDER BY number DESC LIMIT 1", Read, ("$value", value)).FirstOrDefault();

    /// <summary>The plus keeps SQLite from walking all images of the user in search of a few.</summary>
    public static IReadOnlyList<ImageRow> Find(SqliteConnection connection, UserId user, IEnumerable<ImageId> ids) => connection.Query(
        "SELECT row FROM images WHERE id IN (SELECT value FROM json_each($ids)) AND +user_id = $user", Read,
        ("$ids", JsonColumn.Write(ids.Select(id => id.Value))), ("$user", user.Value));

    public static IReadOnlyList<ImageRow> Versions(SqliteConnection connection, UserId user, ImageId first, int limit)
    {
        var found = connection.Query(
            "SELECT row FROM images WHERE (first_version = $first OR id = $first) AND +user_id = $user ORDER BY number DESC LIMIT $limit", Read,
            ("$first", first.Value), ("$user", user.Value), ("$limit", limit));
        found.Reverse();
        return found;
    }

    public static string Written(ImageRow row) => JsonSerializer.Serialize(row, RowJson.Default.ImageRow);

    public static ImageRow Read(SqliteDataReader reader) => Read(reader, 0);

    public static ImageRow Read(SqliteDataReader reader, int column) =>
        JsonSerializer.Deserialize(reader.GetString(column), RowJson.Default.ImageRow) ?? throw new JsonException("An image row is empty.");

    public static IEnumerable<Thumbnail> ThumbnailsOf(Picture picture) =>
        new[] { picture.Small, picture.Large }.OfType<Thumbnail>();
}
