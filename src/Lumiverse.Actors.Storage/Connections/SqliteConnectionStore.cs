using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Connections;

/// <summary>Connection profiles in SQLite. The key is encrypted before it reaches the file and is no part of any row that is read.</summary>
internal sealed class SqliteConnectionStore(SqliteTables tables, ConnectionKeys keys) : IConnectionStore
{
    private const string Columns = """
        id, user_id, name, provider, api_url, model, is_default, encrypted_key IS NOT NULL,
        default_parameters, metadata, created_at, updated_at
        """;

    private const string Upsert = """
        INSERT INTO connections
            (id, user_id, name, provider, api_url, model, is_default, default_parameters, metadata, created_at, updated_at)
        VALUES ($id, $user, $name, $provider, $url, $model, $default, $parameters, $metadata, $createdAt, $updatedAt)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, provider = excluded.provider, api_url = excluded.api_url, model = excluded.model,
            is_default = excluded.is_default, default_parameters = excluded.default_parameters,
            metadata = excluded.metadata, updated_at = excluded.updated_at
        WHERE user_id = excluded.user_id
        """;

    public Task<Page<Connection>> ListAsync(UserId user, int limit, int offset, CancellationToken cancellation) => tables.ReadAsync(
        connection => connection.Page(
            Columns, "connections", new SqlFilter().Where("user_id = $user", "$user", user.Value),
            "updated_at DESC, rowid DESC", limit, offset, Read),
        cancellation);

    public Task<Connection?> FindAsync(UserId user, ConnectionId id, CancellationToken cancellation) =>
        FindAsync("id = $id AND user_id = $user", cancellation, ("$id", id.Value), ("$user", user.Value));

    public Task<Connection?> FindAnyAsync(ConnectionId id, CancellationToken cancellation) =>
        FindAsync("id = $id", cancellation, ("$id", id.Value));

    public Task<Connection?> FindDefaultAsync(UserId user, CancellationToken cancellation) =>
        FindAsync("user_id = $user AND is_default = 1", cancellation, ("$user", user.Value));

    public Task SaveAsync(Connection connection, string? apiKey, CancellationToken cancellation) => tables.WriteAsync(sqlite =>
    {
        Save(sqlite, connection);
        if (apiKey is not null)
            SetKey(sqlite, connection.Id, apiKey);
        return true;
    }, cancellation);

    public Task<bool> DeleteAsync(UserId user, ConnectionId id, CancellationToken cancellation) => tables.WriteAsync(
        connection => connection.Execute(
            "DELETE FROM connections WHERE id = $id AND user_id = $user", ("$id", id.Value), ("$user", user.Value)) == 1,
        cancellation);

    public async Task<string?> ReadApiKeyAsync(ConnectionId id, CancellationToken cancellation)
    {
        var encrypted = await tables.ReadAsync(
            connection => connection.Scalar("SELECT encrypted_key FROM connections WHERE id = $id", ("$id", id.Value)), cancellation);
        return encrypted is byte[] bytes ? keys.Decrypt(id, bytes) : null;
    }

    public Task<bool> GiveBuiltInOnceAsync(Connection builtIn, CancellationToken cancellation) => tables.WriteAsync(connection =>
    {
        if (connection.Execute("INSERT OR IGNORE INTO built_in_given VALUES ($user)", ("$user", builtIn.User.Value)) == 0)
            return false;
        Save(connection, builtIn with { IsDefault = builtIn.IsDefault && !HasDefault(connection, builtIn.User) });
        return true;
    }, cancellation);

    private Task<Connection?> FindAsync(string condition, CancellationToken cancellation, params (string, object?)[] parameters) => tables.ReadAsync(
        connection => connection.Query($"SELECT {Columns} FROM connections WHERE {condition}", Read, parameters).FirstOrDefault(), cancellation);

    private static bool HasDefault(SqliteConnection sqlite, UserId user) =>
        sqlite.Scalar("SELECT 1 FROM connections WHERE user_id = $user AND is_default = 1", ("$user", user.Value)) is not null;

    private static void Save(SqliteConnection sqlite, Connection connection)
    {
        if (connection.IsDefault)
            sqlite.Execute("UPDATE connections SET is_default = 0 WHERE user_id = $user AND is_default = 1", ("$user", connection.User.Value));
        var saved = sqlite.Execute(
            Upsert, ("$id", connection.Id.Value), ("$user", connection.User.Value), ("$name", connection.Name),
            ("$provider", connection.Provider), ("$url", connection.ApiUrl), ("$model", connection.Model),
            ("$default", connection.IsDefault), ("$parameters", connection.DefaultParameters.ToJsonString()),
            ("$metadata", connection.Metadata.ToJsonString()), ("$createdAt", connection.CreatedAt.ToUnixTimeMilliseconds()),
            ("$updatedAt", connection.UpdatedAt.ToUnixTimeMilliseconds()));
        if (saved == 0)
            throw new InvalidOperationException($"Connection {connection.Id} belongs to another user.");
    }

    private void SetKey(SqliteConnection sqlite, ConnectionId id, string apiKey) => sqlite.Execute(
        "UPDATE connections SET encrypted_key = $key WHERE id = $id",
        ("$key", apiKey.Length == 0 ? null : keys.Encrypt(id, apiKey)), ("$id", id.Value));

    private static Connection Read(SqliteDataReader row) => new(
        ConnectionId.Of(row.GetString(0)), UserId.Of(row.GetString(1)), row.GetString(2), row.GetString(3), row.Text(4), row.Text(5),
        row.GetBoolean(6), row.GetBoolean(7), JsonColumn.Read(row.GetString(8)), JsonColumn.Read(row.GetString(9)), row.Time(10), row.Time(11));
}
