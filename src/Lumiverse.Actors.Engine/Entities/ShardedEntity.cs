using Akka.Actor;
using Akka.Cluster.Sharding;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>
/// A hosted actor under a shard. The shard would start it again at once and lose what it had been handed, so that the
/// back-off and the undone messages are kept here.
/// </summary>
internal sealed class ShardedEntity : ReceiveActor, IWithTimers
{
    private const string StartTimer = "start";

    private readonly EntityServices _services;
    private readonly Seat _seat;
    private bool _isLeaving;

    public ShardedEntity(EntityAddress address, Func<EntityAddress, Props> props, EntityServices services)
    {
        _services = services;
        _seat = new Seat(address, services, () => Context.Watch(Context.ActorOf(props(address), "host")));
        Receive<EntityMessage>(message => _seat.TryDeliver(message, Sender));
        Receive<Handled>(handled => _seat.Finish(handled.Number));
        Receive<Passivate>(passivate => Context.Parent.Tell(passivate)); // The shard keeps messages from then on, and says LeaveMemory.
        Receive<LeaveMemory>(Leave);
        Receive<Terminated>(_ => Ended());
        Receive<StartAgain>(_ => _seat.Start());
    }

    public ITimerScheduler Timers { get; set; } = default!; // Set by Akka.NET before the first message.

    public static Props Props(EntityAddress address, EntityServices services)
    {
        Func<EntityAddress, Props> props = to => EntityProps.For(to, services);
        return Akka.Actor.Props.Create(() => new ShardedEntity(address, props, services));
    }

    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void Leave(LeaveMemory stopMessage)
    {
        _isLeaving = true;
        if (Context.GetChildren().Any())
            _seat.LetGo(stopMessage);
        else
            Vacate();
    }

    private void Ended()
    {
        var pause = _seat.Ended();
        if (_isLeaving)
            Vacate();
        else if (pause is { } wait)
            Timers.StartSingleTimer(StartTimer, new StartAgain(), wait);
    }

    /// <summary>What is undone goes back to the region, which knows where the actor lives next.</summary>
    private void Vacate()
    {
        foreach (var (message, sender) in _seat.Undone)
            _services.Send(message, sender);
        Context.Stop(Self);
    }

    private sealed record StartAgain;
}

/// <summary>Finds an actor's shard by a hash that is the same on every node and in every version.</summary>
internal sealed class EntityMessageExtractor() : HashCodeMessageExtractor(Hosting.ClusterOptions.Shards)
{
    public override string? EntityId(object message) => (message as EntityMessage)?.To.Id;
}
