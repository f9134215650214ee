using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Connections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Actors.Storage.Settings;

/// <summary>Settings and connections of a user in one transaction of SQLite.</summary>
internal sealed class SqliteProfileMigration(SqliteTables tables, ConnectionKeys keys) : IProfileMigration
{
    public Task<SettingsBefore> ReadAsync(UserId user, CancellationToken cancellation) =>
        tables.ReadAsync(sqlite => Read(sqlite, user), cancellation);

    public async Task<SettingsChange?> ChangeAsync(UserId user, Func<SettingsBefore, SettingsChange?> decide, CancellationToken cancellation)
    {
        var written = await tables.WriteAsync(
            sqlite =>
            {
                var change = decide(Read(sqlite, user));
                if (change is not null)
                    Write(sqlite, user, change);
                return change;
            },
            cancellation);
        if (written is { ForgetsBefore: true })
            await tables.ForgetAsync();
        return written;
    }

    private static SettingsBefore Read(SqliteConnection sqlite, UserId user) =>
        new(SettingsRows.Read(sqlite, user, SettingsRows.AllChats), ConnectionRows.HasOwnProfile(sqlite, user));

    private void Write(SqliteConnection sqlite, UserId user, SettingsChange change)
    {
        SettingsRows.Write(sqlite, user, SettingsRows.AllChats, change.Settings);
        foreach (var (connection, key) in change.Profiles)
        {
            ConnectionRows.Save(sqlite, connection);
            if (key is not null)
                ConnectionRows.SetKey(sqlite, connection.Id, keys.Encrypt(connection.Id, key));
        }
    }
}
