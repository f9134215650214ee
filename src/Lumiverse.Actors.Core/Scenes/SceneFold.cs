using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>The larger folds of a scene's facts.</summary>
internal static class SceneFold
{
    /// <summary>
    /// More than can end while a page repeats a request for want of an answer; a job that is forgotten sooner would be
    /// accepted a second time. At most 40 KB of a snapshot.
    /// </summary>
    public const int MostRecent = 64;

    /// <summary>Pictures that a place returned to may have: a long story has fewer places, and each costs half a KB of a snapshot.</summary>
    public const int MostPictured = 32;

    public static SceneState Notice(SceneState state, SceneFact.ReplyNoticed noticed)
    {
        var isKnown = state.Trail.Find(noticed.Message) is not null;
        return state with
        {
            Chat = noticed.Chat,
            Reply = new PendingReply(noticed.Message, noticed.ReadId) { Since = state.Reply?.Since ?? noticed.At, At = noticed.At },
            RecentReplies = isKnown ? state.RecentReplies : Bounded(state.RecentReplies.Add(noticed.Message), MostRecent),
            RepliesSince = isKnown ? state.RepliesSince : state.RepliesSince + 1,
            Trail = isKnown ? state.Trail : state.Trail.Add(noticed.Message, noticed.Version),
        };
    }

    /// <summary>A text that was judged before needs no reading; the other is read next.</summary>
    public static SceneState ChangeText(SceneState state, SceneFact.TextChanged changed)
    {
        var trail = state.Trail.Select(changed.Message, changed.Version);
        var isSettled = trail.Newest is { Text.IsJudged: true } newest && newest.Message == changed.Message;
        return Look(state with { Trail = trail, Reply = isSettled ? null : state.Reply });
    }

    public static SceneState Remove(SceneState state, SceneFact.ReplyRemoved removed) => Look(state with
    {
        Trail = state.Trail.Remove(removed.Message),
        Reply = state.Reply?.Message == removed.Message ? null : state.Reply,
    });

    public static SceneState Resume(SceneState state, SceneFact.ReadingResumed resumed) =>
        state with { Reply = state.Reply is { } reply ? reply with { ReadId = resumed.ReadId, Until = null, HasWaited = true } : null };

    public static SceneState Request(SceneState state, SceneFact.JobRequested requested) => state with
    {
        Chat = requested.Chat,
        Wishes = state.Wishes + 1,
        Trail = WithJob(state.Trail, requested.Order.Trigger == JobTrigger.Automatic),
        Jobs = state.Jobs.SetItem(
            requested.Order.Job.Value,
            new SceneJob(requested.Order, requested.ReadId, requested.At, state.Wishes + 1, SceneJobStage.Reading, null, null, null) { For = state.Trail.Here }),
    };

    public static SceneState Plan(SceneState state, SceneFact.JobPlanned planned) =>
        Change(state, planned.Job, job => job with { Stage = SceneJobStage.Waiting, Plan = planned.Plan }) with
        {
            PaintedAt = state.Jobs[planned.Job.Value].RequestedAt,
            RepliesSince = 0,
        };

    public static SceneState Decide(SceneState state, SceneFact.Decided decided)
    {
        var isOfReply = state.Reply?.ReadId == decided.ReadId;
        var after = state with { Chat = decided.Chat, Reply = isOfReply ? null : state.Reply };
        if (isOfReply)
            after = after with { Trail = after.Trail.ChangeNewest(text => text with { IsJudged = true, Shares = decided.Scene is null ? text.Shares : decided.LooksLike }) };
        if (decided.Scene is { } scene)
            after = See(after, decided, scene);
        return decided.Reused is { } image ? Reuse(after, image, decided.Message) : after;
    }

    public static SceneState Change(SceneState state, JobId id, Func<SceneJob, SceneJob> change) =>
        state with { Jobs = state.Jobs.SetItem(id.Value, change(state.Jobs[id.Value])) };

    public static SceneState End(SceneState state, SceneFact.JobEnded ended)
    {
        var job = state.Jobs[ended.Job.Value];
        var after = state with
        {
            Jobs = state.Jobs.Remove(ended.Job.Value),
            RecentEnds = Bounded(state.RecentEnds.Add(new EndedJob(ended.Job, ended.End)), MostRecent),
            // What never came to be does not hold up the next one.
            PaintedAt = ended.End.Image is null && state.PaintedAt == job.RequestedAt ? null : state.PaintedAt,
        };
        return ended.End is { Outcome: JobOutcome.Done, Image: { } image } && job.Plan is { } plan
            ? Keep(after, job, plan, new Background(image.Id, image.Picture, plan.Message, ended.Job, plan.Scene))
            : after;
    }

    public static SceneState ChangeBackground(SceneState state, SceneFact.BackgroundChanged changed) => state with
    {
        Chat = changed.Chat,
        Background = changed.Background,
        Forgotten = IsForgetting(state, changed) ? state.Forgotten : null,
        Pictured = Picture(state, OutputTarget.Background, changed.Background?.Scene),
        Wishes = Math.Max(state.Wishes, changed.Wish),
        LatestBackgroundWish = changed.Wish,
        Trail = TrailAfter(state, changed),
    };

    /// <summary>Nobody wished for the change: the image was deleted.</summary>
    private static bool IsForgetting(SceneState state, SceneFact.BackgroundChanged changed) =>
        changed is { Background: null, IsRestored: true } && state.Background is { } shown && state.Forgotten?.Image == shown.Image;

    private static bool IsRecalling(SceneState state, SceneFact.BackgroundChanged changed) =>
        changed is { Background: { } back, IsRestored: true } && state.Forgotten?.Image == back.Image;

    public static SceneState Forget(SceneState state, SceneFact.ImageForgotten forgotten) => state with
    {
        Chat = forgotten.Chat,
        Forgotten = state.Background?.Image == forgotten.Image ? state.Background : state.Forgotten,
        Trail = state.Trail.Forget(forgotten.Image),
        Album = state.Album.RemoveAll(picture => picture.Image == forgotten.Image),
        Attachments = state.Attachments.Remove(forgotten.Image.Value),
    };

    /// <summary>A change that is a wish of its own belongs to the newest point; journals of old knew deletions as emptied backgrounds.</summary>
    private static ChatTrail TrailAfter(SceneState state, SceneFact.BackgroundChanged changed)
    {
        if (changed.Wish > state.Wishes || IsRecalling(state, changed))
            return state.Trail.Put(state.Trail.Here, new Backdrop(changed.Background, changed.Background?.Scene ?? state.Trail.Behind?.Pictured, changed.Wish));
        return changed is { Background: null, IsRestored: null } && state.Background is { } deleted ? state.Trail.Forget(deleted.Image) : state.Trail;
    }

    private static ChatTrail WithJob(ChatTrail trail, bool isAutomatic) => trail.Newest is not { } newest
        ? trail
        : trail.ChangeNewest(text => text with { HadJob = true }).Change(newest.Message, reply => reply with { HadItsJob = reply.HadItsJob || isAutomatic });

    private static SceneState See(SceneState state, SceneFact.Decided decided, Scene scene)
    {
        var seen = new SeenScene(scene, decided.Message, decided.Extractor) { Sources = SceneSources.Merge(state, scene, decided.Sources) };
        return state with
        {
            Seen = scene,
            SeenAt = decided.Message,
            Extractor = decided.Extractor,
            Sources = seen.Sources,
            Weighed = decided.Fields.IsDefaultOrEmpty ? state.Weighed : new Weighing(decided.Fields, decided.Threshold, decided.Policy ?? ChangePolicy.Meaning),
            Trail = state.Trail.Newest is null ? state.Trail with { GroundSeen = seen } : state.Trail.ChangeNewest(text => text with { Seen = seen }),
        };
    }

    /// <summary>The scene is the one that was read along the story as it stands.</summary>
    private static SceneState Look(SceneState state) => state with
    {
        Seen = state.Trail.Seen?.Scene,
        SeenAt = state.Trail.Seen?.Message,
        Extractor = state.Trail.Seen?.Extractor,
        Sources = state.Trail.Seen?.Sources ?? SceneState.NoSources,
    };

    /// <summary>It gives way to whatever anybody wished for: it is nobody's wish.</summary>
    private static SceneState Reuse(SceneState state, ImageId image, MessageId? message) =>
        state.Album.FindLast(picture => picture.Image == image) is { } known
            ? state with { Trail = state.Trail.Put(state.Trail.Here, new Backdrop(known with { Message = message }, known.Scene, 0)) }
            : state;

    private static SceneState Keep(SceneState state, SceneJob job, JobPlan plan, Background picture) => plan.Target != OutputTarget.Background
        ? state with { Pictured = Picture(state, plan.Target, plan.Scene) }
        : state with
        {
            Trail = state.Trail.Put(job.For, new Backdrop(picture, plan.Scene ?? state.Trail.Behind?.Pictured, job.Wish)),
            Album = plan.Scene is null ? state.Album : Bounded(state.Album.Add(picture), MostPictured),
        };

    private static ImmutableSortedDictionary<string, Scene> Picture(SceneState state, OutputTarget target, Scene? scene) =>
        scene is null ? state.Pictured : state.Pictured.SetItem(target.ToString(), scene);

    private static ImmutableList<T> Bounded<T>(ImmutableList<T> items, int most) =>
        items.Count > most ? items.RemoveAt(0) : items;
}
