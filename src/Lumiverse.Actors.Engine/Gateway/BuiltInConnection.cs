using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>
/// Gives a user who has made no connection one of the built-in provider, once in their life, so that the first picture
/// needs neither key nor form. Deleting it is final.
/// </summary>
public sealed class BuiltInConnection(IConnectionStore connections, IEnumerable<IImageProvider> providers, TimeProvider time)
{
    public const string ProviderId = "sketch";

    private const string Name = "Sketch";

    /// <summary>The connection when it was given just now; null when the user has connections, or has had it before.</summary>
    public async Task<Connection?> EnsureAsync(UserId user, CancellationToken cancellation = default)
    {
        if (providers.All(provider => provider.Description.Id != ProviderId))
            return null;
        if ((await connections.ListAsync(user, limit: 1, offset: 0, cancellation)).Total > 0)
            return null;
        var builtIn = Make(user);
        return await connections.GiveBuiltInOnceAsync(builtIn, cancellation) ? builtIn : null;
    }

    private Connection Make(UserId user)
    {
        var now = time.GetUtcNow();
        var id = ConnectionId.Of(Guid.NewGuid().ToString("N"));
        return new Connection(id, user, Name, ProviderId, null, null, IsDefault: true, HasApiKey: false, [], [], now, now);
    }
}
