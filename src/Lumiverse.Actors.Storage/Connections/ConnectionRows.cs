using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Connections;

/// <summary>The table of connections, inside a transaction of the caller. Keys come in encrypted.</summary>
internal static class ConnectionRows
{
    private const string Columns = """
        id, user_id, name, provider, api_url, model, is_default, encrypted_key IS NOT NULL,
        default_parameters, metadata, created_at, updated_at, prompt_style, prompt_prefix, prompt_suffix, negative_prompt
        """;

    private const string Upsert = """
        INSERT INTO connections
            (id, user_id, name, provider, api_url, model, is_default, default_parameters, metadata, created_at, updated_at,
             prompt_style, prompt_prefix, prompt_suffix, negative_prompt)
        VALUES ($id, $user, $name, $provider, $url, $model, $default, $parameters, $metadata, $createdAt, $updatedAt,
             $style, $prefix, $suffix, $negative)
        ON CONFLICT (id) DO UPDATE SET
            name = excluded.name, provider = excluded.provider, api_url = excluded.api_url, model = excluded.model,
            is_default = excluded.is_default, default_parameters = excluded.default_parameters,
            metadata = excluded.metadata, updated_at = excluded.updated_at, prompt_style = excluded.prompt_style,
            prompt_prefix = excluded.prompt_prefix, prompt_suffix = excluded.prompt_suffix, negative_prompt = excluded.negative_prompt
        WHERE user_id = excluded.user_id
        """;

    private const string OwnProfile = """
        SELECT 1 FROM connections WHERE user_id = $user AND NOT EXISTS (
            SELECT 1 FROM built_in_given AS given WHERE given.connection_id = connections.id AND given.provider = connections.provider)
        """;

    public static Page<Connection> Page(SqliteConnection sqlite, UserId user, int limit, int offset) => sqlite.Page(
        Columns, "connections", new SqlFilter().Where("user_id = $user", "$user", user.Value), "updated_at DESC, rowid DESC", limit, offset, Read);

    public static Connection? Find(SqliteConnection sqlite, string condition, params ReadOnlySpan<(string, object?)> parameters) =>
        sqlite.Query($"SELECT {Columns} FROM connections WHERE {condition}", Read, parameters).FirstOrDefault();

    public static bool HasDefault(SqliteConnection sqlite, UserId user) =>
        sqlite.Scalar("SELECT 1 FROM connections WHERE user_id = $user AND is_default = 1", ("$user", user.Value)) is not null;

    /// <summary>Whether the user has a connection besides the built-in one that was given to them.</summary>
    public static bool HasOwnProfile(SqliteConnection sqlite, UserId user) => sqlite.Scalar(OwnProfile, ("$user", user.Value)) is not null;

    /// <summary>Adds or replaces a connection, all but its key. A default one takes the flag from the others.</summary>
    public static void Save(SqliteConnection sqlite, Connection connection)
    {
        if (connection.IsDefault)
            sqlite.Execute("UPDATE connections SET is_default = 0 WHERE user_id = $user AND is_default = 1", ("$user", connection.User.Value));
        var saved = sqlite.Execute(
            Upsert, ("$id", connection.Id.Value), ("$user", connection.User.Value), ("$name", connection.Name),
            ("$provider", connection.Provider), ("$url", connection.ApiUrl), ("$model", connection.Model),
            ("$default", connection.IsDefault), ("$parameters", connection.DefaultParameters.ToJsonString()),
            ("$metadata", connection.Metadata.ToJsonString()), ("$createdAt", connection.CreatedAt.ToUnixTimeMilliseconds()),
            ("$updatedAt", connection.UpdatedAt.ToUnixTimeMilliseconds()), ("$style", connection.Wishes.Style),
            ("$prefix", connection.Wishes.Prefix), ("$suffix", connection.Wishes.Suffix), ("$negative", connection.Wishes.Negative));
        if (saved == 0)
            throw new InvalidOperationException($"Connection {connection.Id} belongs to another user.");
    }

    /// <param name="encrypted">Null removes the key.</param>
    public static void SetKey(SqliteConnection sqlite, ConnectionId id, byte[]? encrypted) => sqlite.Execute(
        "UPDATE connections SET encrypted_key = $key WHERE id = $id", ("$key", encrypted), ("$id", id.Value));

    public static byte[]? FindKey(SqliteConnection sqlite, ConnectionId id) =>
        sqlite.Scalar("SELECT encrypted_key FROM connections WHERE id = $id", ("$id", id.Value)) as byte[];

    private static Connection Read(SqliteDataReader row) => new(
        ConnectionId.Of(row.GetString(0)), UserId.Of(row.GetString(1)), row.GetString(2), row.GetString(3), row.Text(4), row.Text(5),
        row.GetBoolean(6), row.GetBoolean(7), JsonColumn.Read(row.GetString(8)), JsonColumn.Read(row.GetString(9)), row.Time(10), row.Time(11))
    {
        Wishes = new PromptWishes(row.GetString(12), row.GetString(13), row.GetString(14), row.GetString(15)),
    };
}
