using Lumiverse.Actors.Engine.Bridge;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.Hosting;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>
/// Ends the engine's work before the web server ends: nothing more is taken on, what is sent may end and is journalled,
/// pages hear of it, and whoever still waits is let go. A web server that were stopped first would wait for open pages until
/// the host's patience is over, and break off what they were about to hear.
/// </summary>
internal sealed class EngineStop(
    Admission admission, EffectPerformer performer, EntityReferences entities, JournalFollower follower, PageFeed pages,
    IImageEngine engine, EngineOptions options) : IHostedLifecycleService
{
    /// <summary>Turns take milliseconds; only a journal that is down takes longer. Less than the phase has beyond the drain.</summary>
    private static readonly TimeSpan QuietLimit = TimeSpan.FromSeconds(4);

    private readonly Lock _lock = new();
    private Task? _drained;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        await DrainAsync();
        await TellPagesAsync();
        pages.Close();
        follower.LetGo();
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Once, however often it is asked for.</summary>
    public Task DrainAsync()
    {
        lock (_lock)
            return _drained ??= DrainOnceAsync();
    }

    private async Task DrainOnceAsync()
    {
        admission.Close();
        await performer.DrainAsync(options.DrainLimit);
        if (options.Cluster is null) // In a cluster the regions let their actors go in turn.
            await EntityQuiet.ReachAsync(entities, QuietLimit);
    }

    /// <summary>What they miss where the tables are too slow for it, they read after the next start.</summary>
    private async Task TellPagesAsync()
    {
        using var patience = new CancellationTokenSource(QuietLimit);
        try
        {
            await engine.CatchUpAsync(patience.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or StorageUnavailableException)
        {
            // The journal has it.
        }
    }
}
