using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>
/// Bounds what people may ask at once: by actor, by process, and by bytes. Completions of the engine's own work do not
/// come this way and are never turned down.
/// </summary>
internal sealed class Admission
{
    /// <summary>One hundredth of a second's worth of turns; beyond it waiting is worse than coming back.</summary>
    public const int MostAsks = 4096;

    /// <summary>One person's impatience at one actor; a connection serves all chats of a user.</summary>
    public const int MostAsksPerActor = 256;

    /// <summary>Prompts held while they wait for their turn.</summary>
    public const long MostBytes = 64L * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<EntityAddress, int> _byActor = new();
    private long _bytes;
    private int _asks;
    private volatile bool _isClosed;

    /// <summary>Turns everything down from here on: the server is going down.</summary>
    public void Close() => _isClosed = true;

    public int Asks => Volatile.Read(ref _asks);

    /// <summary>A place for one ask, or the refusal.</summary>
    public Place? TryEnter(EntityAddress address, object command, out Answer? refusal)
    {
        var place = new Place(this, address, SizeOf(command));
        refusal = place.Enter();
        if (refusal is null)
            return place;
        place.Dispose();
        return null;
    }

    private static long SizeOf(object command) => command is SceneCommand.RequestImage { Order: var order }
        ? 2L * ((order.Prompt?.Length ?? 0) + (order.NegativePrompt?.Length ?? 0))
        : 0;

    internal sealed class Place(Admission admission, EntityAddress address, long bytes) : IDisposable
    {
        public Answer? Enter()
        {
            var ofActor = admission._byActor.AddOrUpdate(address, 1, (_, count) => count + 1);
            var asks = Interlocked.Increment(ref admission._asks);
            var held = Interlocked.Add(ref admission._bytes, bytes);
            return admission._isClosed ? new Answer.GoingDown(Pause)
                : ofActor > MostAsksPerActor ? new Answer.Busy("Too many requests for the same chat at once. Try again in a moment.", Pause)
                : asks > MostAsks || held > MostBytes ? new Answer.Busy("The server has too many requests at once. Try again in a moment.", Pause)
                : null;
        }

        public void Dispose()
        {
            Interlocked.Add(ref admission._bytes, -bytes);
            Interlocked.Decrement(ref admission._asks);
            var left = admission._byActor.AddOrUpdate(address, 0, (_, count) => count - 1);
            if (left <= 0)
                admission._byActor.TryRemove(KeyValuePair.Create(address, left));
        }
    }
}
