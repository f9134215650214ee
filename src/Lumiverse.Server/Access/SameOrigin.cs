namespace Lumiverse.Server.Access;

/// <summary>What the headers a browser adds by itself say about the page that sent a request.</summary>
internal static class SameOrigin
{
    /// <summary>true = this server's own page, false = another site, null = not sent by a browser, or by one too old to say.</summary>
    public static bool? Holds(HttpRequest request)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site == "same-origin";
        return request.Headers.Origin.ToString() is { Length: > 0 } origin ? IsOwn(origin, request.Host) : null;
    }

    // The scheme is left out: behind a proxy that ends TLS the page says https and this server sees http.
    private static bool IsOwn(string origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var uri)
        && uri.Authority.Equals(host.Value, StringComparison.OrdinalIgnoreCase);
}
