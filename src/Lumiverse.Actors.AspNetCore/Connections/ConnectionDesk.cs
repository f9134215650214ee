using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>Stores connections and tells their actors, which in turn tell the owner's pages.</summary>
internal sealed class ConnectionDesk(IConnectionStore store, IImageEngine engine, BuiltInConnection builtIn, ILogger<ConnectionDesk> logger)
{
    /// <summary>Nobody has that many providers; a script that runs wild does.</summary>
    public const int MostPerUser = 1000;

    public async Task<Connection> RequireAsync(UserId user, string id, CancellationToken cancellation) =>
        await store.FindAsync(user, Ids.Parse<ConnectionId>(id, "id"), cancellation) ?? throw Problems.Missing("connection").ToException();

    /// <summary>Whoever has made no connection yet is given the built-in one.</summary>
    public async Task WelcomeAsync(UserId user, CancellationToken cancellation)
    {
        if (await builtIn.EnsureAsync(user, cancellation) is { } given)
            await NoticeAsync(given, deleted: false, cancellation);
    }

    /// <summary>Adds a connection; the first one that could be a default is one.</summary>
    public async Task<Connection> AddAsync(Connection connection, string? key, CancellationToken cancellation)
    {
        if ((await store.ListAsync(connection.User, 1, 0, cancellation)).Total >= MostPerUser)
            throw Problems.Conflict($"There are {MostPerUser} connections. Delete one first.").ToException();
        var hasDefault = await store.FindDefaultAsync(connection.User, cancellation) is not null;
        return await SaveAsync(connection with { IsDefault = connection.IsDefault || !hasDefault }, key, cancellation);
    }

    public async Task<Connection> SaveAsync(Connection connection, string? key, CancellationToken cancellation)
    {
        var before = await store.FindAsync(connection.User, connection.Id, cancellation);
        await store.SaveAsync(connection, key, cancellation);
        var saved = await store.FindAsync(connection.User, connection.Id, cancellation)
            ?? throw Problems.Missing("connection").ToException(); // Deleted in between.
        await NoticeAsync(saved, deleted: false, cancellation, key is not null || !CallsAlike(before, saved));
        return saved;
    }

    public async Task DeleteAsync(Connection connection, CancellationToken cancellation)
    {
        await store.DeleteAsync(connection.User, connection.Id, cancellation);
        await NoticeAsync(connection, deleted: true, cancellation);
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
        var profile = deleted ? null : PageJson.Connection(connection).ToJsonString();
        var notice = new ConnectionCommand.NoticeProfile(connection.User, connection.Id, profile, callsDiffer);
        var answer = await engine.AskConnectionAsync(connection.Id, notice, cancellation);
        if (answer is not Answer.Done)
            logger.ProfileNoticeWasLost(connection.Id.Value, answer.GetType().Name);
    }
}
