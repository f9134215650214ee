using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Engine.Tests.Whole;

/// <summary>Somebody sets the clock of the machine while jobs wait.</summary>
public sealed class ClockTests : IDisposable
{
    private static readonly ChatKey Chat = new(UserId.Of("alice"), ChatId.Of("harbour"));

    private readonly DataFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(-24)]
    [InlineData(24)]
    public async Task What_waits_for_a_moment_goes_on_however_the_clock_is_set(int hours)
    {
        var clock = new SetClock();
        var provider = new FakeProvider { Answer = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.FailedUncharged("later", TimeSpan.FromSeconds(2))) };
        await using var host = await EngineHost.StartAsync(_folder.Path, provider, clock: new SteadyTime(clock));
        await host.RequestAsync(Chat, "job");
        await EngineHost.UntilAsync(async () => { await host.Engine.CatchUpAsync(default); return (await host.Tables.FindJobAsync(JobId.Of("job"), default))?.Attempts is [{ EndedAt: not null }]; });
        provider.Answer = (_, _) => Task.FromResult<ProviderAnswer>(new ProviderAnswer.Succeeded(new byte[] { 1 }));

        clock.By = TimeSpan.FromHours(hours);

        Assert.Equal("done", (await host.EndOfAsync(Chat.User, "job")).State);
    }

    private sealed class SetClock : TimeProvider
    {
        private long _by;

        public TimeSpan By
        {
            set => Interlocked.Exchange(ref _by, value.Ticks);
        }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _by));
    }
}
