using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Projections;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>
/// Follows the journal, wakes the actors that have something to do, and tidies up. Waking is repeated: an actor may have
/// been on a node that went down, and one that is awake hardly notices.
/// </summary>
internal sealed class EngineWork(
    JournalFollower follower, EntityReferences entities, IProjectionStore tables, BlobJanitor janitor,
    EngineOptions options, TimeProvider clock, ILogger<EngineWork> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // Alone, whatever is older than this process was left by a dead one; among nodes only what nobody can be at work on.
    private readonly DateTimeOffset _old = options.Cluster is null ? clock.GetUtcNow() : clock.GetUtcNow() - BlobJanitor.Grace;

    // Whichever ends by a failure ends the host with it: without the tables nothing that is shown is true.
    protected override async Task ExecuteAsync(CancellationToken stoppingToken) =>
        await await Task.WhenAny(follower.RunAsync(stoppingToken), TendAsync(stoppingToken));

    private async Task TendAsync(CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval);
        await WhenAvailableAsync(WakeAsync, cancellation);
        await WhenAvailableAsync(sweeping => janitor.SweepAsync(_old, sweeping), cancellation);
        while (await timer.WaitForNextTickAsync(cancellation))
        {
            await WhenAvailableAsync(WakeAsync, cancellation);
            await WhenAvailableAsync(janitor.TidyAsync, cancellation);
        }
    }

    private async Task WakeAsync(CancellationToken cancellation)
    {
        foreach (var persistenceId in await tables.ListAwakeAsync(cancellation))
        {
            if (EntityAddress.Parse(persistenceId) is { } address)
                entities.Wake(address);
        }
    }

    private Task WhenAvailableAsync(Func<CancellationToken, Task> work, CancellationToken cancellation) =>
        StorageRetry.UntilAvailableAsync(() => work(cancellation), log, cancellation);
}
