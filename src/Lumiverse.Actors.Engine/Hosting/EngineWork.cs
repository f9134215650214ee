using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.Extensions.Hosting;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>Wakes the actors that had something to do when the last process ended, then follows the journal.</summary>
internal sealed class EngineWork(
    JournalFollower follower, EntityReferences entities, IProjectionStore tables, BlobJanitor janitor) : BackgroundService
{
    private static readonly TimeSpan TidyInterval = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        foreach (var persistenceId in await tables.ListAwakeAsync(stoppingToken))
        {
            if (EntityAddress.Parse(persistenceId) is { } address)
                entities.Wake(address);
        }

        await Task.WhenAll(follower.RunAsync(stoppingToken), TidyAsync(stoppingToken));
    }

    private async Task TidyAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TidyInterval);
        while (await timer.WaitForNextTickAsync(cancellation))
            await janitor.TidyAsync(cancellation);
    }
}
