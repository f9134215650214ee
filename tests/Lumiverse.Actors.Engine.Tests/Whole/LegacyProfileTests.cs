using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>Settings of the older form whose user is first seen by the engine: a chat goes on, and no page is open.</summary>
public sealed class LegacyProfileTests : IDisposable
{
    private static readonly UserId User = UserId.Of("alice");
    private readonly DataFolder _folder = new();

    [Fact]
    public async Task Many_chats_at_once_make_one_set_of_profiles_and_paint_with_it()
    {
        await using var host = await EngineHost.StartAsync(_folder.Path);
        await host.Get<ISettingsStore>().MergeAsync(User, Legacy(), default);

        var jobs = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => host.PaintAsync(new ChatKey(User, ChatId.Of($"chat-{i}")), $"job-{i}")));

        var profiles = (await host.Get<IConnectionStore>().ListAsync(User, 10, 0, default)).Items;
        Assert.Equal(["nanogpt", "novelai"], profiles.Select(profile => profile.Provider).Order());
        var active = Assert.Single(profiles, profile => profile.IsDefault);
        Assert.Equal("novelai", active.Provider);
        Assert.All(jobs, job => Assert.Equal(active.Id, job.Connection));
        Assert.Equal(
            new JsonObject { ["activeImageGenConnectionId"] = active.Id.Value }.ToJsonString(),
            (await host.Get<ISettingsStore>().ReadAsync(User, default)).ToJsonString());
        Assert.Equal("sk-1", await host.Get<IConnectionStore>().ReadApiKeyAsync(active.Id, default));
    }

    public void Dispose() => _folder.Dispose();

    private static JsonObject Legacy() => new()
    {
        ["provider"] = "novelai",
        ["novelai"] = new JsonObject { ["apiKey"] = "sk-1" },
        ["nanogpt"] = new JsonObject { ["apiKey"] = "sk-2" },
    };
}
