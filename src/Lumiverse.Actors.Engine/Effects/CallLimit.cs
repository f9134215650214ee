using System.Diagnostics;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>How long one call may take, counted from its start, without the time that it is kept waiting in here.</summary>
internal sealed class CallLimit : IDisposable
{
    /// <summary>A call without a limit of its own still ends: no provider paints longer, but a connection can hang for ever.</summary>
    private static readonly TimeSpan LongestCall = TimeSpan.FromHours(1);

    private readonly TimeSpan _most;
    private readonly Stopwatch _spent = new();
    private readonly CancellationTokenSource _limited;

    /// <param name="most">Zero = no limit of its own.</param>
    /// <param name="cancellation">Breaks the call off at any time.</param>
    public CallLimit(TimeSpan most, CancellationToken cancellation)
    {
        _most = most > TimeSpan.Zero && most < LongestCall ? most : LongestCall;
        _limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    }

    public CancellationToken Token => _limited.Token;

    public void Start()
    {
        _spent.Start();
        var left = _most - _spent.Elapsed;
        _limited.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    public async Task<T> WithoutAsync<T>(Func<Task<T>> wait)
    {
        _spent.Stop();
        _limited.CancelAfter(Timeout.InfiniteTimeSpan);
        try
        {
            return await wait();
        }
        finally
        {
            Start();
        }
    }

    public void Dispose() => _limited.Dispose();
}
