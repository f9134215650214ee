namespace Lumiverse.Actors.Ports;

/// <summary>
/// A clock that never goes back. Silences, limits and deadlines are moments: were the machine's clock set back an hour,
/// everything that waits would wait an hour longer. From such a step on, time goes on from where it was, until the clock
/// is put right again. A step forward is believed: it is what a machine that has slept sees.
/// </summary>
/// <param name="machine">The clock that may be set.</param>
public sealed class SteadyTime(TimeProvider machine) : TimeProvider
{
    /// <summary>What elapses between two looks at two clocks, and what a clock is slewed by; more is a step.</summary>
    private static readonly TimeSpan LeastStep = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _lastTimestamp = machine.GetTimestamp();
    private TimeSpan _ahead;

    /// <summary>The one of this process, so that all its parts agree.</summary>
    public static SteadyTime OfMachine { get; } = new(System);

    public override TimeZoneInfo LocalTimeZone => machine.LocalTimeZone;

    public override long TimestampFrequency => machine.TimestampFrequency;

    public override long GetTimestamp() => machine.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        machine.CreateTimer(callback, state, dueTime, period);

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            var (wall, timestamp) = (machine.GetUtcNow(), machine.GetTimestamp());
            var elapsed = machine.GetElapsedTime(_lastTimestamp, timestamp);
            if (_last != DateTimeOffset.MinValue)
                Follow(wall, _last + elapsed);
            (_last, _lastTimestamp) = (wall + _ahead, timestamp);
            return _last;
        }
    }

    /// <param name="expected">What a clock shows that nobody has set.</param>
    private void Follow(DateTimeOffset wall, DateTimeOffset expected)
    {
        var step = wall + _ahead - expected;
        if (step < -LeastStep || wall + _ahead < _last)
            _ahead = expected - wall;
        else if (step > LeastStep && _ahead > TimeSpan.Zero)
            _ahead = _ahead > step ? _ahead - step : TimeSpan.Zero;
    }
}
