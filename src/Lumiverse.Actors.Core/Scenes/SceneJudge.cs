using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Decides whether a reading is worth an image, and says why in a sentence.</summary>
public static class SceneJudge
{
    /// <summary>How every refusal for want of change begins; clients know this sentence.</summary>
    public const string NotEnoughChange = "Scene has not changed enough";

    internal static Verdict Judge(SceneState state, ImageOrder order, SceneReadOutcome outcome) => outcome switch
    {
        SceneReadOutcome.SwitchedOff off => Verdict.No(off.Reason),
        SceneReadOutcome.Failed failed => Verdict.No(failed.Reason) with { IsFailure = true },
        SceneReadOutcome.Read read => Judge(state, order, read),
        _ => throw new UnreachableException($"Judge has no case for {outcome.GetType().Name}"),
    };

    private static Verdict Judge(SceneState state, ImageOrder order, SceneReadOutcome.Read read)
    {
        var basis = Basis(state, order.Target ?? read.Policy.Target);
        var verdict = new Verdict(false, "", read.Policy.Threshold, Fields(basis, read.Scene, read.Policy.Change), read.Scene, read.Extractor, false);
        if (PromptWriter.Write(order, read.Policy, read.Scene) is null)
            return verdict with { Reason = Nothing(order.Mode ?? read.Policy.Mode), IsFailure = order.Trigger != JobTrigger.Automatic };
        if (IsAskedFor(order, order.Mode ?? read.Policy.Mode))
            return verdict with { Generate = true, Reason = "Asked for." };
        if (read.Policy.Force)
            return verdict with { Generate = true, Reason = "Every reply is painted, as the settings say." };
        return basis is null
            ? verdict with { Generate = true, Reason = "The first scene of this chat." }
            : Weigh(verdict);
    }

    /// <summary>Words of one's own in the settings are as explicit as words in the request, once a person clicks.</summary>
    private static bool IsAskedFor(ImageOrder order, PromptMode mode) =>
        order.IsExplicit || order.Trigger == JobTrigger.Manual && mode != PromptMode.Scene;

    private static Verdict Weigh(Verdict verdict)
    {
        var changed = verdict.Fields.Where(field => field.Changed).Select(Tell).ToList();
        var count = $"{changed.Count} of {verdict.Threshold} needed";
        return changed.Count >= verdict.Threshold
            ? verdict with { Generate = true, Reason = $"Changed: {string.Join(", ", changed)}; {count}." }
            : verdict with { Reason = changed.Count == 0 ? $"{NotEnoughChange}: nothing changed; {count}." : $"{NotEnoughChange}: only {string.Join(", ", changed)}; {count}." };
    }

    private static string Tell(FieldChange field) =>
        $"{field.Name.Replace('_', ' ')} ({Shown(field.Before)} → {Shown(field.After)})";

    private static string Shown(string value) => value.Length == 0 ? "nothing" : value;

    /// <summary>The scene to compare with: of the newest job under way, else the one last pictured; null = none yet.</summary>
    private static Scene? Basis(SceneState state, OutputTarget target) =>
        state.Jobs.Values
            .Where(job => job.Plan is { Scene: not null } plan && plan.Target == target && job.Withdrawal is null)
            .MaxBy(job => job.Wish)?.Plan?.Scene
        ?? state.PicturedFor(target);

    private static ImmutableArray<FieldChange> Fields(Scene? basis, Scene? scene, ChangePolicy policy) =>
        scene is null ? [] : SceneChange.Between(basis ?? Scene.Unknown, scene, policy);

    private static string Nothing(PromptMode mode) => mode == PromptMode.Scene
        ? "Nothing in the chat says where it takes place. Describe the place, or use a prompt of your own."
        : "There is no prompt. Write one, or set a custom prompt in the settings.";
}

/// <summary>What came of judging.</summary>
/// <param name="IsFailure">Nothing could be judged, which is another thing than not enough change.</param>
internal sealed record Verdict(
    bool Generate, string Reason, int Threshold, ImmutableArray<FieldChange> Fields, Scene? Scene, string Extractor, bool IsFailure)
{
    public static Verdict No(string reason) => new(false, reason, 0, [], null, "", false);

    public SceneFact.Decided ToFact(ChatKey chat, string readId, MessageId? message, JobTrigger trigger, JobId? job, DateTimeOffset at) =>
        new(chat, readId, message, trigger, Generate, Reason, Threshold, Fields, Scene, Extractor, job, at);
}
