using System.Text.Json;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Images, the words they are found by, and the blobs they name; kept together.</summary>
internal static class ImageTable
{
    private const string Upsert = """
        INSERT INTO images (id, user_id, chat_id, character_id, provider, job_id, public_token, favorite, byte_count, created_at, row)
        VALUES ($id, $user, $chat, $character, $provider, $job, $token, $favorite, $bytes, $createdAt, $row)
        ON CONFLICT (id) DO UPDATE SET
            user_id = excluded.user_id, chat_id = excluded.chat_id, character_id = excluded.character_id,
            provider = excluded.provider, job_id = excluded.job_id, public_token = excluded.public_token,
            favorite = excluded.favorite, byte_count = excluded.byte_count, created_at = excluded.created_at, row = excluded.row
        RETURNING number
        """;

    public static void Put(SqliteConnection connection, ImageRow row)
    {
        var number = connection.Number(
            Upsert, ("$id", row.Id.Value), ("$user", row.User.Value), ("$chat", row.Chat?.Value), ("$character", row.CharacterId),
            ("$provider", row.Provider), ("$job", row.Job?.Value), ("$token", row.PublicToken), ("$favorite", row.Favorite),
            ("$bytes", row.Picture.ByteCount), ("$createdAt", row.CreatedAt.ToUnixTimeMilliseconds()),
            ("$row", JsonSerializer.Serialize(row, RowJson.Default.ImageRow)));
        connection.Execute(
            "INSERT OR REPLACE INTO image_search (rowid, prompt, scene, model) VALUES ($number, $prompt, $scene, $model)",
            ("$number", number), ("$prompt", SearchText.Index(row.Prompt)), ("$scene", SearchText.IndexJson(row.SceneJson)),
            ("$model", SearchText.Index(row.Model)));
        BlobUses.Replace(connection, BlobUses.By(row.Id), BlobsOf(row.Picture));
    }

    /// <summary>Changes an image; one that was removed meanwhile stays removed.</summary>
    public static void Change(SqliteConnection connection, ImageId id, Func<ImageRow, ImageRow> change)
    {
        if (FindFirst(connection, "id = $value", id.Value) is { } row)
            Put(connection, change(row));
    }

    public static void Remove(SqliteConnection connection, ImageId id)
    {
        connection.Execute("DELETE FROM image_search WHERE rowid = (SELECT number FROM images WHERE id = $id)", ("$id", id.Value));
        connection.Execute("DELETE FROM images WHERE id = $id", ("$id", id.Value));
        BlobUses.Remove(connection, BlobUses.By(id));
    }

    /// <summary>The newest image for which a condition on <c>$value</c> holds.</summary>
    public static ImageRow? FindFirst(SqliteConnection connection, string condition, string value) => connection.Query(
        $"SELECT row FROM images WHERE {condition} ORDER BY number DESC LIMIT 1", Read, ("$value", value)).FirstOrDefault();

    public static Page<ImageRow> List(SqliteConnection connection, UserId user, ImageFilter filter) => connection.Page(
        "row", "images", Conditions(user, filter), OrderOf(filter.Sorting), filter.Limit, filter.Offset, Read);

    private static SqlFilter Conditions(UserId user, ImageFilter filter) => new SqlFilter()
        .Where("user_id = $user", "$user", user.Value)
        .Where("chat_id = $chat", "$chat", filter.Chat?.Value)
        .Where("character_id = $character", "$character", filter.CharacterId)
        .Where("provider = $provider", "$provider", filter.Provider)
        .Where("favorite = $favorite", "$favorite", filter.Favorite)
        .Where(
            "number IN (SELECT rowid FROM image_search WHERE image_search MATCH $search)", "$search",
            string.IsNullOrWhiteSpace(filter.Search) ? null : SearchText.Query(filter.Search));

    private static string OrderOf(ImageSorting order) => order switch
    {
        ImageSorting.Oldest => "created_at, number",
        ImageSorting.Largest => "byte_count DESC, number DESC",
        _ => "created_at DESC, number DESC",
    };

    private static IEnumerable<BlobHash> BlobsOf(Picture picture)
    {
        yield return picture.Hash;
        if (picture.Small is { } small)
            yield return small.Hash;
        if (picture.Large is { } large)
            yield return large.Hash;
    }

    private static ImageRow Read(SqliteDataReader reader) =>
        JsonSerializer.Deserialize(reader.GetString(0), RowJson.Default.ImageRow) ?? throw new JsonException("An image row is empty.");
}
