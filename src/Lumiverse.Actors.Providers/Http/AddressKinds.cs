using System.Net;
using System.Net.Sockets;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>What may be done with an address: anybody's, the machine's own surroundings, or nobody's business.</summary>
internal enum AddressKind { Public, Private, Forbidden }

/// <summary>Sorts addresses by the special-purpose registries of IANA (RFC 6890 and its successors) and by where clouds keep their metadata.</summary>
internal static class AddressKinds
{
    private static readonly IPNetwork[] Private =
    [
        .. Networks("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "192.0.0.0/24", "198.18.0.0/15"),
        .. Networks("::1/128", "fc00::/7", "fec0::/10"),
    ];

    /// <summary>
    /// Unspecified, link-local, multicast, reserved, tunnels whose end nobody can see, and the metadata services of Azure,
    /// Oracle, Alibaba and AWS (IPv6) that lie outside link-local.
    /// </summary>
    private static readonly IPNetwork[] Forbidden =
    [
        .. Networks("0.0.0.0/8", "169.254.0.0/16", "224.0.0.0/4", "240.0.0.0/4", "168.63.129.16/32", "192.0.0.192/32", "100.100.100.200/32"),
        .. Networks("::/128", "fe80::/10", "ff00::/8", "2001::/32", "fd00:ec2::254/128"),
    ];

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    public static AddressKind Of(IPAddress address)
    {
        var real = Unwrap(address);
        return Forbidden.Any(network => network.Contains(real)) ? AddressKind.Forbidden
            : Private.Any(network => network.Contains(real)) ? AddressKind.Private
            : AddressKind.Public;
    }

    /// <summary>The IPv4 address inside an IPv6 one, where that is who would answer.</summary>
    private static IPAddress Unwrap(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
            return address;
        if (address.IsIPv4MappedToIPv6)
            return address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        return Nat64.Contains(address) ? new IPAddress(bytes.AsSpan(12, 4))
            : SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4))
            : address;
    }

    private static IEnumerable<IPNetwork> Networks(params string[] networks) => networks.Select(IPNetwork.Parse);
}
