using Lumiverse.Actors.Engine.Projection;
using Microsoft.Extensions.Hosting;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>Brings the tables up to date with the journal before anything else works.</summary>
internal sealed class EngineStart(JournalFollower follower) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        PoolThreads.KeepReady();
        return follower.CatchUpAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
