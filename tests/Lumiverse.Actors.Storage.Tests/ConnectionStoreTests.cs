using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage.Connections;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class ConnectionStoreTests : IDisposable
{
    private const string Canary = "sk-canary-3f9a1c";

    private readonly TempFolder _folder = new();
    private readonly DataDirectory _directory;
    private readonly SqliteTables _tables;
    private readonly SqliteConnectionStore _store;

    public ConnectionStoreTests()
    {
        _directory = DataDirectory.Open(_folder.Path);
        _tables = SqliteTables.Open(new SqliteFile(_directory.TablesFile));
        _store = new SqliteConnectionStore(_tables, ConnectionKeys.In(_directory));
    }

    [Fact]
    public async Task A_connection_comes_back_as_it_was_saved()
    {
        await _store.SaveAsync(A("one"), null, default);
        await _store.SaveAsync(A("bare") with { ApiUrl = null, Model = null }, null, default);

        AssertSame(A("one"), await _store.FindAsync(Rows.Alice, new ConnectionId("one"), default));
        AssertSame(A("bare") with { ApiUrl = null, Model = null }, await _store.FindAnyAsync(new ConnectionId("bare"), default));
    }

    [Fact]
    public async Task A_key_comes_back_in_plain_text_and_stands_nowhere_in_the_folder()
    {
        await _store.SaveAsync(A("one"), Canary, default);

        Assert.Equal(Canary, await _store.ReadApiKeyAsync(new ConnectionId("one"), default));
        Assert.True((await _store.FindAsync(Rows.Alice, new ConnectionId("one"), default))?.HasApiKey);
        Assert.Empty(_folder.FilesThatHold(Canary));
        Assert.NotEmpty(_folder.FilesThatHold("https://images.example")); // The search does find what is in plain text.
    }

    [Fact]
    public async Task A_key_is_left_by_null_replaced_by_text_and_removed_by_an_empty_one()
    {
        var id = new ConnectionId("one");
        await _store.SaveAsync(A("one"), "first", default);
        await _store.SaveAsync(A("one"), null, default);
        Assert.Equal("first", await _store.ReadApiKeyAsync(id, default));

        await _store.SaveAsync(A("one"), "second", default);
        Assert.Equal("second", await _store.ReadApiKeyAsync(id, default));

        await _store.SaveAsync(A("one"), "", default);
        Assert.Null(await _store.ReadApiKeyAsync(id, default));
        Assert.False((await _store.FindAnyAsync(id, default))?.HasApiKey);
    }

    [Fact]
    public async Task A_key_moved_to_another_connection_can_not_be_read_there()
    {
        await _store.SaveAsync(A("one"), Canary, default);
        await _store.SaveAsync(A("two"), "another", default);
        await _tables.WriteAsync(connection => connection.Execute(
            "UPDATE connections SET encrypted_key = (SELECT encrypted_key FROM connections WHERE id = 'one') WHERE id = 'two'"), default);

        var refused = await Assert.ThrowsAsync<StorageUnavailableException>(() => _store.ReadApiKeyAsync(new ConnectionId("two"), default));

        Assert.DoesNotContain(Canary, refused.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_is_read_again_by_the_next_start()
    {
        await _store.SaveAsync(A("one"), Canary, default);

        var later = new SqliteConnectionStore(_tables, ConnectionKeys.In(_directory));

        Assert.Equal(Canary, await later.ReadApiKeyAsync(new ConnectionId("one"), default));
    }

    [Fact]
    public async Task Making_one_the_default_takes_it_from_the_others_of_that_user_only()
    {
        await _store.SaveAsync(A("one") with { IsDefault = true }, null, default);
        await _store.SaveAsync(A("theirs") with { User = Rows.Bob, IsDefault = true }, null, default);
        await _store.SaveAsync(A("two") with { IsDefault = true }, null, default);

        Assert.Equal("two", (await _store.FindDefaultAsync(Rows.Alice, default))?.Id.Value);
        Assert.Equal("theirs", (await _store.FindDefaultAsync(Rows.Bob, default))?.Id.Value);
        Assert.False((await _store.FindAnyAsync(new ConnectionId("one"), default))?.IsDefault);
    }

    [Fact]
    public async Task A_default_one_stays_so_when_it_is_saved_again()
    {
        await _store.SaveAsync(A("one") with { IsDefault = true }, null, default);
        await _store.SaveAsync(A("one") with { IsDefault = true, Name = "renamed" }, null, default);

        Assert.Equal("renamed", (await _store.FindDefaultAsync(Rows.Alice, default))?.Name);
    }

    [Fact]
    public async Task Connections_are_listed_newest_change_first_and_in_pages()
    {
        for (var i = 0; i < 3; i++)
            await _store.SaveAsync(A($"c{i}") with { UpdatedAt = Rows.Start.AddSeconds(i) }, null, default);
        await _store.SaveAsync(A("c0") with { UpdatedAt = Rows.Start.AddSeconds(9) }, null, default);

        var page = await _store.ListAsync(Rows.Alice, 2, 0, default);

        Assert.Equal(["c0", "c2"], page.Items.Select(connection => connection.Id.Value));
        Assert.Equal(3, page.Total);
    }

    [Fact]
    public async Task Another_user_neither_finds_nor_changes_nor_deletes()
    {
        var id = new ConnectionId("one");
        await _store.SaveAsync(A("one"), Canary, default);

        Assert.Null(await _store.FindAsync(Rows.Bob, id, default));
        Assert.Equal(0, (await _store.ListAsync(Rows.Bob, 10, 0, default)).Total);
        Assert.False(await _store.DeleteAsync(Rows.Bob, id, default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _store.SaveAsync(A("one") with { User = Rows.Bob }, "stolen", default));
        Assert.Equal(Canary, await _store.ReadApiKeyAsync(id, default));
    }

    [Fact]
    public async Task A_deleted_connection_is_gone_with_its_key()
    {
        await _store.SaveAsync(A("one"), Canary, default);

        Assert.True(await _store.DeleteAsync(Rows.Alice, new ConnectionId("one"), default));
        Assert.False(await _store.DeleteAsync(Rows.Alice, new ConnectionId("one"), default));
        Assert.Null(await _store.ReadApiKeyAsync(new ConnectionId("one"), default));
    }

    [Fact]
    public async Task The_built_in_connection_is_given_once_in_a_life()
    {
        var builtIn = A("sketch") with { IsDefault = true };

        var given = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => _store.GiveBuiltInOnceAsync(builtIn, default)));
        Assert.Single(given, true);
        Assert.Equal("sketch", (await _store.FindDefaultAsync(Rows.Alice, default))?.Id.Value);

        await _store.DeleteAsync(Rows.Alice, builtIn.Id, default);
        Assert.False(await _store.GiveBuiltInOnceAsync(builtIn, default));
        Assert.Equal(0, (await _store.ListAsync(Rows.Alice, 10, 0, default)).Total);
    }

    [Fact]
    public async Task The_built_in_connection_does_not_push_a_default_aside()
    {
        await _store.SaveAsync(A("own") with { IsDefault = true }, null, default);

        Assert.True(await _store.GiveBuiltInOnceAsync(A("sketch") with { IsDefault = true }, default));

        Assert.Equal("own", (await _store.FindDefaultAsync(Rows.Alice, default))?.Id.Value);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _directory.Dispose();
        _folder.Dispose();
    }

    private static Connection A(string id) => new(
        new ConnectionId(id), Rows.Alice, "Mine", "nanogpt", "https://images.example", "model", false, false,
        new JsonObject { ["steps"] = 28, ["nested"] = new JsonArray(1, 2) }, new JsonObject { ["note"] = "ü" }, Rows.Start, Rows.Start.AddSeconds(1))
    {
        Wishes = new PromptWishes("oils", "of old", "soft focus", "birds"),
    };

    private static void AssertSame(Connection expected, Connection? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.DefaultParameters.ToJsonString(), actual.DefaultParameters.ToJsonString());
        Assert.Equal(expected.Metadata.ToJsonString(), actual.Metadata.ToJsonString());
        Assert.Equal(expected with { DefaultParameters = actual.DefaultParameters, Metadata = actual.Metadata }, actual);
    }
}
