using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>A connection with everything that is needed to ask its provider.</summary>
internal sealed record ProbeSubject(Connection Connection, IImageProvider Provider, ProviderTarget Target)
{
    public string Name => Provider.Description.Id;

    /// <summary>The id alone: a record prints its members, and the target has the key.</summary>
    public override string ToString() => Connection.Id.Value;
}

/// <summary>Says what a provider is asked with: which address, and which key.</summary>
internal sealed class ProbeDesk(ConnectionDesk connections, IConnectionStore store, ProviderList providers, ProviderAddresses addresses)
{
    public async Task<ProbeSubject> RequireAsync(UserId user, string id, CancellationToken cancellation)
    {
        var connection = await connections.RequireAsync(user, id, cancellation);
        var key = await store.ReadApiKeyAsync(connection.Id, cancellation);
        var target = new ProviderTarget(connection.Id, connection.ApiUrl, key, connection.Model);
        await RequireAllowedAsync(target, cancellation);
        return new ProbeSubject(connection, providers.Require(connection.Provider), target);
    }

    /// <summary>The connection that a form edits, as long as it is still of the same provider.</summary>
    public async Task<Connection?> FindSavedAsync(UserId user, ConnectionId id, IImageProvider provider, CancellationToken cancellation)
    {
        var saved = await connections.RequireAsync(user, id.Value, cancellation);
        return saved.Provider == provider.Description.Id ? saved : null;
    }

    /// <summary>
    /// The stored key, for the provider and the address that it was stored for; null for any other. A form that only asks
    /// has changed nothing yet, so that an address typed into it must not collect the key.
    /// </summary>
    public async Task<string?> ReadKeyForAsync(Connection? saved, IImageProvider provider, string? address, CancellationToken cancellation) =>
        saved is not null && ProviderAddresses.AreSame(saved.ApiUrl, address, provider.Description.Capabilities.DefaultUrl)
            ? await store.ReadApiKeyAsync(saved.Id, cancellation)
            : null;

    public Task RequireAllowedAsync(ProviderTarget target, CancellationToken cancellation) =>
        addresses.RequireAllowedAsync(target.ApiUrl, cancellation);
}
