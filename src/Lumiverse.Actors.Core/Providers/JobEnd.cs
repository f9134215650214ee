using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>The six ways a job can end.</summary>
public enum JobOutcome { Done, Refused, Failed, Cancelled, Superseded, Uncertain }

/// <summary>How a job ended.</summary>
/// <param name="Reason">A sentence for a person; empty for a job that is done.</param>
/// <param name="Image">The image that came of it; a cancelled job may have one that was already paid for.</param>
/// <param name="MayHaveBeenCharged">A provider may have taken money although there is no image.</param>
/// <param name="RetryAfter">When it makes sense to ask again; null = nobody knows.</param>
public sealed record JobEnd(
    JobOutcome Outcome, string Reason, SavedImage? Image, bool MayHaveBeenCharged, TimeSpan? RetryAfter, DateTimeOffset At)
{
    public static JobEnd Without(JobOutcome outcome, string reason, DateTimeOffset at) =>
        new(outcome, reason, null, false, null, at);
}

/// <summary>An image that is in the gallery.</summary>
public sealed record SavedImage(ImageId Id, string PublicToken, Picture Picture);

/// <summary>Why a job should be dropped unless it is sent.</summary>
public enum WithdrawalReason { Cancelled, Superseded, ChatDeleted, ConnectionDeleted }
