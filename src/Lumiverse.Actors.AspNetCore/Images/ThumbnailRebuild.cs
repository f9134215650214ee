using System.Text.Json.Nodes;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Asks for every thumbnail of a user that is missing, and says how far it is.</summary>
internal sealed class ThumbnailRebuild(IProjectionStore tables, IBlobStore blobs, IImageEngine engine)
{
    /// <summary>Rows read at a time; a page of a hundred thousand images would stand in memory for nothing.</summary>
    private const int PageLength = 100;

    public async Task RunAsync(UserId user, EventStream stream, CancellationToken cancellation)
    {
        var tally = new Tally();
        await engine.CatchUpAsync(cancellation);
        for (var offset = 0; ; offset += PageLength)
        {
            // The oldest first: images that come in meanwhile don't move the pages.
            var page = await tables.ListImagesAsync(user, new ImageFilter(PageLength, offset, Sorting: ImageSorting.Oldest), cancellation);
            foreach (var row in page.Items)
            {
                tally = tally.Counting(await RemakeAsync(row, cancellation), page.Total);
                await stream.SendAsync("progress", tally.ToJson(), null, cancellation);
            }

            if (page.Items.Count < PageLength)
                break;
        }

        await stream.SendAsync("done", tally.ToJson(), null, cancellation);
    }

    private async Task<RemakeOutcome> RemakeAsync(ImageRow row, CancellationToken cancellation)
    {
        if (Exists(row.Picture.Small?.Hash) && Exists(row.Picture.Large?.Hash))
            return RemakeOutcome.Skipped;
        if (!Exists(row.Picture.Hash))
            return RemakeOutcome.Failed;
        var answer = await engine.AskGalleryAsync(row.User, new GalleryCommand.RemakeThumbnails(row.Id, row.Picture.Hash), cancellation);
        return answer is Answer.Done ? RemakeOutcome.Generated : RemakeOutcome.Failed;
    }

    private bool Exists(BlobHash? hash)
    {
        using var stream = hash is { } blob ? blobs.Open(blob) : null;
        return stream is not null;
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
