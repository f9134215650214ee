using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Connections;

/// <summary>Connection profiles in SQLite. The key is encrypted before it reaches the file and is no part of any row that is read.</summary>
internal sealed class SqliteConnectionStore(SqliteTables tables, ConnectionKeys keys) : IConnectionStore
{
    public Task<Page<Connection>> ListAsync(UserId user, int limit, int offset, CancellationToken cancellation) =>
        tables.ReadAsync(sqlite => ConnectionRows.Page(sqlite, user, limit, offset), cancellation);

    public Task<Connection?> FindAsync(UserId user, ConnectionId id, CancellationToken cancellation) =>
        FindAsync("id = $id AND user_id = $user", cancellation, ("$id", id.Value), ("$user", user.Value));

    public Task<Connection?> FindAnyAsync(ConnectionId id, CancellationToken cancellation) =>
        FindAsync("id = $id", cancellation, ("$id", id.Value));

    public Task<Connection?> FindDefaultAsync(UserId user, CancellationToken cancellation) =>
        FindAsync("user_id = $user AND is_default = 1", cancellation, ("$user", user.Value));

    public Task SaveAsync(Connection connection, string? apiKey, CancellationToken cancellation) => tables.WriteAsync(sqlite =>
    {
        ConnectionRows.Save(sqlite, connection);
        if (apiKey is not null)
            ConnectionRows.SetKey(sqlite, connection.Id, apiKey.Length == 0 ? null : keys.Encrypt(connection.Id, apiKey));
        return true;
    }, cancellation);

    public Task<bool> DeleteAsync(UserId user, ConnectionId id, CancellationToken cancellation) => tables.WriteAsync(
        sqlite => sqlite.Execute(
            "DELETE FROM connections WHERE id = $id AND user_id = $user", ("$id", id.Value), ("$user", user.Value)) == 1,
        cancellation);

    public async Task<string?> ReadApiKeyAsync(ConnectionId id, CancellationToken cancellation)
    {
        if (await tables.ReadAsync(sqlite => ConnectionRows.FindKey(sqlite, id), cancellation) is not { } encrypted)
            return null;
        var key = keys.Decrypt(id, encrypted, out var isOutdated);
        if (isOutdated)
            await RenewAsync(id, encrypted, keys.Encrypt(id, key), cancellation);
        return key;
    }

    public Task<bool> GiveBuiltInOnceAsync(Connection builtIn, CancellationToken cancellation) => tables.WriteAsync(sqlite =>
    {
        var given = sqlite.Execute(
            "INSERT OR IGNORE INTO built_in_given (user_id, connection_id, provider) VALUES ($user, $id, $provider)",
            ("$user", builtIn.User.Value), ("$id", builtIn.Id.Value), ("$provider", builtIn.Provider));
        if (given == 0)
            return false;
        ConnectionRows.Save(sqlite, builtIn with { IsDefault = builtIn.IsDefault && !ConnectionRows.HasDefault(sqlite, builtIn.User) });
        return true;
    }, cancellation);

    /// <summary>
    /// Replaces a ciphertext of an old ring key, unless a person replaced it meanwhile. A disk that takes no writes must
    /// not make the key unreadable: the next reading tries again.
    /// </summary>
    private async Task RenewAsync(ConnectionId id, byte[] before, byte[] after, CancellationToken cancellation)
    {
        try
        {
            await tables.WriteAsync(
                sqlite => sqlite.Execute(
                    "UPDATE connections SET encrypted_key = $after WHERE id = $id AND encrypted_key = $before",
                    ("$after", after), ("$id", id.Value), ("$before", before)),
                cancellation);
        }
        catch (StorageUnavailableException)
        {
            // Read is what was asked for, and it succeeded.
        }
    }

    private Task<Connection?> FindAsync(string condition, CancellationToken cancellation, params (string, object?)[] parameters) =>
        tables.ReadAsync(sqlite => ConnectionRows.Find(sqlite, condition, parameters), cancellation);
}
