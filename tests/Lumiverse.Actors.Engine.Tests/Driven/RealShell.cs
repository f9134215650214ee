using Lumiverse.Actors.Core.Effects;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Hosting;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Engine.Tests.Entities;
using Lumiverse.Actors.Engine.Tests.Whole;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Lumiverse.Actors.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Engine.Tests.Driven;

/// <summary>
/// What the engine performs effects with, and tells pages with, on real files: everything but the actors, the journal and
/// the provider. It can go down and come up again while the actors go on.
/// </summary>
internal sealed class RealShell : IAsyncDisposable
{
    private readonly DataFolder _folder = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly List<EffectPerformer> _performers = [];
    private readonly ServiceProvider _services;
    private EffectPerformer? _performer;
    private Task _following = Task.CompletedTask;

    public RealShell(ScriptedOutside outside, JournalScript journal, EntityReferences entities, TimeProvider clock)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddLumiverseStorage(_folder.Path);
        services.AddLumiverseEngine(_ => throw new NotSupportedException("The actors are started elsewhere."));
        services.AddSingleton(entities);
        services.AddSingleton<IJournalReader>(new ScriptedJournalReader(journal));
        services.AddSingleton<IImageProvider>(new ScriptedPainter(outside, journal));
        services.AddSingleton<IPictureInspector, ScriptedInspector>();
        services.AddSingleton<IChatSource, FakeChats>();
        services.AddSingleton<ISceneExtractor, FakeChats>();
        _services = services.BuildServiceProvider();
    }

    public IPageFeed Pages => Get<IPageFeed>();

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public async Task StartAsync(IEnumerable<UserId> users)
    {
        foreach (var user in users)
            await Get<IConnectionStore>().SaveAsync(ConnectionOf(user), null, CancellationToken.None);
        await Get<JournalFollower>().CatchUpAsync(CancellationToken.None);
        _following = Get<JournalFollower>().RunAsync(_ending.Token);
        ComeUp();
    }

    public void Nudge() => Get<JournalFollower>().Nudge();

    /// <summary>What is asked of it while it is down is forgotten, as with a process.</summary>
    public void Perform(Effect effect) => _performer?.Perform(effect);

    /// <summary>Breaks off whatever runs, and begins anew when it has ended.</summary>
    public async Task RestartAsync()
    {
        await GoDownAsync();
        ComeUp();
    }

    public async ValueTask DisposeAsync()
    {
        await GoDownAsync();
        await _ending.CancelAsync();
        await _following.ContinueWith(_ => { }, TaskScheduler.Default);
        foreach (var performer in _performers)
            performer.Dispose();
        await _services.DisposeAsync();
        _ending.Dispose();
        _folder.Dispose();
    }

    private void ComeUp()
    {
        _performers.Add(ActivatorUtilities.CreateInstance<EffectPerformer>(_services));
        _performer = _performers[^1];
    }

    private async Task GoDownAsync()
    {
        if (Interlocked.Exchange(ref _performer, null) is not { } performer)
            return;
        await performer.DrainAsync(TimeSpan.Zero);
        await performer.DrainAsync(EngineHost.Patience);
    }

    private static Connection ConnectionOf(UserId user) => new(
        ConnectionId.Of($"of-{user}"), user, "Paints", "scripted", null, null, IsDefault: true, HasApiKey: false, [], [],
        DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
}
