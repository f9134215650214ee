using Lumiverse.Actors.Ports;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.GoogleGemini;
using Lumiverse.Actors.Providers.Http;
using Lumiverse.Actors.Providers.NanoGpt;
using Lumiverse.Actors.Providers.NovelAi;
using Lumiverse.Actors.Providers.Sketch;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lumiverse.Actors.Providers;

/// <summary>Registers the image providers: one line each.</summary>
public static class ProviderServices
{
    /// <summary>How long it may take to be connected; an address that does not answer by then is down or wrong.</summary>
    private static readonly TimeSpan ConnectBudget = TimeSpan.FromSeconds(10);

    /// <summary>Follows changes of a provider's name records within minutes.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    public static IServiceCollection AddLumiverseProviders(this IServiceCollection services, AddressRules rules)
    {
        services.AddProviderHttp(rules);
        services.AddSingleton<IImageProvider, SketchProvider>();
        services.AddImageProvider<GeminiProvider>();
        services.AddImageProvider<NanoGptProvider>();
        services.AddImageProvider<NovelAiProvider>();
        return services;
    }

    /// <summary>Adds a provider that is called over the network; no text leaves it with its key in it.</summary>
    public static IServiceCollection AddImageProvider<T>(this IServiceCollection services)
        where T : class, IImageProvider
    {
        services.TryAddSingleton<T>();
        return services.AddSingleton<IImageProvider>(provider => new RedactingProvider(provider.GetRequiredService<T>()));
    }

    internal static IServiceCollection AddProviderHttp(this IServiceCollection services, AddressRules rules)
    {
        services.TryAddSingleton<TimeProvider>(SteadyTime.OfMachine);
        services.AddSingleton(new CheckedConnector(rules));
        services.AddSingleton<ProviderHttp>();
        services.AddHttpClient(ProviderHttp.ClientName)
            .ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan)
            .ConfigurePrimaryHttpMessageHandler(provider => Handler(provider.GetRequiredService<CheckedConnector>()))
            .RemoveAllLoggers(); // Headers hold keys.
        return services;
    }

    private static SocketsHttpHandler Handler(CheckedConnector connector) => new()
    {
        AllowAutoRedirect = false, // Keys in headers of their own would follow to the foreign host.
        UseCookies = false,
        UseProxy = false, // Behind a proxy nobody could check which address is called.
        ConnectTimeout = ConnectBudget,
        PooledConnectionLifetime = ConnectionLifetime,
        ConnectCallback = connector.ConnectAsync,
    };
}
