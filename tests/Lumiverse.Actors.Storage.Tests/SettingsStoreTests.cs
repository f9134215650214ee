using System.Text.Json.Nodes;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Storage.Settings;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class SettingsStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteTables _tables;
    private readonly SqliteSettingsStore _store;

    public SettingsStoreTests()
    {
        _tables = _folder.OpenTables();
        _store = new SqliteSettingsStore(_tables);
    }

    [Fact]
    public async Task Nothing_stored_is_an_empty_object() =>
        Assert.Equal("{}", (await _store.ReadAsync(Rows.Alice, default)).ToJsonString());

    [Fact]
    public async Task Keys_are_merged_replaced_as_a_whole_and_removed_by_null()
    {
        await _store.MergeAsync(Rows.Alice, Json("""{"enabled":true,"google":{"model":"a","size":1},"threshold":2}"""), default);

        var merged = await _store.MergeAsync(Rows.Alice, Json("""{"google":{"model":"b"},"threshold":null,"missing":null,"unknown":[1]}"""), default);

        Assert.Equal("""{"enabled":true,"google":{"model":"b"},"unknown":[1]}""", merged.ToJsonString());
        Assert.Equal(merged.ToJsonString(), (await _store.ReadAsync(Rows.Alice, default)).ToJsonString());
    }

    [Fact]
    public async Task A_user_and_each_chat_of_theirs_are_kept_apart()
    {
        await _store.MergeAsync(Rows.Alice, Json("""{"a":1}"""), default);
        await _store.MergeAsync(Rows.Alice, Rows.Chat, Json("""{"a":2}"""), default);
        await _store.MergeAsync(Rows.Bob, Rows.Chat, Json("""{"a":3}"""), default);

        Assert.Equal("""{"a":1}""", (await _store.ReadAsync(Rows.Alice, default)).ToJsonString());
        Assert.Equal("""{"a":2}""", (await _store.ReadAsync(Rows.Alice, Rows.Chat, default)).ToJsonString());
        Assert.Equal("""{"a":3}""", (await _store.ReadAsync(Rows.Bob, Rows.Chat, default)).ToJsonString());
        Assert.Equal("{}", (await _store.ReadAsync(Rows.Alice, new ChatId("other"), default)).ToJsonString());
    }

    [Fact]
    public async Task Merges_at_the_same_time_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _store.MergeAsync(Rows.Alice, new JsonObject { [$"key{i}"] = i }, default)));

        Assert.Equal(50, (await _store.ReadAsync(Rows.Alice, default)).Count);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _folder.Dispose();
    }

    private static JsonObject Json(string text) => JsonColumn.Read(text);
}
