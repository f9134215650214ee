using Akka.Actor;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Projections;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>The edge, over the hosted actors.</summary>
internal sealed class ImageEngine(
    EntityReferences entities, Admission admission, PromptPreviewer previews, PictureStore pictures, JournalFollower follower,
    FollowedPosition followed, IJournalReader journal, IProjectionStore tables, TimeProvider clock) : IImageEngine
{
    /// <summary>Many times what a turn takes, also after a recovery; then the outcome is unknown.</summary>
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan PauseAfterTimeout = TimeSpan.FromSeconds(2);

    public Task<Answer> AskSceneAsync(ChatKey chat, SceneCommand command, CancellationToken cancellation) =>
        AskAsync(EntityAddress.Of(chat), command, cancellation);

    public Task<Answer> AskConnectionAsync(ConnectionId connection, ConnectionCommand command, CancellationToken cancellation) =>
        AskAsync(EntityAddress.Of(connection), command, cancellation);

    public Task<Answer> AskGalleryAsync(UserId user, GalleryCommand command, CancellationToken cancellation) =>
        AskAsync(EntityAddress.Of(user), command, cancellation);

    public async Task<PromptPreview> PreviewAsync(ChatKey chat, ImageOrder order, CancellationToken cancellation)
    {
        var seen = await AskSceneAsync(chat, new SceneCommand.GetScene(), cancellation) is Answer.SceneIs scene ? scene.View.Scene : null;
        return await previews.PreviewAsync(chat, order, seen, cancellation);
    }

    public async Task<JobRow?> WaitForEndAsync(UserId user, JobId job, CancellationToken cancellation)
    {
        await CatchUpAsync(cancellation);
        var row = await tables.FindJobAsync(job, cancellation);
        if (row?.User != user || row.EndedAt is not null)
            return row?.User == user ? row : null;
        var end = follower.EndOfAsync(job, cancellation);
        // It may have ended before anybody waited.
        if (await tables.FindJobAsync(job, cancellation) is { EndedAt: not null })
            follower.NobodyWaitsFor(job);
        await end;
        return await tables.FindJobAsync(job, cancellation);
    }

    public async Task<UploadResult> UploadAsync(UserId user, ReadOnlyMemory<byte> bytes, string? fileName, CancellationToken cancellation)
    {
        var stored = await pictures.StoreAsync(bytes, cancellation);
        if (stored.Picture is not { } picture)
            return new UploadResult(null, stored.Reason);
        // The same upload repeated is the same image: its id follows from whose and which bytes they are.
        var image = new NewImage(UploadIds.Of(user, picture.Hash, clock.GetUtcNow()), user, picture, null, null, null, null, null, null, null, fileName);
        return await AskGalleryAsync(user, new GalleryCommand.AddImage(image), cancellation) switch
        {
            Answer.ImageIs added => new UploadResult(added.Image.Id, null),
            var refusal => new UploadResult(null, null) { Refusal = refusal },
        };
    }

    public async Task CatchUpAsync(CancellationToken cancellation)
    {
        follower.Nudge();
        await followed.ReachAsync(await journal.LastPositionAsync(cancellation), cancellation);
    }

    private async Task<Answer> AskAsync(EntityAddress address, object command, CancellationToken cancellation)
    {
        using var place = admission.TryEnter(address, command, out var refusal);
        if (place is null)
            return refusal ?? new Answer.Busy("The server is busy.", PauseAfterTimeout);
        try
        {
            return await entities[address.Kind].Ask<Answer>(new EntityMessage(address, command, clock.GetUtcNow() + AskTimeout), AskTimeout, cancellation);
        }
        catch (AskTimeoutException)
        {
            return new Answer.Unknown("The server did not answer in time. Repeat the request with the same id.", PauseAfterTimeout);
        }
    }
}
