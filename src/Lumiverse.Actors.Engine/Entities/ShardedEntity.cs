using Akka.Actor;
using Akka.Cluster.Sharding;
using Akka.Pattern;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>A hosted actor under a shard: the shard starts it again at once, so the back-off is its own.</summary>
internal static class ShardedEntity
{
    private const double Jitter = 0.2;

    public static Props Props(EntityAddress address, EntityServices services) => BackoffSupervisor.Props(
        Backoff.OnStop(
                EntityProps.For(address, services), "host", services.Settings.FirstRestartPause, services.Settings.LongestRestartPause, Jitter, -1)
            .WithFinalStopMessage(message => message is LeaveMemory));
}

/// <summary>Finds an actor's shard by a hash that is the same on every node and in every version.</summary>
internal sealed class EntityMessageExtractor() : HashCodeMessageExtractor(Hosting.ClusterOptions.Shards)
{
    public override string? EntityId(object message) => (message as EntityMessage)?.To.Id;
}
