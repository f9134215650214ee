using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Actors.AspNetCore.Events;

/// <summary>Passes events on to one page, and keeps the connection awake in between.</summary>
internal sealed class EventRelay(TimeSpan keepAwake, TimeProvider time)
{
    public async Task RunAsync(
        Func<CancellationToken, IAsyncEnumerable<PageEvent>> follow, EventStream stream, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        await using var events = follow(ended.Token).GetAsyncEnumerator(ended.Token);
        var next = events.MoveNextAsync().AsTask();
        try
        {
            while (await ArrivesAsync(next, stream, ended.Token))
            {
                var page = events.Current;
                await stream.SendAsync(page.Name, page.Json, page.Id, ended.Token);
                next = events.MoveNextAsync().AsTask();
            }
        }
        finally
        {
            // A source must not be disposed while it is asked.
            await ended.CancelAsync();
            await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>True when another event is there, false at the end; until then a comment from time to time.</summary>
    private async Task<bool> ArrivesAsync(Task<bool> next, EventStream stream, CancellationToken cancellation)
    {
        while (true)
        {
            using var quiet = new CancellationTokenSource();
            var pause = Task.Delay(keepAwake, time, quiet.Token);
            if (await Task.WhenAny(next, pause) == next)
            {
                await quiet.CancelAsync();
                return await next;
            }

            await stream.CommentAsync("still here", cancellation);
        }
    }
}
