namespace Lumiverse.Actors.Simulation;

/// <summary>The virtual clock: what is planned for an instant happens in order, and time jumps in between.</summary>
internal sealed class Timeline
{
    private readonly PriorityQueue<Action, Moment> _planned = new();
    private long _order;

    public DateTimeOffset Now { get; private set; } = new(2031, 5, 4, 0, 0, 0, TimeSpan.Zero);

    /// <summary>How many things have happened.</summary>
    public long Steps { get; private set; }

    public void At(DateTimeOffset instant, Action what) => _planned.Enqueue(what, new Moment(instant > Now ? instant : Now, _order++));

    public void After(TimeSpan pause, Action what) => At(Now + pause, what);

    /// <summary>Lets the next thing happen unless it is later than <paramref name="end"/>; false = nothing is left.</summary>
    public bool Advance(DateTimeOffset end)
    {
        if (!_planned.TryPeek(out _, out var when) || when.At > end)
            return false;
        var what = _planned.Dequeue();
        Now = when.At;
        Steps++;
        what();
        return true;
    }

    /// <summary>Instants of one offset, compared by hand: a world plans millions.</summary>
    private readonly record struct Moment(DateTimeOffset At, long Order) : IComparable<Moment>
    {
        public int CompareTo(Moment other) => At.UtcTicks == other.At.UtcTicks ? Order.CompareTo(other.Order) : At.UtcTicks.CompareTo(other.At.UtcTicks);
    }
}
