using Lumiverse.Actors.Testing.Servers;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>What a world is made of.</summary>
public sealed record WorldPlan
{
    /// <summary>The host's own ports, such as its <c>IChatSource</c>; they go before the world's. Run again at each start.</summary>
    public Action<IServiceCollection>? Ports { get; init; }

    /// <summary>Names the course of the faults: the same seed does the same with the first call, the second, and so on.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>How often calls of the provider go wrong; by default never.</summary>
    public WorldFaults Faults { get; init; } = WorldFaults.None;

    /// <summary>
    /// A provider's server on loopback, called by the real adapter; null = the <see cref="VirtualProvider"/> of the world. The
    /// test disposes it. A user who has a default connection already keeps it.
    /// </summary>
    public FakeProviderServer? Server { get; init; }

    /// <summary>Where the clock stands at first.</summary>
    public DateTimeOffset Start { get; init; } = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
}
