using System.Net;

namespace Lumiverse.Server.Startup;

/// <summary>Where the server listens, and the rule that without users it listens to its own machine alone.</summary>
internal static class ListenAddresses
{
    private const string Default = "http://127.0.0.1:5210";

    public static void Apply(WebApplicationBuilder builder, ServerOptions options)
    {
        var configured = Configured(builder.Configuration).ToList();
        if (configured.Count == 0)
            builder.WebHost.UseUrls(Default);
        foreach (var (key, url) in configured)
            Check(key, url, options);
    }

    /// <summary>The hosts that configured addresses name, which requests may therefore be addressed to.</summary>
    public static IEnumerable<string> HostsIn(IConfiguration configuration) =>
        Configured(configuration).Select(address => BindingAddress.Parse(address.Url).Host.Trim('[', ']'));

    private static IEnumerable<(string Key, string Url)> Configured(IConfiguration configuration)
    {
        foreach (var key in (string[])["urls", "Kestrel:Endpoints"])
            foreach (var url in Urls(configuration, key))
                yield return (key, url);

        // Ports alone mean every interface; Kestrel looks at them only when there are no urls.
        if (string.IsNullOrEmpty(configuration["urls"]))
            foreach (var key in (string[])["http_ports", "https_ports"])
                foreach (var port in Parts(configuration[key]))
                    yield return (key, $"http://*:{port}");
    }

    private static IEnumerable<string> Urls(IConfiguration configuration, string key) =>
        Parts(configuration[key]).Concat(configuration.GetSection(key).GetChildren().Select(endpoint => endpoint["Url"]).OfType<string>());

    private static string[] Parts(string? list) =>
        (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static void Check(string key, string url, ServerOptions options)
    {
        var host = HostOf(key, url);
        if (options.IsForOneUser && !IsLoopback(host))
            throw new StartRefusedException(
                $"{ServerOptions.Section}:Users names nobody, so {key} may listen on loopback addresses alone, not on {url}.");
    }

    private static string HostOf(string key, string url)
    {
        try
        {
            return BindingAddress.Parse(url).Host;
        }
        catch (FormatException)
        {
            throw new StartRefusedException($"{key} must be addresses such as {Default}, separated by semicolons, not {url}.");
        }
    }

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
