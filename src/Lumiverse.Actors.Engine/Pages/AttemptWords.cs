using System.Diagnostics;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>How a call ended, as it is shown.</summary>
internal static class AttemptWords
{
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
