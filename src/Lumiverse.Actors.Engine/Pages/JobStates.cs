using System.Collections.Immutable;
using System.Diagnostics;
using Lumiverse.Actors.Core.Providers;

namespace Lumiverse.Actors.Engine.Pages;

/// <summary>The nine states of a job as they travel: three of a job that lives, six of one that has ended.</summary>
public static class JobStates
{
    public const string Queued = "queued";
    public const string Running = "running";
    public const string Saving = "saving";
    public const string Done = "done";
    public const string Refused = "refused";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Superseded = "superseded";
    public const string Uncertain = "uncertain";

    public static ImmutableArray<string> All { get; } =
        [Queued, Running, Saving, Done, Refused, Failed, Cancelled, Superseded, Uncertain];

    public static string Of(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Done => Done,
        JobOutcome.Refused => Refused,
        JobOutcome.Failed => Failed,
        JobOutcome.Cancelled => Cancelled,
        JobOutcome.Superseded => Superseded,
        JobOutcome.Uncertain => Uncertain,
        _ => throw new UnreachableException($"No state for {outcome}"),
    };

    /// <summary>Whether a person's consent may repeat it.</summary>
    public static bool MayBeRetried(string state) => state is Failed or Uncertain;
}
