using Akka.Actor;
using Akka.Cluster.Sharding;

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
    private long _delivered;
    private long _undone;

    public EntityParent(Func<EntityAddress, Props> props, EntityServices services)
    {
        _props = props;
        _services = services;
        Receive<EntityMessage>(Deliver);
        Receive<Handled>(handled => _undone -= _seats.GetValueOrDefault(handled.Id)?.Finish(handled.Number) ?? 0);
        Receive<Passivate>(passivate => SeatOf(Sender)?.LetGo(passivate.StopMessage));
        Receive<Terminated>(terminated => Ended(SeatOf(terminated.ActorRef)));
        Receive<StartAgain>(again => _seats.GetValueOrDefault(again.Id)?.Start());
        Receive<GetLoad>(_ => Sender.Tell(new Load(_delivered, _undone)));
    }

    public ITimerScheduler Timers { get; set; } = default!; // Set by Akka.NET before the first message.

    /// <summary>A failed incarnation is never resumed or restarted in place: its seat starts the next one after a pause.</summary>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void Deliver(EntityMessage message)
    {
        if (!_seats.TryGetValue(message.To.Id, out var seat))
            _seats[message.To.Id] = seat = new Seat(message.To, _services, () => Start(message.To));
        if (!seat.TryDeliver(message, Sender))
            return;
        _delivered++;
        _undone++;
    }

    private IActorRef Start(EntityAddress address) =>
        Context.Watch(Context.ActorOf(_props(address), Uri.EscapeDataString(address.Id)));

    private void Ended(Seat? seat)
    {
        if (seat is null)
            return;
        // Started again even without a message: what is owed must be asked for again.
        if (seat.Ended() is { } pause)
            Timers.StartSingleTimer(seat.Address.Id, new StartAgain(seat.Address.Id), pause);
        else if (seat.IsVacant)
            _seats.Remove(seat.Address.Id);
        else
            seat.Start();
    }

    private Seat? SeatOf(IActorRef actor) => _seats.GetValueOrDefault(Uri.UnescapeDataString(actor.Path.Name));

    private sealed record StartAgain(string Id);
}

/// <summary>Asks a parent how much it has handed out, and how much of that is undone.</summary>
internal sealed record GetLoad : INoSerializationVerificationNeeded;

internal sealed record Load(long Delivered, long Undone) : INoSerializationVerificationNeeded;
