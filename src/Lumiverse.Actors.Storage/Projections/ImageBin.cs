using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Images that were deleted and can still be taken back, with the numbers they had.</summary>
internal static class ImageBin
{
    public static void Take(SqliteConnection connection, ImageId id, DateTimeOffset undoUntil)
    {
        if (ImageTable.FindFirst(connection, "id = $value", id.Value) is not { } row || ImageTable.TakeOut(connection, id) is not { } number)
            return;
        var bytes = row.Picture.ByteCount + ImageTable.ThumbnailsOf(row.Picture).Sum(thumbnail => thumbnail.ByteCount);
        connection.Execute(
            "INSERT OR REPLACE INTO image_bin VALUES ($id, $number, $user, $bytes, $until, $row)",
            ("$id", id.Value), ("$number", number), ("$user", row.User.Value), ("$bytes", bytes),
            ("$until", undoUntil.ToUnixTimeMilliseconds()), ("$row", ImageTable.Written(row)));
    }

    public static void GiveBack(SqliteConnection connection, ImageId id)
    {
        var binned = connection.Query(
            "DELETE FROM image_bin WHERE id = $id RETURNING row, number", reader => (Row: ImageTable.Read(reader), Number: reader.GetInt64(1)), ("$id", id.Value));
        foreach (var (row, number) in binned)
            ImageTable.Put(connection, row, number);
    }

    public static void Change(SqliteConnection connection, ImageId id, Func<ImageRow, ImageRow> change)
    {
        if (Find(connection, id) is not { } row)
            return;
        var changed = change(row);
        connection.Execute("UPDATE image_bin SET row = $row WHERE id = $id", ("$id", id.Value), ("$row", ImageTable.Written(changed)));
        BlobUses.Replace(
            connection, BlobUses.By(id), [changed.Picture.Hash, .. ImageTable.ThumbnailsOf(changed.Picture).Select(thumbnail => thumbnail.Hash)]);
    }

    public static ImageRow? Find(SqliteConnection connection, ImageId id) =>
        connection.Query("SELECT row FROM image_bin WHERE id = $id", ImageTable.Read, ("$id", id.Value)).FirstOrDefault();

    public static void Remove(SqliteConnection connection, ImageId id) =>
        connection.Execute("DELETE FROM image_bin WHERE id = $id", ("$id", id.Value));

    public static BinSize Measure(SqliteConnection connection, UserId user) => connection.Query(
        "SELECT count(*), coalesce(sum(byte_count), 0), min(undo_until) FROM image_bin WHERE user_id = $user",
        reader => new BinSize(reader.GetInt32(0), reader.GetInt64(1), reader.IsDBNull(2) ? null : reader.Time(2)), ("$user", user.Value)).Single();
}
