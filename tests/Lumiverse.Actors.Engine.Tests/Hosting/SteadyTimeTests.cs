using Lumiverse.Actors.Ports;

namespace Lumiverse.Actors.Engine.Tests.Hosting;

public sealed class SteadyTimeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly MachineClock _machine = new(Noon);
    private readonly SteadyTime _time;

    public SteadyTimeTests() => _time = new SteadyTime(_machine);

    /// <summary>Each step: seconds that pass, and seconds by which somebody sets the clock; then what is shown, in seconds after noon.</summary>
    [Theory]
    [InlineData("as the machine's clock", new[] { 10, 0, 10, 20, 0, 30 })]
    [InlineData("on from where it was when the clock is set back", new[] { 10, -3600, 10, 20, 0, 30 })]
    [InlineData("and back again and again", new[] { 10, -3600, 10, 20, -3600, 30, 5, -60, 35 })]
    [InlineData("as the clock when it is put right", new[] { 10, -3600, 10, 20, 3600, 30, 5, 0, 35 })]
    [InlineData("on when it is put half right", new[] { 10, -3600, 10, 20, 1800, 30, 5, 1800, 35 })]
    [InlineData("forward with the clock, as after sleep", new[] { 10, 7200, 7210, 20, 0, 7230 })]
    [InlineData("forward from where it was by what is more than was lost", new[] { 10, -3600, 10, 20, 7200, 3630 })]
    [InlineData("on also when nobody has looked for long", new[] { 7200, -3600, 7200, 1, 3600, 7201 })]
    [InlineData("with a clock that is slewed, but not back", new[] { 10, -1, 9, 0, -1, 9, 5, 0, 14 })]
    public void It_goes(string how, int[] steps)
    {
        Assert.Equal(Noon, _time.GetUtcNow());
        foreach (var step in steps.Chunk(3))
        {
            _machine.Pass(TimeSpan.FromSeconds(step[0]));
            _machine.Set(TimeSpan.FromSeconds(step[1]));
            Assert.True(Noon.AddSeconds(step[2]) == _time.GetUtcNow(), $"{how}: {_time.GetUtcNow() - Noon} instead of {step[2]} s");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void However_the_clock_is_set_it_never_goes_back(int seed)
    {
        var dice = new Random(seed);
        var before = _time.GetUtcNow();
        for (var step = 0; step < 10_000; step++)
        {
            _machine.Pass(TimeSpan.FromMilliseconds(dice.Next(2000)));
            _machine.Set(TimeSpan.FromMilliseconds(dice.Next(10) == 0 ? dice.Next(-10_000_000, 10_000_000) : dice.Next(-5, 6)));
            var now = _time.GetUtcNow();
            Assert.True(now >= before, $"seed {seed}, step {step}: from {before:O} to {now:O}");
            before = now;
        }
    }

    private sealed class MachineClock(DateTimeOffset start) : TimeProvider
    {
        private DateTimeOffset _wall = start;
        private TimeSpan _up;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => _wall;

        public override long GetTimestamp() => _up.Ticks;

        public void Pass(TimeSpan time)
        {
            _wall += time;
            _up += time;
        }

        public void Set(TimeSpan by) => _wall += by;
    }
}
