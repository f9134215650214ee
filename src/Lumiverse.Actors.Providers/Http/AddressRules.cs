using System.Collections.Immutable;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>Which machines provider addresses may name. Judged on the resolved address, each time a connection is made.</summary>
/// <param name="AllowPrivate">Loopback and private networks: for a server with one user, on that user's own machine.</param>
/// <param name="AllowedHosts">Host names, as they stand in an address, whose private addresses are allowed all the same.</param>
public sealed record AddressRules(bool AllowPrivate, ImmutableHashSet<string> AllowedHosts)
{
    /// <summary>Public addresses only.</summary>
    public static AddressRules PublicOnly { get; } = new(false, []);

    public static AddressRules Of(bool allowPrivate, IEnumerable<string> allowedHosts) =>
        new(allowPrivate, allowedHosts.ToImmutableHashSet(StringComparer.OrdinalIgnoreCase));

    /// <summary>Whether a host that has this address may be called.</summary>
    internal bool Allow(string host, System.Net.IPAddress address) => AddressKinds.Of(address) switch
    {
        AddressKind.Public => true,
        AddressKind.Private => AllowPrivate || AllowedHosts.Contains(host),
        _ => false,
    };
}
