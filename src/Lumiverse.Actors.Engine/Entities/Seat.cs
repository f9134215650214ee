using Akka.Actor;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>
/// One actor's place: present, absent, leaving or backing off. It keeps every message until the actor is done with it, so
/// that an incarnation that fails takes nothing along: the next one gets what is left, in order. Lives inside its owner,
/// an actor that watches what is started here.
/// </summary>
internal sealed class Seat(EntityAddress address, EntityServices services, Func<IActorRef> start)
{
    private const double Jitter = 0.2;

    /// <summary>2¹⁶ first pauses are far beyond any longest one.</summary>
    private const int MostDoublings = 16;

    private readonly Queue<(Delivery Delivery, IActorRef Sender)> _undone = new();
    private IActorRef? _actor;
    private bool _isLeaving;
    private bool _isBackingOff;
    private int _failures;
    private long _startedAt;
    private long _number;

    public EntityAddress Address => address;

    public IEnumerable<(EntityMessage Message, IActorRef Sender)> Undone => _undone.Select(kept => (kept.Delivery.Message, kept.Sender));

    /// <summary>Nobody sits here and nothing waits.</summary>
    public bool IsVacant => _actor is null && !_isBackingOff && _undone.Count == 0;

    /// <summary>Hands a message to the actor, or keeps it while there is none; false when so much waits that it was turned down.</summary>
    public bool TryDeliver(EntityMessage message, IActorRef sender)
    {
        if (_undone.Count >= services.Settings.MostBuffered && !sender.IsNobody())
        {
            sender.Tell(new Answer.Busy("Too much is waiting for this actor. Try again in a moment.", services.Settings.LongestRestartPause));
            return false;
        }

        var delivery = new Delivery(++_number, message);
        _undone.Enqueue((delivery, sender));
        if (_actor is null && !_isBackingOff)
            Start();
        else if (!_isLeaving)
            _actor?.Tell(delivery, sender);
        return true;
    }

    /// <summary>Forgets what the actor is done with; returns how many messages that were.</summary>
    public int Finish(long number)
    {
        var count = 0;
        for (; _undone.TryPeek(out var first) && first.Delivery.Number <= number; count++)
            _undone.Dequeue();
        return count;
    }

    /// <summary>Lets the actor go after everything it was handed; what arrives from here on waits for its successor.</summary>
    public void LetGo(object stopMessage)
    {
        if (_isLeaving || _actor is not { } actor)
            return;
        _isLeaving = true;
        actor.Tell(stopMessage, ActorRefs.NoSender);
    }

    /// <summary>The actor is gone. Null when it left in peace, else how long to wait before <see cref="Start"/>.</summary>
    public TimeSpan? Ended()
    {
        _actor = null;
        _isBackingOff = !_isLeaving;
        _isLeaving = false;
        return _isBackingOff ? Pause() : null;
    }

    /// <summary>Seats the actor and hands it everything that is undone.</summary>
    public void Start()
    {
        _isBackingOff = false;
        _startedAt = services.Clock.GetTimestamp();
        var actor = _actor = start();
        foreach (var (delivery, sender) in _undone)
            actor.Tell(delivery, sender);
    }

    private TimeSpan Pause()
    {
        var settings = services.Settings;
        // An incarnation that lived longer than the longest pause did not fail for the same reason as the one before it.
        _failures = services.Clock.GetElapsedTime(_startedAt) > settings.LongestRestartPause ? 0 : _failures;
        var doubled = settings.FirstRestartPause.Ticks << Math.Min(_failures++, MostDoublings);
        var pause = TimeSpan.FromTicks((long)(Math.Min(doubled, settings.LongestRestartPause.Ticks) * (1 + (Jitter * Random.Shared.NextDouble()))));
        services.Log.RestartsLater(address.PersistenceId, pause.TotalMilliseconds);
        return pause;
    }
}
