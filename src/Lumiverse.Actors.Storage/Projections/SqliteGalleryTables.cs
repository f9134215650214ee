using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>What galleries ask, in SQLite.</summary>
internal sealed class SqliteGalleryTables(SqliteTables tables) : IGalleryTables
{
    private const string Sizes = """
        SELECT chat_id, count(*), sum(byte_count), sum(thumbnails), sum(thumbnail_bytes)
        FROM images WHERE user_id = $user GROUP BY chat_id ORDER BY sum(byte_count) DESC
        """;

    public Task<IReadOnlyList<ImageRow>> FindImagesAsync(UserId user, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageTable.Find(connection, user, ids), cancellation);

    public Task<Page<ImageTile>> LayOutAsync(UserId user, ImageFilter filter, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageLists.LayOut(connection, user, filter), cancellation);

    public Task<IReadOnlyList<ImageRow>> ListVersionsAsync(UserId user, ImageId first, int limit, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageTable.Versions(connection, user, first, limit), cancellation);

    public Task<IReadOnlyList<PastBackground>> ListBackgroundsAsync(UserId user, ChatId chat, int limit, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageUses.Backgrounds(connection, user, chat, limit), cancellation);

    public Task<IReadOnlyList<ImageUse>> ListUsesAsync(UserId user, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageUses.Of(connection, user, ids), cancellation);

    public Task<GallerySize> MeasureAsync(UserId user, CancellationToken cancellation) => tables.ReadAsync(
        connection => new GallerySize(connection.Query(Sizes, ReadSize, ("$user", user.Value)), ImageBin.Measure(connection, user)), cancellation);

    public Task<IReadOnlyList<BlobHash>> FindUnusedAsync(IReadOnlyCollection<BlobHash> hashes, CancellationToken cancellation) =>
        tables.ReadAsync(connection => BlobUses.Unused(connection, hashes), cancellation);

    private static ChatSize ReadSize(SqliteDataReader reader) => new(
        reader.Text(0) is { } chat ? ChatId.Of(chat) : null, reader.GetInt32(1), reader.GetInt64(2), reader.GetInt32(3), reader.GetInt64(4));
}
