using Akka.Actor;
using Akka.Cluster.Sharding;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>
/// The local stand-in of a shard region: starts actors on their first message, lets idle ones go without losing what
/// arrives meanwhile, and starts those that stopped by a failure again after a back-off.
/// </summary>
internal sealed class EntityParent : ReceiveActor, IWithTimers
{
    private readonly Func<EntityAddress, Props> _props;
    private readonly EntityServices _services;
    private readonly Dictionary<string, Seat> _seats = new(StringComparer.Ordinal);

    public EntityParent(Func<EntityAddress, Props> props, EntityServices services)
    {
        _props = props;
        _services = services;
        Receive<EntityMessage>(Deliver);
        Receive<Passivate>(passivate => LetGo(Sender, passivate.StopMessage));
        Receive<Terminated>(terminated => Ended(terminated.ActorRef));
        Receive<StartAgain>(again => StartAgainNow(again.Id));
    }

    public ITimerScheduler Timers { get; set; } = default!; // Set by Akka.NET before the first message.

    protected override SupervisorStrategy SupervisorStrategy() =>
        new OneForOneStrategy(failure => failure is ActorInitializationException ? Directive.Stop : Directive.Restart);

    private void Deliver(EntityMessage message)
    {
        if (!_seats.TryGetValue(message.To.Id, out var seat))
            _seats[message.To.Id] = seat = new Seat(message.To);
        if (seat.IsOpen)
            (seat.Actor ??= Start(seat)).Forward(message);
        else if (seat.Buffered.Count >= _services.Settings.MostBuffered && !Sender.IsNobody())
            Sender.Tell(new Answer.Busy("This actor is starting again. Try in a moment.", _services.Settings.LongestRestartPause));
        else
            seat.Buffered.Enqueue((message, Sender));
    }

    private IActorRef Start(Seat seat)
    {
        var actor = Context.ActorOf(_props(seat.Address), Uri.EscapeDataString(seat.Address.Id));
        Context.Watch(actor);
        return actor;
    }

    private void LetGo(IActorRef actor, object stopMessage)
    {
        if (SeatOf(actor) is not { IsLeaving: false } seat)
            return;
        seat.IsLeaving = true;
        actor.Tell(stopMessage);
    }

    private void Ended(IActorRef actor)
    {
        if (SeatOf(actor) is not { } seat)
            return;
        seat.Actor = null;
        if (seat.IsLeaving)
            Vacate(seat);
        else
            BackOff(seat);
    }

    private void Vacate(Seat seat)
    {
        seat.IsLeaving = false;
        if (seat.Buffered.Count == 0)
            _seats.Remove(seat.Address.Id);
        else
            Flush(seat);
    }

    private void BackOff(Seat seat)
    {
        var pause = Pause(seat.Failures++);
        seat.IsBackingOff = true;
        _services.Log.RestartsLater(seat.Address.PersistenceId, pause.TotalMilliseconds);
        Timers.StartSingleTimer(seat.Address.Id, new StartAgain(seat.Address.Id), pause);
    }

    private void StartAgainNow(string id)
    {
        if (!_seats.TryGetValue(id, out var seat))
            return;
        seat.IsBackingOff = false;
        // Started even without a message: what is owed must be asked for again.
        seat.Actor = Start(seat);
        Flush(seat);
    }

    private void Flush(Seat seat)
    {
        seat.Actor ??= Start(seat);
        while (seat.Buffered.TryDequeue(out var kept))
            seat.Actor.Tell(kept.Message, kept.Sender);
    }

    private TimeSpan Pause(int failures)
    {
        var settings = _services.Settings;
        var doubled = settings.FirstRestartPause.Ticks << Math.Min(failures, 16);
        var pause = Math.Min(doubled, settings.LongestRestartPause.Ticks);
        return TimeSpan.FromTicks(pause + (long)(pause * 0.2 * Random.Shared.NextDouble()));
    }

    private Seat? SeatOf(IActorRef actor) => _seats.GetValueOrDefault(Uri.UnescapeDataString(actor.Path.Name));

    /// <summary>One actor's place: present, absent, leaving or backing off.</summary>
    private sealed class Seat(EntityAddress address)
    {
        public EntityAddress Address { get; } = address;
        public IActorRef? Actor { get; set; }
        public bool IsLeaving { get; set; }
        public bool IsBackingOff { get; set; }

        /// <summary>Failures since it was last let go in peace.</summary>
        public int Failures { get; set; }
        public Queue<(EntityMessage Message, IActorRef Sender)> Buffered { get; } = new();
        public bool IsOpen => !IsLeaving && !IsBackingOff;
    }

    private sealed record StartAgain(string Id);
}
