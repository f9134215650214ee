using System.Collections.Concurrent;
using System.Threading.Channels;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Bridge;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Projection;

/// <summary>
/// The one reader of the whole journal in this process: it brings the tables up to date, then tells pages, in journal
/// order. It is woken by whoever journals something, and looks by itself once a second for what other nodes wrote.
/// </summary>
internal sealed class JournalFollower(
    IJournalReader journal, IProjectionStore tables, PageEventSource events, PageFeed pages, FollowedPosition followed,
    BlobJanitor janitor, ILogger<JournalFollower> log)
{
    /// <summary>Entries of one transaction: large enough for a rebuild at full speed, small enough to stay in memory.</summary>
    private const int BatchSize = 500;

    /// <summary>
    /// From one batch to the next: a busy server's turns share a transaction instead of having one each, and nobody sees
    /// so short a wait. What comes after a quiet moment is followed at once.
    /// </summary>
    private static readonly TimeSpan BatchInterval = TimeSpan.FromMilliseconds(25);

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly Channel<bool> _nudges = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<JobId, TaskCompletionSource> _awaited = new();
    private volatile bool _isOver;

    public void Nudge() => _nudges.Writer.TryWrite(true);

    /// <summary>Done when the job has ended and the tables say so, and when nobody is to wait any more.</summary>
    public Task EndOfAsync(JobId job, CancellationToken cancellation)
    {
        var end = _awaited.GetOrAdd(job, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(cancellation);
        if (_isOver)
            NobodyWaitsFor(job);
        return end;
    }

    /// <summary>The server goes down: whoever waits for a job is let go.</summary>
    public void LetGo()
    {
        _isOver = true;
        foreach (var job in _awaited.Keys)
            NobodyWaitsFor(job);
    }

    /// <summary>The job has ended: nobody has to wait for it.</summary>
    public void NobodyWaitsFor(JobId job)
    {
        if (_awaited.TryRemove(job, out var awaited))
            awaited.SetResult();
    }

    /// <summary>Follows everything that is in the journal at this moment. Called once, before the actors start.</summary>
    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        var position = await tables.PositionAsync(cancellation);
        followed.MoveTo(position);
        followed.HaveTold(position);
        while (await FollowBatchAsync(cancellation))
        {
        }
    }

    public async Task RunAsync(CancellationToken cancellation)
    {
        while (!cancellation.IsCancellationRequested)
        {
            try
            {
                while (await FollowBatchAsync(cancellation))
                    await Task.Delay(BatchInterval, cancellation);
            }
            catch (StorageUnavailableException failure)
            {
                log.FollowerWaits(failure);
            }

            await WaitForNudgeAsync(cancellation);
        }
    }

    /// <summary>Follows one batch; false when there was nothing to follow.</summary>
    private async Task<bool> FollowBatchAsync(CancellationToken cancellation)
    {
        var entries = await journal.ReadAsync(followed.Position, BatchSize, cancellation);
        if (entries.Count == 0)
            return false;
        var projection = new FactProjection(tables);
        foreach (var entry in entries)
            await projection.ApplyAsync(entry, JournalFacts.Read(entry), cancellation);
        await tables.ApplyAsync(entries[^1].Position, projection.Changes, cancellation);
        await TellAsync(entries, cancellation);
        Release(projection);
        return true;
    }

    /// <summary>
    /// Works the events out first, however long the tables can't be read: once the position has moved nobody comes back to
    /// this batch. It moves before pages are told, so that a page that comes in between reads the batch from the journal.
    /// </summary>
    private async Task TellAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        List<(UserId User, PageEvent Event)> told = [];
        await StorageRetry.UntilAvailableAsync(async () => told = await EventsOfAsync(entries, cancellation), log, cancellation);
        followed.MoveTo(entries[^1].Position);
        foreach (var (user, pageEvent) in told)
            pages.Publish(user, pageEvent);
        followed.HaveTold(entries[^1].Position);
    }

    private async Task<List<(UserId User, PageEvent Event)>> EventsOfAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellation)
    {
        List<(UserId User, PageEvent Event)> found = [];
        foreach (var entry in entries)
        {
            if (PageEventSource.UserOf(entry) is { } user && await events.FromAsync(entry, cancellation) is { } pageEvent)
                found.Add((user, pageEvent));
        }

        return found;
    }

    private void Release(FactProjection projection)
    {
        foreach (var job in projection.Ended)
            NobodyWaitsFor(job);

        foreach (var picture in projection.Removed)
            Suspect(picture);
    }

    private void Suspect(Picture picture)
    {
        janitor.Suspect(picture.Hash);
        if (picture.Small is { } small)
            janitor.Suspect(small.Hash);
        if (picture.Large is { } large)
            janitor.Suspect(large.Hash);
    }

    private async Task WaitForNudgeAsync(CancellationToken cancellation)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limited.CancelAfter(LookInterval);
        try
        {
            await _nudges.Reader.ReadAsync(limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Time to look by itself.
        }
    }
}

internal static partial class FollowerLog
{
    [LoggerMessage(EventId = 1201, EventName = nameof(FollowerWaits), Level = LogLevel.Warning,
        Message = "The tables can't follow the journal for the moment; tried again within a second")]
    public static partial void FollowerWaits(this ILogger logger, Exception cause);
}
