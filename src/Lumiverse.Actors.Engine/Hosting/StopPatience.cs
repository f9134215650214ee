using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Lumiverse.Actors.Engine.Hosting;

/// <summary>
/// A host that loses patience in the middle of the drain breaks off calls that are paid for, so that its limit is raised to
/// what the engine may need. A longer one stays.
/// </summary>
internal sealed class StopPatience(EngineOptions options) : IPostConfigureOptions<HostOptions>
{
    /// <summary>Actors become quiet, pages hear of it, the web server and the actor system end.</summary>
    private static readonly TimeSpan BeyondTheDrain = TimeSpan.FromSeconds(15);

    public void PostConfigure(string? name, HostOptions host)
    {
        if (host.ShutdownTimeout < options.DrainLimit + BeyondTheDrain)
            host.ShutdownTimeout = options.DrainLimit + BeyondTheDrain;
    }
}
