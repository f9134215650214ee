using Lumiverse.Actors.AspNetCore.Connections;
using Lumiverse.Actors.AspNetCore.Events;
using Lumiverse.Actors.AspNetCore.Generating;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.AspNetCore.Images;
using Lumiverse.Actors.AspNetCore.OpenApi;
using Lumiverse.Actors.AspNetCore.Providers;
using Lumiverse.Actors.Engine.Extraction;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Engine.Hosting;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Imaging;
using Lumiverse.Actors.Ports;
using Lumiverse.Actors.Ports.Images;
using Lumiverse.Actors.Ports.Scenes;
using Lumiverse.Actors.Providers;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Storage;
using Lumiverse.Actors.Storage.Journal;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lumiverse.Actors.AspNetCore;

/// <summary>Embeds the engine in a host.</summary>
public static class LumiverseServices
{
    /// <summary>
    /// Registers the engine with its storage, providers and imaging, and what its routes need. The host adds its own
    /// <see cref="IUserContext"/> and <see cref="IChatSource"/>. Any <see cref="IChatClient"/> that the host registers reads
    /// the scenes; one under the key <see cref="LumiverseOptions.ChatClientKey"/> goes before the plain one, and an
    /// <see cref="ISceneExtractor"/> of the host's own before both. Without any of them the built-in extractor reads.
    /// </summary>
    public static IServiceCollection AddLumiverse(this IServiceCollection services, Action<LumiverseOptions>? configure = null)
    {
        var options = new LumiverseOptions();
        configure?.Invoke(options);
        return services.AddLumiverseParts(options.Checked()).AddLumiverseEdge(options);
    }

    /// <summary>What routes alone need: everything but the engine and its adapters.</summary>
    internal static IServiceCollection AddLumiverseEdge(this IServiceCollection services, LumiverseOptions options)
    {
        services.TryAddSingleton<TimeProvider>(SteadyTime.OfMachine);
        services.TryAddSingleton<BuiltInConnection>();
        services.TryAddSingleton<LegacyProfiles>();
        services.TryAddSingleton<ConnectionJson>();
        services.TryAddSingleton(provider => new Lazy<IImageEngine>(provider.GetRequiredService<IImageEngine>));
        services.AddSingleton(options);
        services.AddSingleton(new PageUrls(options.ApiPrefix));
        services.AddSingleton<Edge>();
        services.AddSingleton<EventPlaces>();
        services.AddSingleton<ProviderList>();
        services.AddSingleton<ConnectionDesk>();
        services.AddSingleton<ProviderAddresses>();
        services.AddSingleton<ModelCatalogs>();
        services.AddSingleton<ConnectionProbe>();
        services.AddSingleton<ProbeDesk>();
        services.AddSingleton<GenerateDesk>();
        services.AddSingleton<GenerateAnswer>();
        services.AddSingleton<JobViews>();
        services.AddSingleton<ImageFiles>();
        services.AddSingleton<GalleryDesk>();
        services.AddSingleton<DownloadFiles>();
        services.AddSingleton<RegenerateDesk>();
        services.AddSingleton<ThumbnailRepair>();
        services.AddSingleton<ThumbnailRebuild>();
        return services.AddLumiverseOpenApi();
    }

    /// <summary>The engine and its adapters: the one place where they are put together.</summary>
    private static IServiceCollection AddLumiverseParts(this IServiceCollection services, LumiverseOptions options)
    {
        services.AddLumiverseStorage(options.DataDirectory);
        services.AddSingleton<IPictureInspector>(_ => new PictureInspector(new PictureInspectorOptions()));
        services.AddLumiverseProviders(AddressRules.Of(options.AllowPrivateProviderAddresses, options.AllowedProviderHosts));
        services.TryAddSingleton(Extractor);
        return services.AddLumiverseEngine(provider => new EngineOptions
        {
            Persistence = JournalConfiguration.For(provider.GetRequiredService<DataDirectory>()),
        });
    }

    private static ISceneExtractor Extractor(IServiceProvider provider) =>
        (provider.GetKeyedService<IChatClient>(LumiverseOptions.ChatClientKey) ?? provider.GetService<IChatClient>()) is { } client
            ? new ChatClientSceneExtractor(client, provider.GetRequiredService<SceneMeter>())
            : new BuiltInSceneExtractor();
}
