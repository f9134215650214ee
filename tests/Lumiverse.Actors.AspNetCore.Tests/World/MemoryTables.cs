using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>The projected tables as tests fill them. Nothing but what routes read is there.</summary>
internal sealed class MemoryTables : IProjectionStore, IGalleryTables
{
    public ConcurrentDictionary<ImageId, ImageRow> Images { get; } = new();

    public ConcurrentDictionary<JobId, JobRow> Jobs { get; } = new();

    public ConcurrentQueue<DecisionRow> Decisions { get; } = new();

    public ConcurrentQueue<ImageUse> Uses { get; } = new();

    public ConcurrentQueue<PastBackground> Backgrounds { get; } = new();

    /// <summary>Thrown by the next reads; null = all is well.</summary>
    public Exception? Failure { get; set; }

    public void Clear()
    {
        Images.Clear();
        Jobs.Clear();
        Decisions.Clear();
        Uses.Clear();
        Backgrounds.Clear();
        Failure = null;
    }

    public Task<long> PositionAsync(CancellationToken cancellation) => Failing(0L);

    public Task<ImageRow?> FindImageAsync(UserId user, ImageId id, CancellationToken cancellation) =>
        Failing(Images.Values.FirstOrDefault(row => row.Id == id && row.User == user));

    public Task<ImageRow?> FindImageByTokenAsync(string token, CancellationToken cancellation) =>
        Failing(Images.Values.FirstOrDefault(row => row.PublicToken == token));

    public Task<ImageRow?> FindImageByJobAsync(JobId job, CancellationToken cancellation) =>
        Failing(Images.Values.FirstOrDefault(row => row.Job == job));

    public Task<Page<ImageRow>> ListImagesAsync(UserId user, ImageFilter filter, CancellationToken cancellation)
    {
        var rows = Images.Values.Where(row => row.User == user && Matches(row, filter));
        var sorted = filter.Sorting switch
        {
            ImageSorting.Oldest => rows.OrderBy(row => row.CreatedAt),
            ImageSorting.Largest => rows.OrderByDescending(row => row.Picture.ByteCount),
            _ => rows.OrderByDescending(row => row.CreatedAt),
        };
        return Failing(Part(sorted, filter.Limit, filter.Offset));
    }

    public async Task<Page<ImageTile>> LayOutAsync(UserId user, ImageFilter filter, CancellationToken cancellation)
    {
        var page = await ListImagesAsync(user, filter, cancellation);
        return new Page<ImageTile>(
            [.. page.Items.Select(row => new ImageTile(row.Id, row.Picture.WidthPixels, row.Picture.HeightPixels, row.CreatedAt, row.Favorite, row.Picture.Placeholder))],
            page.Total);
    }

    public Task<IReadOnlyList<ImageRow>> FindImagesAsync(UserId user, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation) =>
        Failing<IReadOnlyList<ImageRow>>([.. Images.Values.Where(row => row.User == user && ids.Contains(row.Id))]);

    public Task<IReadOnlyList<ImageRow>> ListVersionsAsync(UserId user, ImageId first, int limit, CancellationToken cancellation) =>
        Failing<IReadOnlyList<ImageRow>>([.. Images.Values.Where(row => row.User == user && row.First() == first).OrderBy(row => row.CreatedAt)]);

    public Task<IReadOnlyList<PastBackground>> ListBackgroundsAsync(UserId user, ChatId chat, int limit, CancellationToken cancellation) =>
        Failing<IReadOnlyList<PastBackground>>([.. Backgrounds.Take(limit)]);

    public Task<IReadOnlyList<ImageUse>> ListUsesAsync(UserId user, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation) =>
        Failing<IReadOnlyList<ImageUse>>([.. Uses.Where(use => ids.Contains(use.Image))]);

    public Task<GallerySize> MeasureAsync(UserId user, CancellationToken cancellation) =>
        Failing(new GallerySize([new ChatSize(ChatId.Of("c1"), 2, 20, 4, 8)], new BinSize(0, 0, null)));

    public Task<IReadOnlyList<BlobHash>> FindUnusedAsync(IReadOnlyCollection<BlobHash> hashes, CancellationToken cancellation) => throw NotAsked();

    public Task<ImageRow?> FindBinnedImageAsync(UserId user, ImageId id, CancellationToken cancellation) => throw NotAsked();

    public Task<JobRow?> FindJobAsync(JobId id, CancellationToken cancellation) => Failing(Jobs.GetValueOrDefault(id));

    public Task<IReadOnlyList<JobRow>> ListLiveJobsAsync(CancellationToken cancellation) =>
        throw new NotSupportedException("Routes do not ask for the jobs of all users.");

    public Task<Page<JobRow>> ListJobsAsync(UserId user, JobFilter filter, CancellationToken cancellation) => Failing(Part(
        Jobs.Values
            .Where(row => row.User == user && (filter.State ?? row.State) == row.State && (filter.Chat ?? row.Chat) == row.Chat)
            .OrderByDescending(row => row.CreatedAt),
        filter.Limit, filter.Offset));

    public Task<Page<DecisionRow>> ListDecisionsAsync(UserId user, ChatId chat, MessageId? message, int limit, int offset, CancellationToken cancellation) =>
        Failing(Part(Decisions.Where(row => row.User == user && row.Chat == chat && (message ?? row.Message) == row.Message).OrderByDescending(row => row.At), limit, offset));

    public Task ApplyAsync(long position, IReadOnlyList<ProjectionChange> changes, CancellationToken cancellation) => throw NotAsked();

    public Task ResetAsync(CancellationToken cancellation) => throw NotAsked();

    public Task<IReadOnlyList<string>> ListAwakeAsync(CancellationToken cancellation) => throw NotAsked();

    public Task<bool> IsBlobUsedAsync(BlobHash hash, CancellationToken cancellation) => throw NotAsked();

    private static InvalidOperationException NotAsked() => new("Routes have no business with this.");

    private static bool Matches(ImageRow row, ImageFilter filter) =>
        (filter.Chat is null || row.Chat == filter.Chat)
        && (filter.CharacterId is null || row.CharacterId == filter.CharacterId)
        && (filter.Provider is null || row.Provider == filter.Provider)
        && (filter.Favorite is null || row.Favorite == filter.Favorite)
        && (filter.Search is null || row.Prompt?.Contains(filter.Search, StringComparison.OrdinalIgnoreCase) == true);

    private static Page<T> Part<T>(IEnumerable<T> rows, int limit, int offset)
    {
        var all = rows.ToList();
        return new Page<T>([.. all.Skip(offset).Take(limit)], all.Count);
    }

    private Task<T> Failing<T>(T value) => Failure is { } failure ? Task.FromException<T>(failure) : Task.FromResult(value);
}
