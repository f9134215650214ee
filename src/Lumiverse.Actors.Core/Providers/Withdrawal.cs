using System.Diagnostics;

namespace Lumiverse.Actors.Core.Providers;

/// <summary>The end of a job that was dropped, in words.</summary>
public static class Withdrawal
{
    /// <summary>Whether a sent call is worth breaking off: only when a person does not want the picture. Otherwise it finishes, as it is paid for.</summary>
    public static bool BreaksOff(this WithdrawalReason reason) => reason is WithdrawalReason.Cancelled or WithdrawalReason.ChatDeleted;

    public static JobEnd End(WithdrawalReason reason, DateTimeOffset at) => reason switch
    {
        WithdrawalReason.Cancelled => JobEnd.Without(JobOutcome.Cancelled, "Cancelled on request.", at),
        WithdrawalReason.Superseded => JobEnd.Without(JobOutcome.Superseded, "A newer scene took its place.", at),
        WithdrawalReason.ChatDeleted => JobEnd.Without(JobOutcome.Cancelled, "The chat was deleted.", at),
        WithdrawalReason.ConnectionDeleted => JobEnd.Without(JobOutcome.Cancelled, "The connection was deleted. Choose another one and generate again.", at),
        _ => throw new UnreachableException($"No end for {reason}"),
    };
}
