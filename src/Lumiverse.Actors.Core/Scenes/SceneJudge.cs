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

    /// <summary>What a person may see of a scene.</summary>
    internal static SceneView View(SceneState state)
    {
        var pictured = state.Trail.Behind?.Pictured;
        return new SceneView(state.Seen, pictured, state.SeenAt, state.Extractor)
        {
            Sources = state.Sources,
            Fields = state.Seen is { } seen ? Measuring.Fields(pictured, seen, state.Weighed?.Policy ?? ChangePolicy.Meaning, state.Weighed) : [],
            Threshold = state.Weighed?.Threshold,
        };
    }

    internal static Verdict Judge(SceneState state, ImageOrder order, SceneReadOutcome outcome, DateTimeOffset now) => outcome switch
    {
        SceneReadOutcome.SwitchedOff off => Verdict.No(off.Reason),
        SceneReadOutcome.Failed failed => Verdict.No(failed.Reason) with { IsFailure = true },
        SceneReadOutcome.Postponed => Verdict.No("The reading was put off. Try again.") with { IsFailure = true },
        SceneReadOutcome.Read read when order.Trigger == JobTrigger.Automatic => ReplyRules.Apply(state, read, Judge(state, order, read), now),
        SceneReadOutcome.Read read => Judge(state, order, read),
        _ => throw new UnreachableException($"Judge has no case for {outcome.GetType().Name}"),
    };

    private static Verdict Judge(SceneState state, ImageOrder order, SceneReadOutcome.Read read)
    {
        var weighed = Measuring.Weigh(state, order, read);
        if (PromptWriter.Write(order, read) is null)
            return weighed with { Generate = false, Reason = Nothing(order.Mode ?? read.Policy.Mode), IsFailure = order.Trigger != JobTrigger.Automatic };
        if (IsAskedFor(order, order.Mode ?? read.Policy.Mode))
            return weighed with { Generate = true, Reason = "Asked for." };
        return read.Policy.Force ? weighed with { Generate = true, Reason = "Every reply is painted, as the settings say." } : weighed;
    }

    /// <summary>Words of one's own in the settings are as explicit as words in the request, once a person clicks.</summary>
    private static bool IsAskedFor(ImageOrder order, PromptMode mode) =>
        order.IsExplicit || order.Trigger == JobTrigger.Manual && mode != PromptMode.Scene;

    private static string Nothing(PromptMode mode) => mode == PromptMode.Scene
        ? "Nothing in the chat says where it takes place. Describe the place, or use a prompt of your own."
        : "There is no prompt. Write one, or set a custom prompt in the settings.";
}

/// <summary>What came of judging.</summary>
/// <param name="IsFailure">Nothing could be judged, which is another thing than not enough change.</param>
internal sealed record Verdict(
    bool Generate, string Reason, int Threshold, ImmutableArray<FieldChange> Fields, Scene? Scene, string Extractor, bool IsFailure)
{
    public ChangePolicy? Policy { get; init; }

    public ImmutableSortedDictionary<string, FieldSource>? Sources { get; init; }

    public ImageId? Offered { get; init; }

    public ImageId? Reused { get; init; }

    public string? LooksLike { get; init; }

    public static Verdict No(string reason) => new(false, reason, 0, [], null, "", false);

    public SceneFact.Decided ToFact(ChatKey chat, string readId, MessageId? message, JobTrigger trigger, JobId? job, DateTimeOffset at) =>
        new(chat, readId, message, trigger, Generate, Reason, Threshold, Fields, Scene, Extractor, job, at)
        {
            Policy = Policy,
            Sources = Sources,
            CallsSaved = !Generate && !IsFailure && Scene is not null ? 1 : null,
            Offered = Offered,
            Reused = Reused,
            LooksLike = LooksLike,
        };
}
