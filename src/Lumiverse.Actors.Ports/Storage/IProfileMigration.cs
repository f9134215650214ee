using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Ports.Storage;

/// <summary>A user's settings and connection profiles in one transaction, for what moves from the ones to the others.</summary>
public interface IProfileMigration
{
    Task<SettingsBefore> ReadAsync(UserId user, CancellationToken cancellation);

    /// <summary>
    /// Shows <paramref name="decide"/> what is stored and writes what it returns: all of it or, after a crash anywhere,
    /// nothing. Nobody else writes in between. Null writes nothing. Returns what was written.
    /// </summary>
    Task<SettingsChange?> ChangeAsync(UserId user, Func<SettingsBefore, SettingsChange?> decide, CancellationToken cancellation);
}

/// <summary>What is stored for a user.</summary>
/// <param name="HasProfiles">Whether there are connections besides the built-in one that was given to them.</param>
public sealed record SettingsBefore(JsonObject Settings, bool HasProfiles);

/// <summary>What is to be stored for a user.</summary>
/// <param name="Settings">All of them, in place of those before.</param>
/// <param name="Profiles">Added to the connections.</param>
/// <param name="ForgetsBefore">The settings before held secrets: no trace of them may stay on the disk.</param>
public sealed record SettingsChange(JsonObject Settings, ImmutableArray<KeyedConnection> Profiles, bool ForgetsBefore);

/// <summary>A connection with its key in plain text; null = it has none.</summary>
public sealed record KeyedConnection(Connection Connection, string? ApiKey)
{
    /// <summary>The id alone: a record prints its members, and one of them is the key.</summary>
    public override string ToString() => Connection.Id.Value;
}
