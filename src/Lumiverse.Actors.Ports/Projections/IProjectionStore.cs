using System.Collections.Immutable;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Ports.Projections;

/// <summary>One change of the projected tables. Each is idempotent: applying it twice leaves what applying it once leaves.</summary>
public abstract record ProjectionChange
{
    private ProjectionChange() { }

    public sealed record PutImage(ImageRow Row) : ProjectionChange;
    public sealed record SetThumbnails(ImageId Id, Thumbnail? Small, Thumbnail? Large) : ProjectionChange;
    public sealed record SetPublicToken(ImageId Id, string Token) : ProjectionChange;
    public sealed record SetImageDetails(ImageId Id, bool Favorite, string? Caption, ImmutableArray<string> Tags) : ProjectionChange;

    /// <summary>The image is in no list and under no address any more, but its bytes stay used.</summary>
    public sealed record BinImage(ImageId Id, DateTimeOffset UndoUntil) : ProjectionChange;

    /// <summary>A binned image is where it was before.</summary>
    public sealed record RestoreImage(ImageId Id) : ProjectionChange;

    /// <summary>For good, also from the bin.</summary>
    public sealed record RemoveImage(ImageId Id) : ProjectionChange;

    public sealed record AddImageUse(long Position, ImageUseRow Row) : ProjectionChange;
    public sealed record PutJob(JobRow Row) : ProjectionChange;
    public sealed record AddDecision(long Position, DecisionRow Row) : ProjectionChange;

    /// <summary>Whether an actor has something to do when nobody calls it; the host wakes those after a start.</summary>
    public sealed record SetAwake(string PersistenceId, bool Awake) : ProjectionChange;
}

/// <summary>
/// The tables that follow the journal. The position up to which they follow is stored in the same transaction, so that
/// a crash can neither skip nor repeat an event; emptied, they are rebuilt from position 0.
/// </summary>
public interface IProjectionStore
{
    Task<long> PositionAsync(CancellationToken cancellation);

    /// <summary>Applies changes in order and moves the position, all or none.</summary>
    Task ApplyAsync(long position, IReadOnlyList<ProjectionChange> changes, CancellationToken cancellation);

    /// <summary>Empties the tables and sets the position to 0, so that they are rebuilt.</summary>
    Task ResetAsync(CancellationToken cancellation);

    /// <summary>The persistence ids that are marked awake.</summary>
    Task<IReadOnlyList<string>> ListAwakeAsync(CancellationToken cancellation);

    Task<ImageRow?> FindImageAsync(UserId user, ImageId id, CancellationToken cancellation);

    Task<ImageRow?> FindImageByTokenAsync(string token, CancellationToken cancellation);

    Task<ImageRow?> FindImageByJobAsync(JobId job, CancellationToken cancellation);

    /// <summary>A deleted image that can still be taken back.</summary>
    Task<ImageRow?> FindBinnedImageAsync(UserId user, ImageId id, CancellationToken cancellation);

    Task<Page<ImageRow>> ListImagesAsync(UserId user, ImageFilter filter, CancellationToken cancellation);

    /// <summary>Whether any image names the blob, as picture or thumbnail, or any job still needs it.</summary>
    Task<bool> IsBlobUsedAsync(BlobHash hash, CancellationToken cancellation);

    Task<JobRow?> FindJobAsync(JobId id, CancellationToken cancellation);

    /// <summary>Jobs of all users that have not ended.</summary>
    Task<IReadOnlyList<JobRow>> ListLiveJobsAsync(CancellationToken cancellation);

    Task<Page<JobRow>> ListJobsAsync(UserId user, JobFilter filter, CancellationToken cancellation);

    /// <param name="message">Null = of every message.</param>
    Task<Page<DecisionRow>> ListDecisionsAsync(UserId user, ChatId chat, MessageId? message, int limit, int offset, CancellationToken cancellation);
}

public enum ImageSorting { Newest, Oldest, Largest }

/// <summary>Which images to list; null = any. <paramref name="Search"/> looks into prompt, scene, model, caption and tags.</summary>
public sealed record ImageFilter(
    int Limit, int Offset, ChatId? Chat = null, string? CharacterId = null, string? Provider = null, string? Search = null,
    bool? Favorite = null, ImageSorting Sorting = ImageSorting.Newest);

/// <summary>Which jobs to list, newest first; null = any.</summary>
public sealed record JobFilter(int Limit, int Offset, string? State = null, ChatId? Chat = null);
