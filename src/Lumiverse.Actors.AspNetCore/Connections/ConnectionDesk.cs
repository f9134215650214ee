using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>Stores connections and tells their actors, which in turn tell the owner's pages.</summary>
internal sealed class ConnectionDesk(
    IConnectionStore store, IImageEngine engine, LegacyProfiles legacy, BuiltInConnection builtIn, ProviderAddresses addresses,
    ConnectionJson json, ILogger<ConnectionDesk> logger)
{
    /// <summary>Nobody has that many providers; a script that runs wild does.</summary>
    public const int MostPerUser = 1000;

    public async Task<Connection> RequireAsync(UserId user, string id, CancellationToken cancellation) =>
        await store.FindAsync(user, Ids.Parse<ConnectionId>(id, "id"), cancellation) ?? throw Problems.Missing("connection").ToException();

    /// <summary>Whoever has settings of the older form gets their profiles; whoever then has no connection is given the built-in one.</summary>
    public async Task WelcomeAsync(UserId user, CancellationToken cancellation)
    {
        await legacy.EnsureAsync(user, cancellation);
        if (await builtIn.EnsureAsync(user, cancellation) is { } given)
            await NoticeAsync(given, deleted: false, cancellation);
    }

    /// <summary>Adds a connection; the first one that could be a default is one.</summary>
    public async Task<Connection> AddAsync(Connection connection, string? key, CancellationToken cancellation)
    {
        await legacy.EnsureAsync(connection.User, cancellation); // A profile made by hand would end what is to be carried over.
        await RequireRoomAsync(connection.User, cancellation);
        var hasDefault = await store.FindDefaultAsync(connection.User, cancellation) is not null;
        return await SaveAsync(null, connection with { IsDefault = connection.IsDefault || !hasDefault }, key, cancellation);
    }

    /// <summary>Adds a copy, which is made of what was allowed before.</summary>
    public async Task<Connection> AddCopyAsync(Connection original, Connection copy, CancellationToken cancellation)
    {
        await RequireRoomAsync(copy.User, cancellation);
        return await SaveAsync(original, copy, await store.ReadApiKeyAsync(original.Id, cancellation), cancellation);
    }

    /// <summary>
    /// Stores a connection as it is to be. A key is kept for the provider it was entered for: with another provider it is
    /// dropped unless a key comes along. With another address of the same provider it stays, since proxies and regions of
    /// one provider take one key, and only the owner of both can change it.
    /// </summary>
    /// <param name="before">What it was made from; null for a connection out of nothing.</param>
    /// <param name="key">Null leaves the stored key, empty removes it.</param>
    public async Task<Connection> SaveAsync(Connection? before, Connection after, string? key, CancellationToken cancellation)
    {
        if (after.ApiUrl != before?.ApiUrl)
            await addresses.RequireAllowedAsync(after.ApiUrl, cancellation);
        var isMoved = before is not null && before.Provider != after.Provider;
        await store.SaveAsync(after, isMoved ? key ?? "" : key, cancellation);
        var saved = await store.FindAsync(after.User, after.Id, cancellation)
            ?? throw Problems.Missing("connection").ToException(); // Deleted in between.
        await NoticeAsync(saved, deleted: false, cancellation, key is not null || !CallsAlike(before, saved));
        return saved;
    }

    public async Task DeleteAsync(Connection connection, CancellationToken cancellation)
    {
        await store.DeleteAsync(connection.User, connection.Id, cancellation);
        await NoticeAsync(connection, deleted: true, cancellation);
    }

    private async Task RequireRoomAsync(UserId user, CancellationToken cancellation)
    {
        if ((await store.ListAsync(user, 1, 0, cancellation)).Total >= MostPerUser)
            throw Problems.Conflict($"There are {MostPerUser} connections. Delete one first.").ToException();
    }

    /// <summary>Whether calls go to the same place for the same thing; a key that is sent counts as another one.</summary>
    private static bool CallsAlike(Connection? before, Connection after) =>
        before is null || (before.Provider, before.ApiUrl, before.Model) == (after.Provider, after.ApiUrl, after.Model);

    /// <summary>
    /// The change is stored, whatever the actor says: a lost notice must not look like a lost change, so it is logged
    /// and not answered.
    /// </summary>
    private async Task NoticeAsync(Connection connection, bool deleted, CancellationToken cancellation, bool callsDiffer = false)
    {
        var profile = deleted ? null : json.OfEvent(connection);
        var notice = new ConnectionCommand.NoticeProfile(connection.User, connection.Id, profile, callsDiffer);
        var answer = await engine.AskConnectionAsync(connection.Id, notice, cancellation);
        if (answer is not Answer.Done)
            logger.ProfileNoticeWasLost(connection.Id.Value, answer.GetType().Name);
    }
}
