using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>
/// Owns which images a user has. Promises: an image is added once however often it is brought; an added image is
/// announced when its thumbnails exist, or at once when they can't be made; nothing but a delete removes it, and a delete
/// can be taken back for <see cref="UndoTime"/>, until when its bytes stay. A deleted image is shown nowhere: the chats that
/// may show it are told until they have forgotten it.
/// States: none beyond the thumbnails being made, the chats being told and the images in the bin.
/// Timers: the end of the earliest undo time. What is owed is asked for again by the host.
/// </summary>
public sealed class GalleryBehaviour : IBehaviour<GalleryState, GalleryCommand, GalleryFact>
{
    /// <summary>
    /// Far more than all connections of a user can bring between an answer that got lost and its repetition; at about
    /// 150 bytes each a snapshot stays under 400 KB.
    /// </summary>
    public const int MostRecent = 2048;

    /// <summary>Far longer than a notice with an undo button stands, short for somebody who wants a picture gone.</summary>
    public static readonly TimeSpan UndoTime = TimeSpan.FromMinutes(5);

    /// <summary>A gallery emptied in one go, twice over; at about 100 bytes each a snapshot stays in the megabytes.</summary>
    public const int MostInBin = 40_000;

    /// <summary>Facts of one turn, which are one write: the others wait for the next turn.</summary>
    public const int MostPurgedAtOnce = 1000;

    public static GalleryState Initial { get; } = new();

    public static Decision<GalleryFact> Decide(GalleryState state, GalleryCommand command, Turn turn) => command switch
    {
        GalleryCommand.AddImage add => Add(state, add.Image, turn),
        GalleryCommand.DeleteImage delete => Delete(state, [new(delete.Image, delete.ShownIn is { } chat ? [chat] : [])], turn),
        GalleryCommand.DeleteImages delete => Delete(state, delete.Images, turn),
        GalleryCommand.RestoreImages restore => Restore(state, restore.Images, turn),
        GalleryCommand.SetImageDetails set => Fact(new GalleryFact.ImageDetailsSet(set.Image, set.Favorite, set.Caption, set.Tags)),
        GalleryCommand.SetManyDetails set => new([.. set.Images.Select(Detail)], [new Effect.Reply(new Answer.Done())]),
        GalleryCommand.RevokePublicUrl revoke => Fact(new GalleryFact.PublicUrlRevoked(revoke.Image, turn.NewToken("public-url"))),
        GalleryCommand.RemakeThumbnails remake => Remake(state, remake),
        GalleryCommand.ThumbnailsWereMade made => Made(state, made),
        GalleryCommand.ReplaceThumbnails replace => Fact(new GalleryFact.ThumbnailsMade(replace.Image, replace.Small, replace.Large)),
        GalleryCommand.ImageWasForgotten forgotten => Forgotten(state, forgotten),
        GalleryCommand.TimeHasCome => Purge(state, turn),
        _ => throw new UnreachableException($"Decide has no case for {command.GetType().Name}"),
    };

    public static GalleryState Evolve(GalleryState state, GalleryFact fact) => fact switch
    {
        GalleryFact.ImageAdded added => Remember(state with { User = added.Image.User }, added),
        GalleryFact.PublicUrlRevoked revoked => state.Recent.ContainsKey(revoked.Image.Value)
            ? state with { Recent = state.Recent.SetItem(revoked.Image.Value, revoked.PublicToken) }
            : state,
        GalleryFact.ThumbnailsWanted wanted => state with { Thumbnails = state.Thumbnails.SetItem(wanted.Image.Value, wanted.Picture) },
        GalleryFact.ThumbnailsMade made => state with { Thumbnails = state.Thumbnails.Remove(made.Image.Value) },
        GalleryFact.ImageDeleted deleted => Delete(state, deleted),
        GalleryFact.ImageForgotten forgotten => state with { Forgetting = state.Forgetting.Remove(GalleryState.ForgettingKey(forgotten.Image, forgotten.Chat)) },
        GalleryFact.ImageRestored restored => state with { Bin = state.Bin.Remove(restored.Image.Value), Forgetting = ForgettingWithout(state, restored.Image) },
        GalleryFact.ImagePurged purged => state with { Bin = state.Bin.Remove(purged.Image.Value) },
        GalleryFact.ImageDetailsSet => state,
        _ => throw new UnreachableException($"Evolve has no case for {fact.GetType().Name}"),
    };

    public static ImmutableArray<Effect> Owed(GalleryState state) =>
        state.User is not { } user
            ? []
            :
            [
                .. state.Thumbnails.Select(wanted => new Effect.MakeThumbnails(user, ImageId.Of(wanted.Key), wanted.Value)),
                .. state.Forgetting.Select(deleted => Forget(new ChatKey(user, deleted.Value), GalleryState.ForgottenIn(deleted.Key))),
            ];

    public static DateTimeOffset? Due(GalleryState state) => state.Bin.IsEmpty ? null : state.Bin.Values.Min(image => image.UndoUntil);

    public static bool IsAtRest(GalleryState state) => state.Thumbnails.IsEmpty && state.Forgetting.IsEmpty && state.Bin.IsEmpty;

    public static UserId? Audience(GalleryState stateAfter, GalleryFact fact) => stateAfter.User;

    private static Decision<GalleryFact> Add(GalleryState state, NewImage image, Turn turn)
    {
        if (state.Recent.TryGetValue(image.Id.Value, out var token))
            return new([], [Saved(image, token)]);
        var added = new GalleryFact.ImageAdded(image, turn.NewToken("public-url"), turn.Now);
        return image.Picture is { Small: null } or { Large: null }
            ? new(
                [added, new GalleryFact.ThumbnailsWanted(image.Id, image.Picture.Hash)],
                [Saved(image, added.PublicToken), new Effect.MakeThumbnails(image.User, image.Id, image.Picture.Hash)])
            : new([added], [Saved(image, added.PublicToken)]);
    }

    private static Effect Saved(NewImage image, string token) => image.Source is { } source
        ? new Effect.TellConnection(
            source.Connection,
            new ConnectionCommand.ImageWasSaved(source.Job, new SavedImage(image.Id, token, image.Picture)))
        : new Effect.Reply(new Answer.ImageIs(image, token));

    /// <summary>What is in the bin already stays there as it is: a repetition wins no time.</summary>
    private static Decision<GalleryFact> Delete(GalleryState state, ImmutableArray<ImageToDelete> images, Turn turn)
    {
        if (state.User is not { } user)
            return Decision<GalleryFact>.Only(new Effect.Reply(new Answer.Missing("image")));
        var fresh = images.Where(image => !state.Bin.ContainsKey(image.Image.Value)).ToImmutableArray();
        if (state.Bin.Count + fresh.Length > MostInBin)
            return Decision<GalleryFact>.Only(new Effect.Reply(BinIsFull(state, turn)));
        return new(
            [.. fresh.Select(image => new GalleryFact.ImageDeleted(user, image.Image, turn.Now) { UndoUntil = turn.Now + UndoTime, Chats = image.ShownIn })],
            [.. fresh.SelectMany(image => image.ShownIn.Select(chat => Forget(new ChatKey(user, chat), image.Image))), new Effect.Reply(new Answer.Done())]);
    }

    private static Answer.Busy BinIsFull(GalleryState state, Turn turn)
    {
        var wait = Due(state) is { } due && due > turn.Now ? due - turn.Now : TimeSpan.Zero;
        return new Answer.Busy($"{state.Bin.Count} deleted images can still be taken back, and there is no room for more. Delete the rest a little later.", wait);
    }

    private static Decision<GalleryFact> Restore(GalleryState state, ImmutableArray<ImageId> images, Turn turn)
    {
        var found = images.Where(image => state.Bin.ContainsKey(image.Value)).Distinct().ToImmutableArray();
        if (state.User is not { } user || found.IsEmpty)
            return Decision<GalleryFact>.Only(new Effect.Reply(new Answer.Missing("image")));
        return new(
            [.. found.Select(image => new GalleryFact.ImageRestored(user, image, turn.Now))],
            [.. found.SelectMany(image => state.Bin[image.Value].ShownIn.Select(chat => Recall(new ChatKey(user, chat), image))), new Effect.Reply(new Answer.Done())]);
    }

    private static Effect.TellScene Forget(ChatKey chat, ImageId image) =>
        new Effect.TellScene(chat, new SceneCommand.ForgetImage(image) { Chat = chat });

    private static Effect.TellScene Recall(ChatKey chat, ImageId image) => new Effect.TellScene(chat, new SceneCommand.RecallImage(image));

    private static Decision<GalleryFact> Forgotten(GalleryState state, GalleryCommand.ImageWasForgotten forgotten) =>
        new([.. new[] { forgotten.Chat, null }.Distinct()
            .Where(chat => state.Forgetting.ContainsKey(GalleryState.ForgettingKey(forgotten.Image, chat)))
            .Select(chat => new GalleryFact.ImageForgotten(forgotten.Image) { Chat = chat })], []);

    private static Decision<GalleryFact> Purge(GalleryState state, Turn turn) => state.User is not { } user
        ? Decision<GalleryFact>.Nothing
        : new(
            [.. state.Bin.Where(entry => entry.Value.UndoUntil <= turn.Now).Take(MostPurgedAtOnce)
                .Select(entry => new GalleryFact.ImagePurged(user, ImageId.Of(entry.Key), turn.Now))],
            []);

    private static GalleryState Delete(GalleryState state, GalleryFact.ImageDeleted deleted) => state with
    {
        Thumbnails = state.Thumbnails.Remove(deleted.Image.Value),
        Bin = deleted.UndoUntil is { } until ? state.Bin.SetItem(deleted.Image.Value, new BinnedImage(until, deleted.Chats)) : state.Bin,
        Forgetting = (deleted.ShownIn is { } chat ? state.Forgetting.SetItem(GalleryState.ForgettingKey(deleted.Image, null), chat) : state.Forgetting)
            .SetItems(deleted.Chats.Select(shown => KeyValuePair.Create(GalleryState.ForgettingKey(deleted.Image, shown), shown))),
    };

    /// <summary>Nobody has to forget what is there again.</summary>
    private static ImmutableSortedDictionary<string, ChatId> ForgettingWithout(GalleryState state, ImageId image) =>
        state.Forgetting.RemoveRange(state.Forgetting.Keys.Where(key => GalleryState.ForgottenIn(key) == image));

    private static Decision<GalleryFact> Remake(GalleryState state, GalleryCommand.RemakeThumbnails remake) =>
        state.User is not { } user
            ? Decision<GalleryFact>.Only(new Effect.Reply(new Answer.Missing("image")))
            : new(
                [new GalleryFact.ThumbnailsWanted(remake.Image, remake.Picture)],
                [new Effect.MakeThumbnails(user, remake.Image, remake.Picture), new Effect.Reply(new Answer.Done())]);

    private static Decision<GalleryFact> Made(GalleryState state, GalleryCommand.ThumbnailsWereMade made) =>
        state.Thumbnails.ContainsKey(made.Image.Value)
            ? new([new GalleryFact.ThumbnailsMade(made.Image, made.Small, made.Large)], [])
            : Decision<GalleryFact>.Nothing;

    private static GalleryFact Detail(ImageDetails details) =>
        new GalleryFact.ImageDetailsSet(details.Image, details.Favorite, details.Caption, details.Tags);

    private static Decision<GalleryFact> Fact(GalleryFact fact) => new([fact], [new Effect.Reply(new Answer.Done())]);

    private static GalleryState Remember(GalleryState state, GalleryFact.ImageAdded added)
    {
        var recent = state.Recent.SetItem(added.Image.Id.Value, added.PublicToken);
        var order = state.RecentOrder.Enqueue(added.Image.Id.Value);
        if (recent.Count > MostRecent)
        {
            order = order.Dequeue(out var oldest);
            recent = recent.Remove(oldest);
        }

        return state with { Recent = recent, RecentOrder = order };
    }
}
