using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Bridge;

/// <summary>
/// The UI bridge. The journal is the outbox: what a page missed is read from it by the user's tag, and what happens is
/// passed on from memory once the tables show it. Ids are journal positions, so the two join without a gap or a repeat.
/// </summary>
internal sealed class PageFeed(IJournalReader journal, PageEventSource events, FollowedPosition followed) : IPageFeed
{
    /// <summary>Events a page may fall behind: more than a burst of its own chats makes. Then it has to come back and resume.</summary>
    public const int MostBehind = 1024;

    /// <summary>Events read from the journal at once on resume.</summary>
    private const int BatchSize = 200;

    private readonly ConcurrentDictionary<UserId, ImmutableList<Listener>> _listeners = new();
    private volatile bool _isClosed;

    public void Publish(UserId user, PageEvent pageEvent)
    {
        if (!_listeners.TryGetValue(user, out var listeners))
            return;
        foreach (var listener in listeners)
            listener.Offer(pageEvent);
    }

    /// <summary>The server goes down: each page hears what it was told so far, and its stream ends.</summary>
    public void Close()
    {
        _isClosed = true;
        foreach (var listener in _listeners.Values.SelectMany(listeners => listeners))
            listener.End();
    }

    public async IAsyncEnumerable<PageEvent> FollowAsync(
        UserId user, ChatId? chat, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var listener = new Listener(chat);
        Add(user, listener);
        if (_isClosed)
            listener.End();
        try
        {
            // What is followed up to here comes from the journal, everything later from memory: the listener is in place.
            var upTo = followed.Position;
            if (after > upTo && after > await journal.LastPositionAsync(cancellation))
            {
                yield return new PageEvent(upTo, "RESYNC", null, "{}");
                after = upTo;
            }

            var last = after ?? upTo;
            await foreach (var missed in ReadMissedAsync(user, last, upTo, cancellation))
            {
                last = missed.Id ?? last;
                if (listener.Wants(missed))
                    yield return missed;
            }

            await foreach (var live in listener.ReadAllAsync(cancellation))
            {
                if (live.Id is null || live.Id > last)
                    yield return live;
            }
        }
        finally
        {
            Remove(user, listener);
        }
    }

    private async IAsyncEnumerable<PageEvent> ReadMissedAsync(
        UserId user, long after, long upTo, [EnumeratorCancellation] CancellationToken cancellation)
    {
        while (after < upTo)
        {
            var entries = await journal.ReadByTagAsync(EntityTags.Of(user), after, BatchSize, cancellation);
            foreach (var entry in entries.Where(entry => entry.Position <= upTo))
            {
                if (await events.FromAsync(entry, cancellation) is { Id: not null } pageEvent)
                    yield return pageEvent;
            }

            if (entries.Count < BatchSize)
                yield break;
            after = entries[^1].Position;
        }
    }

    private void Add(UserId user, Listener listener) =>
        _listeners.AddOrUpdate(user, [listener], (_, listeners) => listeners.Add(listener));

    private void Remove(UserId user, Listener listener)
    {
        var left = _listeners.AddOrUpdate(user, [], (_, listeners) => listeners.Remove(listener));
        if (left.IsEmpty)
            _listeners.TryRemove(KeyValuePair.Create(user, left));
    }

    private sealed class Listener(ChatId? chat)
    {
        private readonly Channel<PageEvent> _events = Channel.CreateBounded<PageEvent>(
            new BoundedChannelOptions(MostBehind) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

        public bool Wants(PageEvent pageEvent) => chat is null || pageEvent.Chat is null || pageEvent.Chat == chat;

        public void Offer(PageEvent pageEvent)
        {
            if (!Wants(pageEvent) || _events.Writer.TryWrite(pageEvent))
                return;
            if (pageEvent.Id is not null)
                End(); // Too slow: the page resumes from the journal.
        }

        public void End() => _events.Writer.TryComplete();

        public IAsyncEnumerable<PageEvent> ReadAllAsync(CancellationToken cancellation) => _events.Reader.ReadAllAsync(cancellation);
    }
}
