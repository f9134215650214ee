using System.Collections.Concurrent;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Connections in memory, by the contract of the port.</summary>
internal sealed class MemoryConnections : IConnectionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ConnectionId, Connection> _rows = [];
    private readonly Dictionary<UserId, Connection> _given = [];

    public ConcurrentDictionary<ConnectionId, string> Keys { get; } = new();

    public void Clear()
    {
        _rows.Clear();
        _given.Clear();
        Keys.Clear();
    }

    public Task<Page<Connection>> ListAsync(UserId user, int limit, int offset, CancellationToken cancellation)
    {
        var all = Of(user).OrderByDescending(row => row.UpdatedAt).ToList();
        return Task.FromResult(new Page<Connection>([.. all.Skip(offset).Take(limit)], all.Count));
    }

    public Task<Connection?> FindAsync(UserId user, ConnectionId id, CancellationToken cancellation) =>
        Task.FromResult(Of(user).FirstOrDefault(row => row.Id == id));

    public Task<Connection?> FindAnyAsync(ConnectionId id, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(_rows.GetValueOrDefault(id));
    }

    public Task<Connection?> FindDefaultAsync(UserId user, CancellationToken cancellation) =>
        Task.FromResult(Of(user).FirstOrDefault(row => row.IsDefault));

    public Task SaveAsync(Connection connection, string? apiKey, CancellationToken cancellation)
    {
        Keep(apiKey, connection.Id);
        lock (_lock)
        {
            if (connection.IsDefault)
                foreach (var other in Of(connection.User))
                    _rows[other.Id] = other with { IsDefault = false };
            _rows[connection.Id] = connection with { HasApiKey = Keys.ContainsKey(connection.Id) };
        }

        return Task.CompletedTask;
    }

    public Task<bool> DeleteAsync(UserId user, ConnectionId id, CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult(Of(user).Any(row => row.Id == id) && _rows.Remove(id));
    }

    public Task<string?> ReadApiKeyAsync(ConnectionId id, CancellationToken cancellation) =>
        Task.FromResult(Keys.GetValueOrDefault(id));

    public async Task<bool> GiveBuiltInOnceAsync(Connection builtIn, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (!_given.TryAdd(builtIn.User, builtIn))
                return false;
        }

        await SaveAsync(builtIn, null, cancellation);
        return true;
    }

    /// <summary>As an earlier version of the program may have stored it.</summary>
    public void Change(string? id, Func<Connection, Connection> change)
    {
        lock (_lock)
            _rows[ConnectionId.Of(id ?? "")] = change(_rows[ConnectionId.Of(id ?? "")]);
    }

    public bool HasOwnProfile(UserId user)
    {
        lock (_lock)
            return Of(user).Any(row => _given.GetValueOrDefault(user) is not { } given || given.Id != row.Id || given.Provider != row.Provider);
    }

    private List<Connection> Of(UserId user)
    {
        lock (_lock)
            return [.. _rows.Values.Where(row => row.User == user)];
    }

    private void Keep(string? apiKey, ConnectionId id)
    {
        if (apiKey is { Length: > 0 })
            Keys[id] = apiKey;
        else if (apiKey is not null)
            Keys.TryRemove(id, out _);
    }
}
