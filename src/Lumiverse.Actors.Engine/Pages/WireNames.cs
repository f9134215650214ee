using System.Diagnostics;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>The words of the API for the values of the core.</summary>
public static class WireNames
{
    public static string Of(JobOutcome outcome) => outcome.ToString().ToLowerInvariant();

    public static string Of(JobTrigger trigger) => trigger.ToString().ToLowerInvariant();

    public static string Of(PromptMode mode) => mode switch
    {
        PromptMode.Scene => "scene",
        PromptMode.Custom => "custom",
        _ => "parsed_custom",
    };

    public static string Of(OutputTarget target) => target switch
    {
        OutputTarget.Background => "background",
        OutputTarget.ChatAttachment => "chat_attachment",
        OutputTarget.AttachToMessage => "attach_to_message",
        _ => "preview",
    };

    /// <summary>The outcome class of a call, with what the provider said.</summary>
    public static (string Outcome, string? Message) Of(AttemptOutcome outcome) => outcome switch
    {
        AttemptOutcome.Succeeded => ("succeeded", null),
        AttemptOutcome.NotStarted notStarted => ("not_started", notStarted.Reason),
        AttemptOutcome.Refused refused => ("refused", refused.Reason),
        AttemptOutcome.FailedUncharged failed => ("failed_uncharged", failed.Reason),
        AttemptOutcome.Ambiguous ambiguous => ("ambiguous", ambiguous.Reason),
        AttemptOutcome.Unusable unusable => ("unusable", unusable.Reason),
        AttemptOutcome.Lost => ("lost", "The server went down during this call."),
        _ => throw new UnreachableException($"No word for {outcome.GetType().Name}"),
    };
}
