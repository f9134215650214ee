using Lumiverse.Server.Http;
using Lumiverse.Server.Startup;
using Microsoft.Extensions.Primitives;

namespace Lumiverse.Server.Access;

/// <summary>Refuses requests addressed to a name that is not this server's, such as one rebound by a foreign DNS server.</summary>
internal sealed class HostGuard(RequestDelegate next, ServerOptions options, IConfiguration configuration)
{
    private readonly IList<StringSegment> _names =
    [
        .. options.AllowedHosts.Concat(ListenAddresses.HostsIn(configuration))
            .Where(name => name is not ("*" or "+"))
            .Select(name => new StringSegment(name)),
    ];

    public Task InvokeAsync(HttpContext context) =>
        IsKnown(context.Request.Host)
            ? next(context)
            : Problems.WriteAsync(context, ProblemKind.UnknownHost, $"This server does not answer to that host name; add it to {ServerOptions.Section}:AllowedHosts.", "Host");

    private bool IsKnown(HostString host) =>
        host.HasValue && (ListenAddresses.IsLoopback(host.Host) || HostString.MatchesAny(new StringSegment(host.Host), _names));
}
