namespace Lumiverse.Actors.Engine.Projection;

/// <summary>How far the tables follow the journal, and who waits for them to get there.</summary>
internal sealed class FollowedPosition
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, TaskCompletionSource> _waiting = [];
    private long _position;

    public long Position => Interlocked.Read(ref _position);

    public void MoveTo(long position)
    {
        lock (_gate)
        {
            Interlocked.Exchange(ref _position, position);
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
            if (position <= _position)
                return Task.CompletedTask;
            if (!_waiting.TryGetValue(position, out var waiting))
                _waiting[position] = waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return waiting.Task.WaitAsync(cancellation);
        }
    }
}
