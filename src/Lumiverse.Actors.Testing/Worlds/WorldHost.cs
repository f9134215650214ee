using Lumiverse.Actors.AspNetCore;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Ports.Scenes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Testing.Worlds;

/// <summary>One process of a world: the real engine on the world's folder and clock, without a network port.</summary>
internal static class WorldHost
{
    public static async Task<IHost> StartAsync(WorldPlan plan, string folder, WorldClock clock, ScriptedChats chats, VirtualProvider provider)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddSingleton<IChatSource>(chats);
        builder.Services.AddLumiverse(options =>
        {
            options.DataDirectory = folder;
            options.AllowPrivateProviderAddresses = true; // Servers on loopback.
        });
        builder.Services.AddSingleton<IImageProvider>(provider);
        plan.Ports?.Invoke(builder.Services);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    public static async Task StopAsync(IHost host)
    {
        await host.StopAsync();
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
