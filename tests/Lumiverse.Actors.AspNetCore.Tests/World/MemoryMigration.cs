using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Settings and connections in memory, changed together.</summary>
internal sealed class MemoryMigration(MemoryConnections connections, MemorySettings settings) : IProfileMigration, IDisposable
{
    private readonly SemaphoreSlim _one = new(1);

    public async Task<SettingsBefore> ReadAsync(UserId user, CancellationToken cancellation) =>
        new(await settings.ReadAsync(user, cancellation), connections.HasOwnProfile(user));

    public async Task<SettingsChange?> ChangeAsync(UserId user, Func<SettingsBefore, SettingsChange?> decide, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            if (decide(await ReadAsync(user, cancellation)) is not { } change)
                return null;
            settings.Write(user, change.Settings);
            foreach (var (connection, key) in change.Profiles)
                await connections.SaveAsync(connection, key, cancellation);
            return change;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();
}

/// <summary>The LLM connections of the host.</summary>
internal sealed class FakeLanguageModelKeys : Ports.Providers.ILanguageModelKeys
{
    public Dictionary<string, string> Keys { get; } = [];

    public Task<string?> FindAsync(UserId user, string connectionProfileId, CancellationToken cancellation) =>
        Task.FromResult(Keys.GetValueOrDefault($"{user}/{connectionProfileId}"));
}
