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

    public static SceneState Notice(SceneState state, SceneFact.ReplyNoticed noticed) => state with
    {
        Chat = noticed.Chat,
        Reply = new PendingReply(noticed.Message, noticed.ReadId),
        RecentReplies = Bounded(state.RecentReplies.Add(noticed.Message)),
    };

    public static SceneState Request(SceneState state, SceneFact.JobRequested requested) => state with
    {
        Chat = requested.Chat,
        Wishes = state.Wishes + 1,
        Jobs = state.Jobs.SetItem(
            requested.Order.Job.Value,
            new SceneJob(requested.Order, requested.ReadId, requested.At, state.Wishes + 1, SceneJobStage.Reading, null, null, null)),
    };

    public static SceneState Decide(SceneState state, SceneFact.Decided decided) => state with
    {
        Chat = decided.Chat,
        Reply = state.Reply?.ReadId == decided.ReadId ? null : state.Reply,
        Seen = decided.Scene ?? state.Seen,
        SeenAt = decided.Scene is null ? state.SeenAt : decided.Message,
        Extractor = decided.Scene is null ? state.Extractor : decided.Extractor,
    };

    public static SceneState Change(SceneState state, JobId id, Func<SceneJob, SceneJob> change) =>
        state with { Jobs = state.Jobs.SetItem(id.Value, change(state.Jobs[id.Value])) };

    public static SceneState End(SceneState state, SceneFact.JobEnded ended) => state with
    {
        Jobs = state.Jobs.Remove(ended.Job.Value),
        Pictured = state.Jobs[ended.Job.Value] is { Plan: { Target: not OutputTarget.Background } plan } && ended.End.Outcome == JobOutcome.Done
            ? Picture(state, plan.Target, plan.Scene)
            : state.Pictured,
        RecentEnds = Bounded(state.RecentEnds.Add(new EndedJob(ended.Job, ended.End))),
    };

    public static SceneState ChangeBackground(SceneState state, SceneFact.BackgroundChanged changed) => state with
    {
        Chat = changed.Chat,
        Background = changed.Background,
        Forgotten = IsForgetting(state, changed) ? state.Background : null,
        Pictured = Picture(state, OutputTarget.Background, changed.Background?.Scene),
        Wishes = Math.Max(state.Wishes, changed.Wish),
        LatestBackgroundWish = changed.Wish,
    };

    /// <summary>Nobody wished for the change: the image was deleted.</summary>
    private static bool IsForgetting(SceneState state, SceneFact.BackgroundChanged changed) =>
        changed.Background is null && changed.Wish == state.LatestBackgroundWish;

    private static ImmutableSortedDictionary<string, Scene> Picture(SceneState state, OutputTarget target, Scene? scene) =>
        scene is null ? state.Pictured : state.Pictured.SetItem(target.ToString(), scene);

    private static ImmutableList<T> Bounded<T>(ImmutableList<T> items) =>
        items.Count > MostRecent ? items.RemoveAt(0) : items;
}
