using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Projection;
using Microsoft.Extensions.Hosting;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>Brings the tables up to date with the journal and removes what a crash left behind, before anything else works.</summary>
internal sealed class EngineStart(JournalFollower follower, BlobJanitor janitor) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await follower.CatchUpAsync(cancellationToken);
        await janitor.SweepAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
