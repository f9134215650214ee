namespace Lumiverse.Actors.Core.Providers;

/// <summary>
/// Stops calling a provider that fails again and again. After the pause one call goes through as a probe; it closes the
/// breaker or opens it for twice as long.
/// </summary>
/// <param name="FailuresInARow">Since the last success.</param>
/// <param name="Openings">Since the last success; doubles the pause.</param>
/// <param name="OpenUntil">No call before then; null = closed.</param>
public readonly record struct CircuitBreaker(int FailuresInARow, int Openings, DateTimeOffset? OpenUntil)
{
    /// <summary>A single job's retries (five calls) open it, two unlucky jobs don't.</summary>
    public const int FailuresToOpen = 5;

    /// <summary>Long enough for a restart at the provider, short enough that a person still waits.</summary>
    public static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(30);

    public static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(10);

    public static CircuitBreaker Closed => default;

    /// <summary>Open, or waiting for its probe.</summary>
    public bool IsOpen => OpenUntil is not null;

    /// <summary>How long one more failure opens it; null = it stays as it is, as for stragglers while it is open.</summary>
    public TimeSpan? PauseAfterFailure(DateTimeOffset now)
    {
        if (OpenUntil > now || !IsOpen && FailuresInARow + 1 < FailuresToOpen)
            return null;
        return TimeSpan.FromTicks(Math.Min(LongestPause.Ticks, FirstPause.Ticks << Math.Min(Openings, 10)));
    }

    public CircuitBreaker Failed() => this with { FailuresInARow = FailuresInARow + 1 };

    public CircuitBreaker Opened(DateTimeOffset until) => this with { Openings = Openings + 1, OpenUntil = until };
}
