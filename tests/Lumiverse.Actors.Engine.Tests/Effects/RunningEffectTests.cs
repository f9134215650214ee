using Lumiverse.Actors.Engine.Effects;

namespace Lumiverse.Actors.Engine.Tests.Effects;

public sealed class RunningEffectTests : IDisposable
{
    private readonly CancellationTokenSource _draining = new();
    private readonly CancellationTokenSource _stopping = new();

    public void Dispose()
    {
        _draining.Dispose();
        _stopping.Dispose();
    }

    /// <summary>A cancelled job is owed both at a start: to look what became of its call, and to break the call off.</summary>
    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public void A_call_is_broken_off_and_a_recovery_is_not(bool isRecovery, bool isBrokenOff)
    {
        using var running = new RunningEffect(_draining.Token, _stopping.Token, isRecovery);

        running.BreakOff();

        Assert.Equal((isBrokenOff, true), (running.Whole.IsCancellationRequested, running.Unsent.IsCancellationRequested));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stop_ends_everything_and_draining_only_what_has_not_left(bool isRecovery)
    {
        using var running = new RunningEffect(_draining.Token, _stopping.Token, isRecovery);

        _draining.Cancel();
        Assert.Equal((false, true), (running.Whole.IsCancellationRequested, running.Unsent.IsCancellationRequested));
        _stopping.Cancel();

        Assert.True(running.Whole.IsCancellationRequested);
    }

    [Fact]
    public void What_has_ended_can_still_be_told_to_end()
    {
        var running = new RunningEffect(_draining.Token, _stopping.Token);
        running.Dispose();

        running.BreakOff();
        running.DropUnsent();

        Assert.False(_stopping.IsCancellationRequested);
    }
}
