using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Finds the terms of a connection: the provider's own, with what the profile's metadata says over them.</summary>
internal sealed class TermsReader(IConnectionStore connections, IEnumerable<IImageProvider> providers)
{
    /// <summary>More calls at once than any provider allows.</summary>
    private const int MostConcurrentCalls = 1000;

    /// <summary>Null = there is no such connection, or its provider is not installed.</summary>
    public async Task<ConnectionTerms?> ReadAsync(ConnectionId id, CancellationToken cancellation)
    {
        if (await connections.FindAnyAsync(id, cancellation) is not { } connection)
            return null;
        return providers.FirstOrDefault(provider => provider.Description.Id == connection.Provider) is { } provider
            ? With(provider.Description, connection)
            : null;
    }

    /// <summary>
    /// Never more calls at once than the account is allowed: what has to wait anyway waits in the queue, where priority
    /// counts and a newer scene takes the place of an older one.
    /// </summary>
    private static ConnectionTerms With(ProviderDescription provider, Connection connection) => provider.Terms with
    {
        ConcurrentCalls = (int)Math.Clamp(Number(connection, "concurrentCalls") ?? provider.Terms.ConcurrentCalls, 1, provider.CallsPerAccount ?? MostConcurrentCalls),
        CallsPerMinute = Number(connection, "callsPerMinute") is { } perMinute and > 0 ? perMinute : provider.Terms.CallsPerMinute,
        Burst = (int)Math.Clamp(Number(connection, "burst") ?? provider.Terms.Burst, 1, MostConcurrentCalls),
    };

    private static double? Number(Connection connection, string name) =>
        connection.Metadata[name] is System.Text.Json.Nodes.JsonValue value && value.TryGetValue<double>(out var number) ? number : null;
}
