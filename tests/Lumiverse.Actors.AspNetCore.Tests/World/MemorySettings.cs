using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Settings;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.AspNetCore.Tests.World;

/// <summary>Settings in memory, by the contract of the port.</summary>
internal sealed class MemorySettings : ISettingsStore
{
    private readonly ConcurrentDictionary<string, string> _rows = new();

    public void Clear() => _rows.Clear();

    public Task<JsonObject> ReadAsync(UserId user, CancellationToken cancellation) => Task.FromResult(Read(user.Value));

    public Task<JsonObject> ReadAsync(UserId user, ChatId chat, CancellationToken cancellation) => Task.FromResult(Read($"{user}/{chat}"));

    public Task<JsonObject> MergeAsync(UserId user, JsonObject patch, CancellationToken cancellation) => Task.FromResult(Merge(user.Value, patch));

    public Task<JsonObject> MergeAsync(UserId user, ChatId chat, JsonObject patch, CancellationToken cancellation) =>
        Task.FromResult(Merge($"{user}/{chat}", patch));

    public void Write(UserId user, JsonObject value) => _rows[user.Value] = value.ToJsonString();

    public void Write(UserId user, string chat, JsonObject value) => _rows[$"{user}/{chat}"] = value.ToJsonString();

    private JsonObject Read(string key) => JsonNode.Parse(_rows.GetValueOrDefault(key, "{}")) as JsonObject ?? [];

    private JsonObject Merge(string key, JsonObject patch)
    {
        var merged = Read(key);
        SettingsPatch.Apply(patch, merged);
        _rows[key] = merged.ToJsonString();
        return merged;
    }
}
