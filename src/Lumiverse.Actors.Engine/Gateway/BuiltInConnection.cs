using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>Gives every user a connection to start with, once: it can be deleted like any other and stays deleted.</summary>
public sealed class BuiltInConnection(IConnectionStore connections, IEnumerable<IImageProvider> providers, TimeProvider clock)
{
    public const string Provider = "sketch";

    /// <summary>The built-in connection if it is given by this call, else the user's default one; null when there is none.</summary>
    public async Task<Connection?> EnsureAsync(UserId user, CancellationToken cancellation)
    {
        if (providers.FirstOrDefault(provider => provider.Description.Id == Provider) is not { Description: var description })
            return null;
        var now = clock.GetUtcNow();
        var connection = new Connection(
            ConnectionId.Of(Guid.CreateVersion7(now).ToString("N")), user, description.Name, Provider, null, null, IsDefault: true,
            HasApiKey: false, [], [], now, now);
        return await connections.GiveBuiltInOnceAsync(connection, cancellation)
            ? connection
            : await connections.FindDefaultAsync(user, cancellation);
    }
}
