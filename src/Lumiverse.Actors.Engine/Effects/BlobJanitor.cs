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
internal sealed class BlobJanitor(IBlobStore blobs, IProjectionStore tables, TimeProvider clock, ILogger<BlobJanitor> log) : IDisposable
{
    /// <summary>Far longer than from writing a picture to the event that names it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<BlobHash, DateTimeOffset> _kept = new();
    private readonly ConcurrentDictionary<BlobHash, byte> _suspects = new();

    /// <summary>Held from finding that nobody needs the bytes until they are gone, so that nobody finds them in between.</summary>
    private readonly SemaphoreSlim _gate = new(1);

    public void Dispose() => _gate.Dispose();

    /// <summary>Says, before they are written, that bytes are needed for an event to come. Equal bytes being removed are gone when it returns.</summary>
    public async Task KeepAsync(BlobHash hash, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        _kept[hash] = clock.GetUtcNow();
        _gate.Release();
    }

    /// <summary>Somebody needs the bytes for an event to come.</summary>
    public bool IsKept(BlobHash hash) => _kept.TryGetValue(hash, out var at) && clock.GetUtcNow() - at <= Grace;

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

        foreach (var hash in _suspects.Keys.Where(hash => !IsKept(hash)))
        {
            await RemoveUnusedAsync(hash, cancellation);
            _suspects.TryRemove(hash, out _);
        }
    }

    /// <summary>
    /// After a start, when the tables have followed the journal: removes what a crash left between writing bytes and naming
    /// them. Runs beside the actors.
    /// </summary>
    /// <param name="old">What was written later may be the work of somebody who still lives, and is only suspected.</param>
    public async Task SweepAsync(DateTimeOffset old, CancellationToken cancellation)
    {
        var removed = 0;
        foreach (var (hash, writtenAt) in blobs.List())
        {
            if (writtenAt > old)
                await SuspectLaterAsync(hash, cancellation);
            else if (await RemoveUnusedAsync(hash, cancellation))
                removed++;
        }

        removed += await SweepStagedAsync(old, cancellation);
        if (removed > 0)
            log.Swept(removed);
    }

    /// <summary>Removes bytes unless something names them or somebody needs them for an event to come.</summary>
    public async Task<bool> RemoveUnusedAsync(BlobHash hash, CancellationToken cancellation)
    {
        await _gate.WaitAsync(cancellation);
        try
        {
            if (IsKept(hash) || await tables.IsBlobUsedAsync(hash, cancellation))
                return false;
            await blobs.DeleteAsync(hash, cancellation);
            return true;
        }
        finally
        {
            _gate.Release();
        }
    }

    private async Task SuspectLaterAsync(BlobHash hash, CancellationToken cancellation)
    {
        await KeepAsync(hash, cancellation);
        Suspect(hash);
    }

    private async Task<int> SweepStagedAsync(DateTimeOffset old, CancellationToken cancellation)
    {
        var removed = 0;
        var live = await LiveAttemptsAsync(cancellation);
        foreach (var (attempt, _) in blobs.ListStaged().Where(staged => staged.WrittenAt <= old && !live.Contains(staged.Attempt)))
        {
            await blobs.DiscardStagedAsync(attempt, cancellation);
            removed++;
        }

        return removed;
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
