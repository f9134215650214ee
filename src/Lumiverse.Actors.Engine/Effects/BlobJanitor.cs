using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>
/// Removes bytes that nothing names. Equal pictures share their bytes, and a picture is written before an event names it,
/// so whatever was written lately is left for the next round.
/// </summary>
internal sealed class BlobJanitor(IBlobStore blobs, IProjectionStore tables, TimeProvider clock, ILogger<BlobJanitor> log)
{
    /// <summary>Far longer than from writing a picture to the event that names it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<BlobHash, DateTimeOffset> _kept = new();
    private readonly ConcurrentDictionary<BlobHash, byte> _suspects = new();

    /// <summary>Says that bytes were written, or found written, for an event to come.</summary>
    public void Keep(BlobHash hash) => _kept[hash] = clock.GetUtcNow();

    /// <summary>Says that an image that named the bytes is gone.</summary>
    public void Suspect(BlobHash hash) => _suspects[hash] = 0;

    /// <summary>Removes the suspects that nothing names and nobody wrote lately.</summary>
    public async Task TidyAsync(CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        foreach (var (hash, at) in _kept)
        {
            if (now - at > Grace)
                _kept.TryRemove(KeyValuePair.Create(hash, at));
        }

        foreach (var hash in _suspects.Keys.Where(hash => !_kept.ContainsKey(hash)))
        {
            await RemoveUnusedAsync(hash, cancellation);
            _suspects.TryRemove(hash, out _);
        }
    }

    /// <summary>
    /// After a start, when the tables have followed the journal and before any actor works: removes what a crash left
    /// between writing bytes and naming them.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var (hash, _) in blobs.List())
            removed += await RemoveUnusedAsync(hash, cancellation) ? 1 : 0;
        var live = await LiveAttemptsAsync(cancellation);
        foreach (var (attempt, _) in blobs.ListStaged().Where(staged => !live.Contains(staged.Attempt)))
        {
            await blobs.DiscardStagedAsync(attempt, cancellation);
            removed++;
        }

        log.Swept(removed);
    }

    private async Task<bool> RemoveUnusedAsync(BlobHash hash, CancellationToken cancellation)
    {
        if (await tables.IsBlobUsedAsync(hash, cancellation))
            return false;
        await blobs.DeleteAsync(hash, cancellation);
        return true;
    }

    private async Task<HashSet<AttemptId>> LiveAttemptsAsync(CancellationToken cancellation)
    {
        var attempts = new HashSet<AttemptId>();
        foreach (var job in await tables.ListLiveJobsAsync(cancellation))
            attempts.UnionWith(job.Attempts.Select(attempt => attempt.Id));
        return attempts;
    }
}

internal static partial class BlobJanitorLog
{
    [LoggerMessage(EventId = 1110, EventName = nameof(Swept), Level = LogLevel.Information, Message = "Removed {Count} files that nothing names")]
    public static partial void Swept(this ILogger logger, int count);
}
