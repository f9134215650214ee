using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.AspNetCore.Providers;

/// <summary>The registered providers.</summary>
internal sealed class ProviderList(IEnumerable<IImageProvider> providers)
{
    public IReadOnlyList<IImageProvider> All { get; } = [.. providers];

    public IImageProvider? Find(string id) => All.FirstOrDefault(provider => provider.Description.Id == id);

    /// <summary>For a provider that a request names.</summary>
    public IImageProvider Require(string id) =>
        Find(id) ?? throw Problems.InvalidField("provider", $"provider must be one of {string.Join(", ", All.Select(provider => provider.Description.Id))}.").ToException();
}
