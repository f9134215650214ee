using Lumiverse.Actors.Storage.Parking;
using Lumiverse.Actors.Storage.Tables;

namespace Lumiverse.Actors.Storage.Tests;

public sealed class ParkedMessagesTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqliteTables _tables;
    private readonly SetClock _clock = new();
    private readonly SqliteParkedMessages _messages;

    public ParkedMessagesTests()
    {
        _tables = _folder.OpenTables();
        _messages = new SqliteParkedMessages(_tables, _clock);
    }

    [Fact]
    public async Task Throws_are_counted_per_actor_and_message()
    {
        Assert.Equal(1, await Throw("scene-a", "m"));
        Assert.Equal(2, await Throw("scene-a", "m"));
        Assert.Equal(1, await Throw("scene-b", "m"));
        Assert.Equal(1, await Throw("scene-a", "n"));
    }

    [Fact]
    public async Task The_count_outlives_a_restart()
    {
        await Throw("scene-a", "m");
        _tables.Dispose();

        using var tables = _folder.OpenTables();

        Assert.Equal(2, await Throw("scene-a", "m", new SqliteParkedMessages(tables, _clock)));
    }

    [Fact]
    public async Task Only_parked_messages_are_listed_newest_first_with_their_last_error()
    {
        await Throw("scene-a", "counted");
        await Throw("scene-a", "one", error: "first");
        await Throw("scene-a", "one", error: "last");
        await Throw("scene-a", "two");
        await _messages.ParkAsync("scene-a", "one", default);
        _clock.Now += TimeSpan.FromSeconds(1);
        await _messages.ParkAsync("scene-a", "two", default);
        await _messages.ParkAsync("scene-a", "one", default);

        var listed = await _messages.ListAsync(10, default);

        Assert.Equal(["two", "one"], listed.Select(message => message.MessageId));
        Assert.Equal(("scene-a", "manifest", 2, "last", Rows.Start), (listed[1].PersistenceId, listed[1].Manifest, listed[1].Throws, listed[1].Error, listed[1].ParkedAt));
        Assert.Single(await _messages.ListAsync(1, default));
    }

    [Fact]
    public async Task Counts_of_messages_that_went_through_are_forgotten_and_parked_ones_never()
    {
        await Throw("scene-a", "parked");
        await _messages.ParkAsync("scene-a", "parked", default);
        for (var i = 0; i <= SqliteParkedMessages.MostCounted; i++)
        {
            _clock.Now += TimeSpan.FromSeconds(1);
            await Throw("scene-a", $"m{i}");
        }

        Assert.Equal(2, await Throw("scene-a", "m1"));
        Assert.Equal(1, await Throw("scene-a", "m0"));
        Assert.Single(await _messages.ListAsync(10, default));
    }

    [Fact]
    public async Task A_long_error_is_cut()
    {
        await Throw("scene-a", "m", error: new string('x', 100_000));
        await _messages.ParkAsync("scene-a", "m", default);

        Assert.Equal(SqliteParkedMessages.LongestError, (await _messages.ListAsync(1, default))[0].Error.Length);
    }

    public void Dispose()
    {
        _tables.Dispose();
        _folder.Dispose();
    }

    private Task<int> Throw(string actor, string message, SqliteParkedMessages? messages = null, string error = "error") =>
        (messages ?? _messages).RecordThrowAsync(actor, message, "manifest", new byte[] { 1 }, error, default);

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Rows.Start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
