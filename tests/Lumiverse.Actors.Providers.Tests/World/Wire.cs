using Lumiverse.Actors.Providers.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>The real transport, allowed to call this machine.</summary>
internal static class Wire
{
    public static ServiceProvider Services(AddressRules? rules = null, TimeProvider? time = null)
    {
        var services = new ServiceCollection();
        if (time is not null)
            services.AddSingleton(time);
        services.AddProviderHttp(rules ?? AddressRules.Of(allowPrivate: true, []));
        return services.BuildServiceProvider();
    }

    public static ProviderHttp Http(AddressRules? rules = null, TimeProvider? time = null) =>
        Services(rules, time).GetRequiredService<ProviderHttp>();
}
