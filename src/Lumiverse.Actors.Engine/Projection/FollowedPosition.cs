namespace Lumiverse.Actors.Engine.Projection;

/// <summary>
/// How far the tables follow the journal, how far pages were told of it, and who waits for both. The tables come first: a page
/// that comes in between reads what is missing from the journal. Whoever waits for one only would act between the two, and
/// close the pages before they have heard the last.
/// </summary>
internal sealed class FollowedPosition
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, TaskCompletionSource> _waiting = [];
    private long _position;
    private long _told;

    /// <summary>How far the tables follow.</summary>
    public long Position => Interlocked.Read(ref _position);

    public void MoveTo(long position) => Interlocked.Exchange(ref _position, position);

    /// <summary>Pages were told everything up to here, and whoever waits for it is let go.</summary>
    public void HaveTold(long position)
    {
        lock (_gate)
        {
            _told = position;
            while (_waiting.Count > 0 && _waiting.First() is var first && first.Key <= position)
            {
                _waiting.Remove(first.Key);
                first.Value.SetResult();
            }
        }
    }

    public Task ReachAsync(long position, CancellationToken cancellation)
    {
        lock (_gate)
        {
            if (position <= _told)
                return Task.CompletedTask;
            if (!_waiting.TryGetValue(position, out var waiting))
                _waiting[position] = waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task.WaitAsync(cancellation);
        }
    }
}
