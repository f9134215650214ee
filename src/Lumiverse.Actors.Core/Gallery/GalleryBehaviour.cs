using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>
/// Owns which images a user has. Promises: an image is added once however often it is brought; an added image is
/// announced when its thumbnails exist, or at once when they can't be made; nothing but a delete removes it.
/// A deleted image is shown nowhere: its chat is told until it has forgotten it.
/// States: none beyond the thumbnails being made and the chats being told. Timers: none; what is owed is asked for again by
/// the host.
/// </summary>
public sealed class GalleryBehaviour : IBehaviour<GalleryState, GalleryCommand, GalleryFact>
{
    /// <summary>
    /// Far more than all connections of a user can bring between an answer that got lost and its repetition; at about
    /// 150 bytes each a snapshot stays under 400 KB.
    /// </summary>
    public const int MostRecent = 2048;

    public static GalleryState Initial { get; } = new();

    public static Decision<GalleryFact> Decide(GalleryState state, GalleryCommand command, Turn turn) => command switch
    {
        GalleryCommand.AddImage add => Add(state, add.Image, turn),
        GalleryCommand.DeleteImage delete => Delete(state, delete, turn),
        GalleryCommand.SetImageDetails set => Fact(new GalleryFact.ImageDetailsSet(set.Image, set.Favorite, set.Caption, set.Tags)),
        GalleryCommand.RevokePublicUrl revoke => Fact(new GalleryFact.PublicUrlRevoked(revoke.Image, turn.NewToken("public-url"))),
        GalleryCommand.RemakeThumbnails remake => Remake(state, remake),
        GalleryCommand.ThumbnailsWereMade made => Made(state, made),
        GalleryCommand.ImageWasForgotten forgotten => state.Forgetting.ContainsKey(forgotten.Image.Value)
            ? new([new GalleryFact.ImageForgotten(forgotten.Image)], [])
            : Decision<GalleryFact>.Nothing,
        GalleryCommand.TimeHasCome => Decision<GalleryFact>.Nothing,
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
        GalleryFact.ImageForgotten forgotten => state with { Forgetting = state.Forgetting.Remove(forgotten.Image.Value) },
        GalleryFact.ImageDetailsSet => state,
        _ => throw new UnreachableException($"Evolve has no case for {fact.GetType().Name}"),
    };

    public static ImmutableArray<Effect> Owed(GalleryState state) =>
        state.User is not { } user
            ? []
            :
            [
                .. state.Thumbnails.Select(wanted => new Effect.MakeThumbnails(user, ImageId.Of(wanted.Key), wanted.Value)),
                .. state.Forgetting.Select(deleted => Forget(new ChatKey(user, deleted.Value), ImageId.Of(deleted.Key))),
            ];

    public static DateTimeOffset? Due(GalleryState state) => null;

    public static bool IsAtRest(GalleryState state) => state.Thumbnails.IsEmpty && state.Forgetting.IsEmpty;

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

    private static Decision<GalleryFact> Delete(GalleryState state, GalleryCommand.DeleteImage delete, Turn turn)
    {
        if (state.User is not { } user)
            return Decision<GalleryFact>.Only(new Effect.Reply(new Answer.Missing("image")));
        var reply = new Effect.Reply(new Answer.Done());
        var fact = new GalleryFact.ImageDeleted(user, delete.Image, turn.Now) { ShownIn = delete.ShownIn };
        return delete.ShownIn is { } chat ? new([fact], [Forget(new ChatKey(user, chat), delete.Image), reply]) : new([fact], [reply]);
    }

    private static Effect.TellScene Forget(ChatKey chat, ImageId image) =>
        new Effect.TellScene(chat, new SceneCommand.ForgetImage(image) { Chat = chat });

    private static GalleryState Delete(GalleryState state, GalleryFact.ImageDeleted deleted) => state with
    {
        Thumbnails = state.Thumbnails.Remove(deleted.Image.Value),
        Forgetting = deleted.ShownIn is { } chat ? state.Forgetting.SetItem(deleted.Image.Value, chat) : state.Forgetting,
    };

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
