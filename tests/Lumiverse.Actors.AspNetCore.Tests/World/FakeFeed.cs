using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>A feed that a test writes into, for one reader at a time.</summary>
internal sealed class FakeFeed : IPageFeed
{
    private Channel<PageEvent> _events = Channel.CreateUnbounded<PageEvent>();
    private TaskCompletionSource _left = new();

    public ConcurrentQueue<(UserId User, ChatId? Chat, long? After)> Followed { get; } = new();

    /// <summary>Completes when the reader has gone.</summary>
    public Task Left => _left.Task;

    public void Publish(PageEvent page) => _events.Writer.TryWrite(page);

    public void Publish(UserId user, PageEvent pageEvent) => Publish(pageEvent);

    public void End() => _events.Writer.Complete();

    public void Clear()
    {
        _events = Channel.CreateUnbounded<PageEvent>();
        _left = new TaskCompletionSource();
        Followed.Clear();
    }

    public async IAsyncEnumerable<PageEvent> FollowAsync(
        UserId user, ChatId? chat, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Followed.Enqueue((user, chat, after));
        var left = _left;
        try
        {
            await foreach (var page in _events.Reader.ReadAllAsync(cancellation))
                yield return page;
        }
        finally
        {
            left.TrySetResult();
        }
    }
}
