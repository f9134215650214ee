using System.Net;
using System.Net.Sockets;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>
/// Connects to addresses that the rules allow. The name is resolved here and the connection made to what was resolved, so
/// that no second answer of a name server can lead elsewhere.
/// </summary>
public sealed class CheckedConnector(AddressRules rules)
{
    /// <summary>The reason why a host can't be called, or null. A name that has no address is nobody's machine, and so allowed.</summary>
    public async Task<string?> FindObstacleAsync(Uri address, CancellationToken cancellation)
    {
        try
        {
            var found = await ResolveAsync(address.IdnHost, cancellation);
            return found.Any(one => rules.Allow(address.IdnHost, one)) ? null : new AddressNotAllowedException(address.IdnHost).Message;
        }
        catch (SocketException)
        {
            return null;
        }
    }

    internal async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint.Host;
        var allowed = (await ResolveAsync(host, cancellation)).Where(address => rules.Allow(host, address)).ToArray();
        if (allowed.Length == 0)
            throw new AddressNotAllowedException(host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        var isConnected = false;
        try
        {
            await socket.ConnectAsync(allowed, context.DnsEndPoint.Port, cancellation);
            isConnected = true;
            return new NetworkStream(socket, ownsSocket: true);
        }
        finally
        {
            if (!isConnected)
                socket.Dispose();
        }
    }

    private static async Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation) =>
        IPAddress.TryParse(host.Trim('[', ']'), out var address) ? [address] : await Dns.GetHostAddressesAsync(host, cancellation);
}

/// <summary>An address that provider connections may not name; the message says what to do.</summary>
internal sealed class AddressNotAllowedException(string host) : IOException(
    $"The address of {host} is not allowed: it lies on this machine, in a private network or in a reserved range. Use a public address, or let the server's owner list the host under Lumiverse:AllowedProviderHosts.");
