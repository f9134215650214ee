using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Connections;
using Lumiverse.Actors.Storage.Settings;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class ProfileMigrationTests : IDisposable
{
    private const string Canary = "sk-canary-9c41d8";

    private readonly TempFolder _folder = new();
    private readonly DataDirectory _directory;
    private readonly SqliteTables _tables;
    private readonly SqliteConnectionStore _connections;
    private readonly SqliteSettingsStore _settings;
    private readonly SqliteProfileMigration _migration;

    public ProfileMigrationTests()
    {
        _directory = DataDirectory.Open(_folder.Path);
        _tables = SqliteTables.Open(new SqliteFile(_directory.TablesFile));
        var keys = ConnectionKeys.In(_directory);
        _connections = new SqliteConnectionStore(_tables, keys);
        _settings = new SqliteSettingsStore(_tables);
        _migration = new SqliteProfileMigration(_tables, keys);
    }

    [Fact]
    public async Task Settings_and_profiles_change_together()
    {
        await _settings.MergeAsync(Rows.Alice, new JsonObject { ["old"] = true }, default);

        await _migration.ChangeAsync(Rows.Alice, before => Change(before, A("one") with { IsDefault = true }, A("two")), default);

        Assert.Equal("""{"old":true,"moved":true}""", (await _settings.ReadAsync(Rows.Alice, default)).ToJsonString());
        Assert.Equal("one", (await _connections.FindDefaultAsync(Rows.Alice, default))?.Id.Value);
        Assert.Equal(Canary, await _connections.ReadApiKeyAsync(new ConnectionId("two"), default));
        Assert.True((await _connections.FindAnyAsync(new ConnectionId("two"), default))?.HasApiKey);
    }

    [Fact]
    public async Task Nothing_is_written_when_nothing_is_decided()
    {
        Assert.Null(await _migration.ChangeAsync(Rows.Alice, _ => null, default));

        Assert.Equal("{}", (await _settings.ReadAsync(Rows.Alice, default)).ToJsonString());
    }

    [Fact]
    public async Task What_breaks_off_in_the_middle_has_not_begun()
    {
        await _connections.SaveAsync(A("theirs") with { User = Rows.Bob }, null, default);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _migration.ChangeAsync(Rows.Alice, before => Change(before, A("one"), A("theirs")), default));

        Assert.Equal("{}", (await _settings.ReadAsync(Rows.Alice, default)).ToJsonString());
        Assert.Equal(0, (await _connections.ListAsync(Rows.Alice, 1, 0, default)).Total);
        Assert.False((await _migration.ReadAsync(Rows.Alice, default)).HasProfiles);
    }

    [Fact]
    public async Task Of_many_at_once_each_sees_what_the_one_before_it_wrote()
    {
        var changes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _migration.ChangeAsync(
            Rows.Alice, before => before.HasProfiles ? null : Change(before, A($"one-{i}")), default)));

        Assert.Single(changes, change => change is not null);
        Assert.Equal(1, (await _connections.ListAsync(Rows.Alice, 1, 0, default)).Total);
    }

    [Fact]
    public async Task The_built_in_connection_is_no_profile_as_long_as_it_is_one()
    {
        await _connections.GiveBuiltInOnceAsync(A("given") with { Provider = "sketch" }, default);
        Assert.False(await HasProfilesAsync());

        await _connections.SaveAsync(A("given") with { Provider = "sketch", Name = "My sketches" }, null, default);
        Assert.False(await HasProfilesAsync());

        await _connections.SaveAsync(A("given") with { Provider = "novelai" }, null, default);
        Assert.True(await HasProfilesAsync());
    }

    [Fact]
    public async Task A_second_one_of_the_built_in_provider_is_a_profile()
    {
        await _connections.GiveBuiltInOnceAsync(A("given") with { Provider = "sketch" }, default);

        await _connections.SaveAsync(A("mine") with { Provider = "sketch" }, null, default);

        Assert.True(await HasProfilesAsync());
    }

    [Fact]
    public async Task No_trace_is_left_of_keys_that_settings_held()
    {
        for (var i = 0; i < 20; i++) // Rows move and grow, as they do.
            await _settings.MergeAsync(Rows.Alice, new JsonObject { ["old"] = new JsonObject { ["key"] = Canary, ["pad"] = new string('x', i * 700) } }, default);
        Assert.NotEmpty(_folder.FilesThatHold(Canary));

        await _migration.ChangeAsync(Rows.Alice, _ => new SettingsChange([], [new KeyedConnection(A("one"), Canary)], ForgetsBefore: true), default);

        Assert.Empty(_folder.FilesThatHold(Canary));
        Assert.Equal(Canary, await _connections.ReadApiKeyAsync(new ConnectionId("one"), default));
    }

    [Fact]
    public async Task A_profile_prints_no_key()
    {
        var change = await _migration.ChangeAsync(Rows.Alice, before => Change(before, A("one")), default);

        Assert.DoesNotContain(Canary, $"{change} {change?.Profiles[0]}", StringComparison.Ordinal);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _directory.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> HasProfilesAsync() => (await _migration.ReadAsync(Rows.Alice, default)).HasProfiles;

    private static SettingsChange Change(SettingsBefore before, params Connection[] connections)
    {
        var settings = before.Settings.DeepClone().AsObject();
        settings["moved"] = true;
        return new SettingsChange(settings, [.. connections.Select(connection => new KeyedConnection(connection, Canary))], ForgetsBefore: false);
    }

    private static Connection A(string id) => new(
        new ConnectionId(id), Rows.Alice, "Mine", "nanogpt", null, null, false, false, [], [], Rows.Start, Rows.Start);
}
