using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Connections;
using Lumiverse.Actors.Storage.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Storage.Tests;

/// <summary>Keys over the life of a real key ring.</summary>
public sealed class ConnectionKeyTests : IDisposable
{
    private const string Canary = "sk-canary-77b0e2";
    private static readonly ConnectionId Id = new("one");

    private readonly TempFolder _folder = new();
    private readonly DataDirectory _directory;
    private readonly SqliteTables _tables;

    public ConnectionKeyTests()
    {
        _directory = DataDirectory.Open(_folder.Path);
        _tables = SqliteTables.Open(new SqliteFile(_directory.TablesFile));
    }

    [Fact]
    public async Task After_a_rotation_a_key_is_read_and_encrypted_again_by_the_ring_key_of_the_day()
    {
        await SaveAsync();
        var before = await CiphertextAsync();
        ChangeRing(ring => ring.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(200)));

        Assert.Equal(Canary, await ReadAsync());
        var renewed = await CiphertextAsync();
        Assert.NotEqual(before, renewed);
        Assert.Equal(Canary, await ReadAsync());
        Assert.Equal(renewed, await CiphertextAsync()); // Once is enough.
    }

    [Fact]
    public async Task A_key_of_a_revoked_ring_key_stays_readable_and_leaves_it()
    {
        await SaveAsync();
        ChangeRing(ring => ring.RevokeKey(ring.GetAllKeys().Single().KeyId, "a test"));
        Assert.Equal(Canary, await ReadAsync());

        // Encrypted again: the revoked ring key is needed no more.
        File.Delete(Directory.EnumerateFiles(_directory.Keys, "key-*.xml").OrderBy(File.GetLastWriteTimeUtc).First());
        Assert.Equal(Canary, await ReadAsync());
    }

    [Fact]
    public async Task Keys_stay_readable_when_the_whole_ring_is_revoked()
    {
        await SaveAsync();
        ChangeRing(ring => ring.RevokeAllKeys(DateTimeOffset.UtcNow, "a test"));

        Assert.Equal(Canary, await ReadAsync());
    }

    [Fact]
    public async Task A_key_of_an_expired_ring_key_stays_readable()
    {
        ChangeRing(ring => ring.CreateNewKey(DateTimeOffset.UtcNow.AddDays(-200), DateTimeOffset.UtcNow.AddDays(1)));
        await SaveAsync();
        Expire();

        Assert.Equal(Canary, await ReadAsync());
    }

    [Fact]
    public async Task A_key_that_a_person_replaces_meanwhile_is_not_put_back()
    {
        await SaveAsync();
        var outdated = await CiphertextAsync();
        await Store().SaveAsync(A(), "newer", default);
        var replaced = await CiphertextAsync();
        Assert.NotEqual(outdated, replaced);
        ChangeRing(ring => ring.CreateNewKey(DateTimeOffset.UtcNow, DateTimeOffset.UtcNow.AddDays(200)));

        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i == 10 ? Store().SaveAsync(A(), "newest", default) : ReadAsync()));

        Assert.Equal("newest", await ReadAsync());
    }

    [Fact]
    public async Task A_lost_ring_is_reported_with_what_to_do_and_without_the_key()
    {
        await SaveAsync();
        foreach (var file in Directory.EnumerateFiles(_directory.Keys))
            File.Delete(file);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(ReadAsync);

        Assert.Contains("enter the key again", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, refused.ToString(), StringComparison.Ordinal);
        await Store().SaveAsync(A(), "entered again", default);
        Assert.Equal("entered again", await ReadAsync());
    }

    [Fact]
    public async Task The_ring_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await SaveAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory.Keys));
        foreach (var file in Directory.EnumerateFiles(_directory.Keys))
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    public void Dispose()
    {
        _tables.Dispose();
        _directory.Dispose();
        _folder.Dispose();
    }

    /// <summary>As after a start: a ring is read once and kept for a day.</summary>
    private SqliteConnectionStore Store() => new(_tables, ConnectionKeys.In(_directory));

    private Task SaveAsync() => Store().SaveAsync(A(), Canary, default);

    private Task<string?> ReadAsync() => Store().ReadApiKeyAsync(Id, default);

    private Task<byte[]?> CiphertextAsync() => _tables.ReadAsync(sqlite => ConnectionRows.FindKey(sqlite, Id), default);

    private void ChangeRing(Action<IKeyManager> change)
    {
        var services = new ServiceCollection();
        services.AddDataProtection().SetApplicationName(ConnectionKeys.Application).PersistKeysToFileSystem(new DirectoryInfo(_directory.Keys));
        using var provider = services.BuildServiceProvider();
        change(provider.GetRequiredService<IKeyManager>());
    }

    /// <summary>Moves the end of every ring key into the past, as time does.</summary>
    private void Expire()
    {
        foreach (var file in Directory.EnumerateFiles(_directory.Keys, "key-*.xml"))
        {
            var xml = System.Xml.Linq.XDocument.Load(file);
            xml.Root?.SetElementValue("expirationDate", DateTimeOffset.UtcNow.AddDays(-1).ToString("O"));
            xml.Save(file);
        }
    }

    private static Connection A() => new(
        Id, Rows.Alice, "Mine", "nanogpt", null, null, false, false, new JsonObject(), new JsonObject(), Rows.Start, Rows.Start);
}
