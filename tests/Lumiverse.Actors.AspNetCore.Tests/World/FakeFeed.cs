using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>A feed that a test writes into.</summary>
internal sealed class FakeFeed : IPageFeed
{
    private readonly Channel<PageEvent> _events = Channel.CreateUnbounded<PageEvent>();
    private readonly TaskCompletionSource _left = new();

    public ConcurrentQueue<(UserId User, ChatId? Chat, long? After)> Followed { get; } = new();

    /// <summary>Completes when a reader has gone.</summary>
    public Task Left => _left.Task;

    public void Publish(PageEvent page) => _events.Writer.TryWrite(page);

    public void End() => _events.Writer.Complete();

    public async IAsyncEnumerable<PageEvent> FollowAsync(
        UserId user, ChatId? chat, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        Followed.Enqueue((user, chat, after));
        try
        {
            await foreach (var page in _events.Reader.ReadAllAsync(cancellation))
                yield return page;
        }
        finally
        {
            _left.TrySetResult();
        }
    }
}
