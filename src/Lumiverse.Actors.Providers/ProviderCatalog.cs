using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers;

/// <summary>The image providers of this host by id, in the order they were given.</summary>
public sealed class ProviderCatalog
{
    private readonly FrozenDictionary<string, IImageProvider> _byId;

    /// <summary>Throws when two providers share an id.</summary>
    public ProviderCatalog(IEnumerable<IImageProvider> providers)
    {
        All = [.. providers];
        _byId = All.ToDictionary(provider => provider.Description.Id, StringComparer.Ordinal).ToFrozenDictionary(StringComparer.Ordinal);
    }

    public ImmutableArray<IImageProvider> All { get; }

    /// <summary>Null when no provider has this id.</summary>
    public IImageProvider? Find(string id) => _byId.GetValueOrDefault(id);
}
