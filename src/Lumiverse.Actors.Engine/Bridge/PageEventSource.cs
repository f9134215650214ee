using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Bridge;

/// <summary>Turns facts of the journal into events for pages.</summary>
internal sealed class PageEventSource(IProjectionStore tables)
{
    public async Task<PageEvent?> FromAsync(JournalEntry entry, CancellationToken cancellation) =>
        JournalFacts.Read(entry) is { } fact
            ? PageEvents.From(fact, entry.Position, await RowOfAsync(fact, UserOf(entry), cancellation))
            : null;

    /// <summary>The reader of an entry by its tag; null when it is for nobody.</summary>
    public static UserId? UserOf(JournalEntry entry) => EntityTagReader.UserOf(entry.Tags);

    private async Task<ImageRow?> RowOfAsync(object fact, UserId? user, CancellationToken cancellation) =>
        ImageOf(fact) is { } image && user is { } owner
            ? await tables.FindImageAsync(owner, image, cancellation)
            : null;

    private static ImageId? ImageOf(object fact) => fact switch
    {
        GalleryFact.ThumbnailsMade made => made.Image,
        GalleryFact.ImageRestored restored => restored.Image,
        _ => null,
    };
}
