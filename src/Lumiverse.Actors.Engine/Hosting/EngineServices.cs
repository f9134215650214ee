using Akka.Actor;
using Akka.Cluster.Hosting;
using Akka.Hosting;
using Akka.Remote.Hosting;
using Lumiverse.Actors.Core.Gallery;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Bridge;
using Lumiverse.Actors.Engine.Effects;
using Lumiverse.Actors.Engine.Entities;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Engine.Projection;
using Lumiverse.Actors.Engine.Serialization;
using Lumiverse.Actors.Ports;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using SceneMeter = Lumiverse.Actors.Engine.Extraction.SceneMeter;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>Registers the engine. The ports (storage, providers, imaging, chats) are registered by whoever composes it.</summary>
public static class EngineServices
{
    /// <summary>The actor system's name; part of the addresses in a cluster.</summary>
    public const string SystemName = "lumiverse";

    public static IServiceCollection AddLumiverseEngine(this IServiceCollection services, Func<IServiceProvider, EngineOptions> options)
    {
        services.TryAddSingleton<TimeProvider>(SteadyTime.OfMachine);
        services.AddSingleton(options);
        AddPerformers(services);
        AddProjection(services);
        services.AddSingleton<EntityReferences>();
        services.AddSingleton<Admission>();
        services.AddSingleton<ConnectionJson>();
        services.AddSingleton<LegacyProfiles>();
        services.AddSingleton(provider => new Lazy<IImageEngine>(provider.GetRequiredService<IImageEngine>));
        services.AddSingleton<BuiltInConnection>();
        services.AddSingleton<ConnectionChooser>();
        services.AddSingleton<PromptPreviewer>();
        services.AddSingleton<IImageEngine, ImageEngine>();
        services.AddSingleton<IGalleryCare, GalleryCare>();
        services.AddSingleton<IPostConfigureOptions<HostOptions>, StopPatience>();
        services.AddSingleton<EngineStop>();
        services.AddHostedService(provider => provider.GetRequiredService<EngineStop>());
        services.AddHostedService<EngineStart>(); // Before the actors, so that the tables are up to date when they start.
        services.AddAkka(SystemName, Configure);
        services.AddHostedService<EngineWork>(); // After the actors, because it wakes them.
        return services;
    }

    private static void AddPerformers(IServiceCollection services)
    {
        services.TryAddSingleton<IAttachmentListener, NobodyAttaches>();
        services.AddMetrics();
        services.AddSingleton<SceneMeter>();
        services.AddSingleton<SceneExtraction>();
        services.AddSingleton<SceneReader>();
        services.AddSingleton<ReferenceReader>();
        services.AddSingleton<CallPreparer>();
        services.AddSingleton<AccountGate>();
        services.AddSingleton(_ => new AnswerRoom());
        services.AddSingleton<ProviderCaller>();
        services.AddSingleton<TermsReader>();
        services.AddSingleton<ThumbnailMaker>();
        services.AddSingleton<PictureStore>();
        services.AddSingleton<BlobJanitor>();
        services.AddSingleton<EffectPerformer>();
        services.AddSingleton<ProgressFeed>();
    }

    private static void AddProjection(IServiceCollection services)
    {
        services.AddSingleton<FollowedPosition>();
        services.AddSingleton<PageEventSource>();
        services.AddSingleton<PageFeed>();
        services.AddSingleton<IPageFeed>(provider => provider.GetRequiredService<PageFeed>());
        services.AddSingleton<JournalFollower>();
    }

    private static void Configure(AkkaConfigurationBuilder builder, IServiceProvider provider)
    {
        var options = provider.GetRequiredService<EngineOptions>();
        builder
            .ConfigureLoggers(loggers =>
            {
                loggers.ClearLoggers();
                loggers.AddLoggerFactory();
                loggers.LogLevel = Akka.Event.LogLevel.WarningLevel;
            })
            .AddHocon(EngineConfiguration.For(options), HoconAddMode.Prepend)
            .AddHocon(options.Persistence, HoconAddMode.Append)
            .WithCustomSerializer("lumiverse", EngineConfiguration.SerializedTypes, system => new MessageSerializer(system));
        if (options.Cluster is { } cluster)
            AddShards(builder, cluster, EntitiesOf(provider, options));
        else
            AddParents(builder, EntitiesOf(provider, options));
        builder.AddStartup((system, _) => AddDrain(system, provider));
    }

    private static (EntityReferences References, EntityServices Services) EntitiesOf(IServiceProvider provider, EngineOptions options)
    {
        var performer = new Lazy<EffectPerformer>(provider.GetRequiredService<EffectPerformer>);
        var follower = new Lazy<JournalFollower>(provider.GetRequiredService<JournalFollower>);
        var references = provider.GetRequiredService<EntityReferences>();
        return (
            references,
            new EntityServices(
                options.Entities, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<IParkedMessages>(),
                effect => performer.Value.Perform(effect), references.Send, () => follower.Value.Nudge(),
                provider.GetRequiredService<ILoggerFactory>().CreateLogger("Lumiverse.Actors.Entities")));
    }

    private static void AddParents(AkkaConfigurationBuilder builder, (EntityReferences References, EntityServices Services) entities) =>
        builder.WithActors((system, _) =>
        {
            foreach (var kind in Enum.GetValues<EntityKind>())
                entities.References.Register(kind, system.ActorOf(
                    Props.Create(() => new EntityParent(address => EntityProps.For(address, entities.Services), entities.Services)),
                    EngineConfiguration.NameOf(kind)));
        });

    private static void AddShards(AkkaConfigurationBuilder builder, ClusterOptions cluster, (EntityReferences References, EntityServices Services) entities)
    {
        builder.WithRemoting(cluster.HostName, cluster.Port)
            .WithClustering(new Akka.Cluster.Hosting.ClusterOptions { SeedNodes = [.. cluster.SeedNodes] });
        AddShard<SceneCommand>(builder, EntityKind.Scene, entities);
        AddShard<ConnectionCommand>(builder, EntityKind.Connection, entities);
        AddShard<GalleryCommand>(builder, EntityKind.Gallery, entities);
    }

    private static void AddShard<TKey>(
        AkkaConfigurationBuilder builder, EntityKind kind, (EntityReferences References, EntityServices Services) entities)
    {
        var options = new ShardOptions { HandOffStopMessage = LeaveMemory.Instance, ShouldPassivateIdleEntities = false, RememberEntities = false };
        builder.WithShardRegion<TKey>(
            EngineConfiguration.NameOf(kind), id => ShardedEntity.Props(new EntityAddress(kind, id), entities.Services), new EntityMessageExtractor(), options);
        builder.WithActors((_, registry) => entities.References.Register(kind, registry.Get<TKey>()));
    }

    /// <summary>Calls in flight end, and are journalled, before their actors end, whoever ends the actor system.</summary>
    private static Task AddDrain(ActorSystem system, IServiceProvider provider)
    {
        var stop = provider.GetRequiredService<EngineStop>(); // Asked for here: a start that fails takes the container down before the actors.
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "lumiverse-drain", async () =>
        {
            await stop.DrainAsync();
            return Akka.Done.Instance;
        });
        return Task.CompletedTask;
    }
}
