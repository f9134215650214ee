using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.AspNetCore.Images;

/// <summary>Those of the named images that the caller has, in the order they were named, and the others.</summary>
internal sealed record FoundImages(IReadOnlyList<ImageRow> Rows, IReadOnlyList<ImageId> Missing);

/// <summary>Takes requests for many images to their gallery. When it returns, lists and addresses show what was done.</summary>
internal sealed class GalleryDesk(IGalleryTables tables, IImageEngine engine, IChatSource chats)
{
    /// <summary>As many as a page lists at most; below the events that an open page may fall behind.</summary>
    public const int MostAtOnce = QueryFields.MostItems;

    /// <summary>404 when the caller has none of them; of some, those that are there count.</summary>
    public async Task<FoundImages> RequireAsync(Caller caller, IReadOnlyList<ImageId> ids, CancellationToken cancellation)
    {
        await engine.CatchUpAsync(cancellation);
        var found = await FindAsync(caller, ids, cancellation);
        return found.Rows.Count > 0 ? found : throw Problems.Missing(ids.Count == 1 ? "image" : "image among those named").ToException();
    }

    /// <summary>Deletes, and tells the chats that show them, may show them again, or had them made.</summary>
    public async Task DeleteAsync(Caller caller, IReadOnlyList<ImageRow> images, CancellationToken cancellation)
    {
        var uses = (await tables.ListUsesAsync(caller.User, [.. images.Select(image => image.Id)], cancellation)).ToLookup(use => use.Image, use => use.Chat);
        var deleted = images.Select(image => new ImageToDelete(image.Id, [.. uses[image.Id].Concat(new[] { image.Chat }.OfType<ChatId>()).Distinct()]));
        await AskAsync(caller, new GalleryCommand.DeleteImages([.. deleted]), cancellation);
    }

    /// <summary>Takes back what can be taken back.</summary>
    public async Task<FoundImages> RestoreAsync(Caller caller, IReadOnlyList<ImageId> ids, CancellationToken cancellation)
    {
        await AskAsync(caller, new GalleryCommand.RestoreImages([.. ids]), cancellation);
        return await FindAsync(caller, ids, cancellation);
    }

    public async Task AskAsync(Caller caller, GalleryCommand command, CancellationToken cancellation)
    {
        if (await engine.AskGalleryAsync(caller.User, command, cancellation) is not Answer.Done and var refusal)
            throw Problems.Of(refusal).ToException();
        await engine.CatchUpAsync(cancellation);
    }

    /// <summary>Which chats use the images; chats that the host has no more are left out.</summary>
    public async Task<ILookup<ImageId, ImageUse>> UsesAsync(Caller caller, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation)
    {
        var uses = await tables.ListUsesAsync(caller.User, ids, cancellation);
        var known = new HashSet<ChatId>();
        foreach (var chat in uses.Select(use => use.Chat).Distinct())
        {
            if (await chats.ReadAsync(caller.User, chat, null, 1, cancellation) is not null)
                known.Add(chat);
        }

        return uses.Where(use => known.Contains(use.Chat)).ToLookup(use => use.Image);
    }

    private async Task<FoundImages> FindAsync(Caller caller, IReadOnlyList<ImageId> ids, CancellationToken cancellation)
    {
        var rows = (await tables.FindImagesAsync(caller.User, ids, cancellation)).ToDictionary(row => row.Id);
        return new FoundImages(
            [.. ids.Where(rows.ContainsKey).Select(id => rows[id])], [.. ids.Where(id => !rows.ContainsKey(id))]);
    }
}
