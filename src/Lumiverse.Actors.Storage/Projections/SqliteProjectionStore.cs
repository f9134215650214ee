using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Projections;

/// <summary>The projected tables in SQLite. Knows which row a change touches, never which event it came from.</summary>
internal sealed class SqliteProjectionStore(SqliteTables tables) : IProjectionStore
{
    private const string Empty = """
        DELETE FROM images;
        DELETE FROM image_bin;
        DELETE FROM image_uses;
        INSERT INTO image_search (image_search) VALUES ('delete-all');
        DELETE FROM jobs;
        DELETE FROM blob_uses;
        DELETE FROM decisions;
        DELETE FROM awake_actors;
        UPDATE projection_position SET position = 0;
        """;

    public Task<long> PositionAsync(CancellationToken cancellation) => tables.ReadAsync(Position, cancellation);

    public Task ApplyAsync(long position, IReadOnlyList<ProjectionChange> changes, CancellationToken cancellation) =>
        tables.WriteAsync(connection => Apply(connection, position, changes), cancellation);

    public Task ResetAsync(CancellationToken cancellation) =>
        tables.WriteAsync(connection => connection.Execute(Empty), cancellation);

    public async Task<IReadOnlyList<string>> ListAwakeAsync(CancellationToken cancellation) => await tables.ReadAsync(
        connection => connection.Query("SELECT persistence_id FROM awake_actors ORDER BY persistence_id", row => row.GetString(0)), cancellation);

    public async Task<ImageRow?> FindImageAsync(UserId user, ImageId id, CancellationToken cancellation)
    {
        var image = await FindImageAsync("id = $value", id.Value, cancellation);
        return image?.User == user ? image : null;
    }

    public Task<ImageRow?> FindImageByTokenAsync(string token, CancellationToken cancellation) =>
        FindImageAsync("public_token = $value", token, cancellation);

    public Task<ImageRow?> FindImageByJobAsync(JobId job, CancellationToken cancellation) =>
        FindImageAsync("job_id = $value", job.Value, cancellation);

    public async Task<ImageRow?> FindBinnedImageAsync(UserId user, ImageId id, CancellationToken cancellation)
    {
        var image = await tables.ReadAsync(connection => ImageBin.Find(connection, id), cancellation);
        return image?.User == user ? image : null;
    }

    public Task<Page<ImageRow>> ListImagesAsync(UserId user, ImageFilter filter, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageLists.List(connection, user, filter), cancellation);

    public Task<bool> IsBlobUsedAsync(BlobHash hash, CancellationToken cancellation) =>
        tables.ReadAsync(connection => BlobUses.Any(connection, hash), cancellation);

    public Task<JobRow?> FindJobAsync(JobId id, CancellationToken cancellation) =>
        tables.ReadAsync(connection => JobTable.Find(connection, id), cancellation);

    public Task<IReadOnlyList<JobRow>> ListLiveJobsAsync(CancellationToken cancellation) =>
        tables.ReadAsync(JobTable.ListLive, cancellation);

    public Task<Page<JobRow>> ListJobsAsync(UserId user, JobFilter filter, CancellationToken cancellation) =>
        tables.ReadAsync(connection => JobTable.List(connection, user, filter), cancellation);

    public Task<Page<DecisionRow>> ListDecisionsAsync(UserId user, ChatId chat, MessageId? message, int limit, int offset, CancellationToken cancellation) =>
        tables.ReadAsync(connection => DecisionTable.List(connection, user, chat, message, limit, offset), cancellation);

    private Task<ImageRow?> FindImageAsync(string condition, string value, CancellationToken cancellation) =>
        tables.ReadAsync(connection => ImageTable.FindFirst(connection, condition, value), cancellation);

    private static long Position(SqliteConnection connection) => connection.Number("SELECT position FROM projection_position");

    // A position that is not ahead was applied before: its caller crashed, or was told of a failure, after the commit.
    private static bool Apply(SqliteConnection connection, long position, IReadOnlyList<ProjectionChange> changes)
    {
        if (position <= Position(connection))
            return false;
        foreach (var change in changes)
            Apply(connection, change);
        connection.Execute("UPDATE projection_position SET position = $position", ("$position", position));
        return true;
    }

    private static void Apply(SqliteConnection connection, ProjectionChange change)
    {
        switch (change)
        {
            case ProjectionChange.PutImage put:
                ImageTable.Put(connection, put.Row);
                break;
            case ProjectionChange.SetThumbnails set:
                ImageTable.Change(connection, set.Id, row => row with { Picture = row.Picture with { Small = set.Small, Large = set.Large } });
                break;
            case ProjectionChange.SetPublicToken set:
                ImageTable.Change(connection, set.Id, row => row with { PublicToken = set.Token });
                break;
            case ProjectionChange.SetImageDetails set:
                ImageTable.Change(connection, set.Id, row => row with { Favorite = set.Favorite, Caption = set.Caption, Tags = set.Tags });
                break;
            case ProjectionChange.BinImage bin:
                ImageBin.Take(connection, bin.Id, bin.UndoUntil);
                break;
            case ProjectionChange.RestoreImage restore:
                ImageBin.GiveBack(connection, restore.Id);
                break;
            case ProjectionChange.AddImageUse add:
                ImageUses.Add(connection, add.Position, add.Row);
                break;
            case ProjectionChange.RemoveImage remove:
                ImageTable.Remove(connection, remove.Id);
                break;
            case ProjectionChange.PutJob put:
                JobTable.Put(connection, put.Row);
                break;
            case ProjectionChange.AddDecision add:
                DecisionTable.Add(connection, add.Position, add.Row);
                break;
            case ProjectionChange.SetAwake set:
                SetAwake(connection, set);
                break;
            default:
                throw new UnreachableException($"No table for {change.GetType().Name}.");
        }
    }

    private static void SetAwake(SqliteConnection connection, ProjectionChange.SetAwake change) => connection.Execute(
        change.Awake
            ? "INSERT OR IGNORE INTO awake_actors VALUES ($id)"
            : "DELETE FROM awake_actors WHERE persistence_id = $id",
        ("$id", change.PersistenceId));
}
