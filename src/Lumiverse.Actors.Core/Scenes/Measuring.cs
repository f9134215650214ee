using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Finds the scene that another one is compared with, and weighs what has changed against the threshold.</summary>
internal static class Measuring
{
    /// <summary>
    /// How much further than just before a field must have gone, when just before it was found unchanged: descriptions of one
    /// thing waver by about a tenth, and what wavers around the limit must not be painted again and again.
    /// </summary>
    public const double ClearlyFurther = 0.1;

    public static Verdict Weigh(SceneState state, ImageOrder order, SceneReadOutcome.Read read)
    {
        var verdict = new Verdict(false, "", read.Policy.Threshold, [], read.Scene, read.Extractor, false) { Policy = read.Policy.Change, Sources = read.Sources };
        foreach (var yardstick in Yardsticks(state, order, read))
        {
            verdict = Against(yardstick, verdict, state.Weighed);
            if (!verdict.Generate)
                return verdict;
        }

        return verdict;
    }

    public static int CountChanged(ImmutableArray<FieldChange> fields) => fields.Count(field => field.Changed);

    public static string Tell(ImmutableArray<FieldChange> fields) => string.Join(", ", fields.Where(field => field.Changed).Select(Tell));

    public static ImmutableArray<FieldChange> Fields(Scene? before, Scene after, ChangePolicy policy, Weighing? last) =>
        [.. SceneChange.Between(before ?? Scene.Unknown, after, policy).Select(field => Steady(field, policy, last))];

    /// <summary>The field as it counts, after what was found just before.</summary>
    public static FieldChange Steady(FieldChange field, ChangePolicy policy, Weighing? last) =>
        policy == ChangePolicy.Meaning && last?.Fields.Any(just => IsWavering(just, field)) == true ? field with { Changed = false } : field;

    private static Verdict Against(Yardstick yardstick, Verdict verdict, Weighing? last)
    {
        if (verdict.Scene is { } scene)
            verdict = verdict with { Fields = Fields(yardstick.Scene, scene, verdict.Policy ?? ChangePolicy.Meaning, last) };
        if (yardstick.Scene is null)
            return verdict with { Generate = true, Reason = "The first scene of this chat." };
        var (changed, count) = (Tell(verdict.Fields), $"{CountChanged(verdict.Fields)} of {verdict.Threshold} needed");
        if (CountChanged(verdict.Fields) >= verdict.Threshold)
            return verdict with { Generate = true, Reason = $"Changed: {changed}; {count}." };
        var what = changed.Length == 0 ? "nothing changed" : $"only {changed}";
        return verdict with { Generate = false, Reason = $"{SceneJudge.NotEnoughChange}: {what}; {count}.", LooksLike = yardstick.Version };
    }

    /// <summary>
    /// What the scene may look like already: another text of the same reply that has a picture, the one it shares first; and
    /// last, always, what was pictured before.
    /// </summary>
    private static IEnumerable<Yardstick> Yardsticks(SceneState state, ImageOrder order, SceneReadOutcome.Read read)
    {
        var target = order.Target ?? read.Policy.Target;
        if (order.Trigger != JobTrigger.Automatic || target != OutputTarget.Background)
            return [new Yardstick(Basis(state, state.Trail, target), null)];
        return [.. state.Trail.Newest is { } reply ? Siblings(state, reply) : [], new Yardstick(Basis(state, state.Trail.Alone(), target), null)];
    }

    private static IEnumerable<Yardstick> Siblings(SceneState state, TrailReply reply) => reply.Line.Concat(reply.Texts)
        .Where(text => text.Version != reply.Version && (text.Backdrop is not null || IsBeingPainted(state, new Standpoint(reply.Message, text.Version))))
        .Select(text => new Yardstick(text.Seen?.Scene ?? text.Backdrop?.Pictured, text.Version));

    private static bool IsBeingPainted(SceneState state, Standpoint point) => state.Jobs.Values.Any(job =>
        job.For == point && job is { Plan.Target: OutputTarget.Background, Withdrawal: null });

    /// <summary>Of the newest job under way along the story, else the scene that was last pictured; null = none yet.</summary>
    private static Scene? Basis(SceneState state, ChatTrail trail, OutputTarget target) =>
        state.Jobs.Values
            .Where(job => job.Plan is { Scene: not null } plan && plan.Target == target && job.Withdrawal is null)
            .Where(job => target != OutputTarget.Background || trail.Passes(job.For))
            .MaxBy(job => job.Wish)?.Plan?.Scene
        ?? (target != OutputTarget.Background ? state.PicturedFor(target) : trail.Behind?.Pictured);

    private static bool IsWavering(FieldChange just, FieldChange field) =>
        just.Name == field.Name && just.Before == field.Before && !just.Changed && field.Distance - just.Distance < ClearlyFurther;

    private static string Tell(FieldChange field) =>
        $"{field.Name.Replace('_', ' ')} ({Shown(field.Before)} → {Shown(field.After)})";

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;

    /// <param name="Version">The other text of the reply that it was read in; null = it was pictured before the reply.</param>
    private sealed record Yardstick(Scene? Scene, string? Version);
}
