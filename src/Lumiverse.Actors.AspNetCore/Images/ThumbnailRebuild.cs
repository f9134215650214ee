using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Makes thumbnails of a user again, one image after the other, and says how far it is. Jobs go on meanwhile.</summary>
internal sealed class ThumbnailRebuild(IProjectionStore tables, IBlobStore blobs, IImageEngine engine, IGalleryCare care)
{
    /// <summary>Rows read at a time; a page of a hundred thousand images would stand in memory for nothing.</summary>
    private const int PageLength = 100;

    private readonly ConcurrentDictionary<UserId, byte> _running = new();

    /// <summary>The right to run, until it is disposed of; null while somebody else has it for this user.</summary>
    public IDisposable? TryBegin(UserId user) => _running.TryAdd(user, 0) ? new Turn(_running, user) : null;

    /// <param name="everything">Also those that are there; else only those that are missing.</param>
    public async Task RunAsync(UserId user, bool everything, EventStream stream, CancellationToken cancellation)
    {
        var tally = new Tally();
        await engine.CatchUpAsync(cancellation);
        for (var offset = 0; ; offset += PageLength)
        {
            // The oldest first: images that come in meanwhile don't move the pages.
            var page = await tables.ListImagesAsync(user, new ImageFilter(PageLength, offset, Sorting: ImageSorting.Oldest), cancellation);
            foreach (var row in page.Items)
            {
                tally = tally.Counting(await RemakeAsync(row, everything, cancellation), page.Total);
                await stream.SendAsync("progress", tally.ToJson(), null, cancellation);
            }

            if (page.Items.Count < PageLength)
                break;
        }

        await stream.SendAsync("done", tally.ToJson(), null, cancellation);
    }

    private async Task<RemakeOutcome> RemakeAsync(ImageRow row, bool everything, CancellationToken cancellation)
    {
        if (!everything && Exists(row.Picture.Small?.Hash) && Exists(row.Picture.Large?.Hash))
            return RemakeOutcome.Skipped;
        return await care.RemakeThumbnailsAsync(row, cancellation) ? RemakeOutcome.Generated : RemakeOutcome.Failed;
    }

    private bool Exists(BlobHash? hash)
    {
        using var stream = hash is { } blob ? blobs.Open(blob) : null;
        return stream is not null;
    }

    private sealed class Turn(ConcurrentDictionary<UserId, byte> running, UserId user) : IDisposable
    {
        public void Dispose() => running.TryRemove(user, out _);
    }

    private enum RemakeOutcome { Generated, Skipped, Failed }

    private sealed record Tally(int Total = 0, int Generated = 0, int Skipped = 0, int Failed = 0)
    {
        public Tally Counting(RemakeOutcome outcome, int total) => outcome switch
        {
            RemakeOutcome.Generated => this with { Total = total, Generated = Generated + 1 },
            RemakeOutcome.Skipped => this with { Total = total, Skipped = Skipped + 1 },
            _ => this with { Total = total, Failed = Failed + 1 },
        };

        public string ToJson() => new JsonObject
        {
            ["total"] = Total,
            ["current"] = Generated + Skipped + Failed,
            ["generated"] = Generated,
            ["skipped"] = Skipped,
            ["failed"] = Failed,
        }.ToJsonString();
    }
}
