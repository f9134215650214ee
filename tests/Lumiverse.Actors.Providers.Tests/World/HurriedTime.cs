namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>A clock whose waits are over at once, and whose budgets never run out.</summary>
internal sealed class HurriedTime : TimeProvider
{
    /// <summary>Longer than any wait and shorter than any budget of the provider.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime >= TimeSpan.Zero && dueTime <= LongestWait ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, period);
}
