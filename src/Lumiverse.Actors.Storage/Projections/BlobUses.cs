using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>Which blobs must be kept, and because of whom.</summary>
internal static class BlobUses
{
    public static string By(ImageId image) => $"image:{image}";

    public static string By(JobId job) => $"job:{job}";

    /// <summary>States all blobs that one image or job names; those it named before are let go.</summary>
    public static void Replace(SqliteConnection connection, string usedBy, IEnumerable<BlobHash> hashes)
    {
        Remove(connection, usedBy);
        foreach (var hash in hashes)
            connection.Execute("INSERT OR IGNORE INTO blob_uses VALUES ($hash, $usedBy)", ("$hash", hash.Value), ("$usedBy", usedBy));
    }

    public static void Remove(SqliteConnection connection, string usedBy) =>
        connection.Execute("DELETE FROM blob_uses WHERE used_by = $usedBy", ("$usedBy", usedBy));

    public static IReadOnlyList<BlobHash> Unused(SqliteConnection connection, IEnumerable<BlobHash> hashes) => connection.Query(
        "SELECT value FROM json_each($hashes) WHERE NOT EXISTS (SELECT 1 FROM blob_uses WHERE hash = value)",
        reader => BlobHash.Of(reader.GetString(0)), ("$hashes", JsonColumn.Write(hashes.Select(hash => hash.Value))));

    public static bool Any(SqliteConnection connection, BlobHash hash) =>
        connection.Number("SELECT EXISTS (SELECT 1 FROM blob_uses WHERE hash = $hash)", ("$hash", hash.Value)) == 1;
}
