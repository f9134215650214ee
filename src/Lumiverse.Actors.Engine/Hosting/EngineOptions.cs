using Akka.Configuration;
using Lumiverse.Actors.Engine.Entities;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>How the engine is run. The same actors run on one node and on many; only this differs.</summary>
public sealed record EngineOptions
{
    /// <summary>Journal and snapshot store as Akka.NET configuration.</summary>
    public required Config Persistence { get; init; }

    public EntitySettings Entities { get; init; } = new();

    /// <summary>Null = one node, and no network port is opened.</summary>
    public ClusterOptions? Cluster { get; init; }

    /// <summary>How long running calls may take to end when the server goes down. The host's own limit is raised where it is too short for that.</summary>
    public TimeSpan DrainLimit { get; init; } = TimeSpan.FromSeconds(20);
}

/// <summary>One node of a cluster. All nodes share one journal database and one blob folder.</summary>
/// <param name="Port">0 = any free port.</param>
/// <param name="SeedNodes">Addresses such as <c>akka.tcp://lumiverse@10.0.0.1:5220</c>; the first one may form the cluster.</param>
public sealed record ClusterOptions(string HostName, int Port, IReadOnlyList<string> SeedNodes)
{
    /// <summary>Can never change for a running cluster: about ten per node of the largest one foreseen.</summary>
    public const int Shards = 100;
}
