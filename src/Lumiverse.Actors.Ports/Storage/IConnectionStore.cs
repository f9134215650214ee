using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;

namespace Lumiverse.Actors.Ports.Storage;

/// <summary>Connection profiles and their keys. Keys are encrypted at rest and leave only through <see cref="ReadApiKeyAsync"/>.</summary>
public interface IConnectionStore
{
    /// <summary>A user's connections, newest change first.</summary>
    Task<Page<Connection>> ListAsync(UserId user, int limit, int offset, CancellationToken cancellation);

    Task<Connection?> FindAsync(UserId user, ConnectionId id, CancellationToken cancellation);

    /// <summary>A connection whoever owns it; for the engine, never for the edge.</summary>
    Task<Connection?> FindAnyAsync(ConnectionId id, CancellationToken cancellation);

    /// <summary>The user's default connection, or null when there is none.</summary>
    Task<Connection?> FindDefaultAsync(UserId user, CancellationToken cancellation);

    /// <summary>
    /// Adds or replaces a connection. A default one takes the flag from the others in the same transaction.
    /// <paramref name="apiKey"/>: null leaves the key, empty removes it.
    /// </summary>
    Task SaveAsync(Connection connection, string? apiKey, CancellationToken cancellation);

    Task<bool> DeleteAsync(UserId user, ConnectionId id, CancellationToken cancellation);

    /// <summary>The key in plain text, or null without one. Throws <see cref="StorageUnavailableException"/> when it cannot be decrypted.</summary>
    Task<string?> ReadApiKeyAsync(ConnectionId id, CancellationToken cancellation);

    /// <summary>
    /// Gives a user the built-in connection once in their life: true when <paramref name="builtIn"/> was stored,
    /// false when this user has been given one before (even if they deleted it since).
    /// </summary>
    Task<bool> GiveBuiltInOnceAsync(Connection builtIn, CancellationToken cancellation);
}

/// <summary>A connection profile without its key.</summary>
public sealed record Connection(
    ConnectionId Id, UserId User, string Name, string Provider, string? ApiUrl, string? Model, bool IsDefault,
    bool HasApiKey, JsonObject DefaultParameters, JsonObject Metadata, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>What is put around every prompt that it paints.</summary>
    public PromptWishes Wishes { get; init; } = PromptWishes.None;
}

/// <summary>A part of a list, with the length of the whole.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, int Total);
