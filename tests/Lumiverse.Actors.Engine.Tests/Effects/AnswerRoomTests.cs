using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Tests.Effects;

public sealed class AnswerRoomTests
{
    private const int Large = AnswerMemory.SmallAnswer + 1;
    private static readonly TimeSpan Ever = TimeSpan.FromHours(1);
    private static readonly TimeSpan AMoment = TimeSpan.FromMilliseconds(20);

    [Fact]
    public async Task A_large_answer_waits_until_another_one_is_on_disk()
    {
        var room = new AnswerRoom(places: 1, Ever, Ever);
        using var limit = new CallLimit(Ever, default);
        var first = new CallMemory(room, limit);
        using var second = new CallMemory(room, limit);
        await first.GrowAsync(default, Large, default);

        var waiting = second.GrowAsync(default, Large, default).AsTask();
        Assert.False(waiting.IsCompleted);
        first.Dispose();

        Assert.Equal(Large, (await waiting).Length);
    }

    [Fact]
    public async Task A_small_answer_takes_no_place_and_an_answer_that_grows_takes_one()
    {
        var room = new AnswerRoom(places: 1, Ever, Ever);
        using var limit = new CallLimit(Ever, default);
        using var growing = new CallMemory(room, limit);
        using var small = new CallMemory(room, limit);
        using var large = new CallMemory(room, limit);
        var held = await growing.GrowAsync(default, AnswerMemory.SmallAnswer, default);
        held.Span.Fill(7);
        var grown = await growing.GrowAsync(held, Large, default);
        await growing.GrowAsync(grown, 2 * Large, default);
        await small.GrowAsync(default, AnswerMemory.SmallAnswer, default);

        Assert.False(large.GrowAsync(default, Large, default).AsTask().IsCompleted);
        Assert.Equal(-1, grown.Span[..AnswerMemory.SmallAnswer].IndexOfAnyExcept((byte)7));
    }

    [Fact]
    public async Task An_answer_that_has_waited_long_enough_is_read_without_a_place()
    {
        var room = new AnswerRoom(places: 1, AMoment, Ever);
        using var limit = new CallLimit(Ever, default);
        using var first = new CallMemory(room, limit);
        using var second = new CallMemory(room, limit);
        await first.GrowAsync(default, Large, default);

        Assert.Equal(Large, (await second.GrowAsync(default, Large, default)).Length);
    }

    [Fact]
    public async Task A_slow_answer_keeps_its_place_for_a_while_only_and_gives_it_back_once()
    {
        var room = new AnswerRoom(places: 1, Ever, AMoment);
        using var limit = new CallLimit(Ever, default);
        var slow = new CallMemory(room, limit);
        await slow.GrowAsync(default, Large, default);

        using var second = await room.EnterAsync(default);
        Assert.NotNull(second);
        slow.Dispose();
        second.Dispose();

        using var third = await room.EnterAsync(default);
        Assert.NotNull(third);
        var fourth = room.EnterAsync(default);
        Assert.False(fourth.IsCompleted);
    }

    [Fact]
    public async Task A_call_that_is_broken_off_waits_no_more()
    {
        var room = new AnswerRoom(places: 0, Ever, Ever);
        using var cancelling = new CancellationTokenSource();
        using var limit = new CallLimit(Ever, cancelling.Token);
        using var memory = new CallMemory(room, limit);
        var waiting = memory.GrowAsync(default, Large, limit.Token).AsTask();

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task Waiting_for_room_takes_nothing_of_the_time_for_the_call()
    {
        using var limit = new CallLimit(AMoment, default);
        limit.Start();

        var wasOver = await limit.WithoutAsync(async () =>
        {
            await Task.Delay(10 * AMoment);
            return limit.Token.IsCancellationRequested;
        });

        Assert.False(wasOver);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.Delay(Ever, limit.Token));
    }

    [Fact]
    public async Task Memory_of_a_call_that_is_over_is_not_to_be_had()
    {
        using var limit = new CallLimit(Ever, default);
        var memory = new CallMemory(new AnswerRoom(places: 1, Ever, Ever), limit);
        memory.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => memory.GrowAsync(default, 1, default).AsTask());
    }
}
