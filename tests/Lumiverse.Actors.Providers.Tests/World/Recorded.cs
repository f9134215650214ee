using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Tests.World;

/// <summary>Keeps what a provider tells of its progress, in order.</summary>
internal sealed class Recorded(Action? onReport = null) : List<ProviderProgress>, IProgress<ProviderProgress>
{
    public void Report(ProviderProgress value)
    {
        Add(value);
        onReport?.Invoke();
    }
}
