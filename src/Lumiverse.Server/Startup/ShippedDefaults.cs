using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Lumiverse.Server.Startup;

internal static class ShippedDefaults
{
    /// <summary>Puts <c>defaults/lumiverse.json</c> below every other source: the environment and the command line win.</summary>
    public static void AddShippedDefaults(this ConfigurationManager configuration) =>
        ((IConfigurationBuilder)configuration).Sources.Insert(0, new JsonConfigurationSource
        {
            FileProvider = new PhysicalFileProvider(AppContext.BaseDirectory),
            Path = "defaults/lumiverse.json",
        });
}
