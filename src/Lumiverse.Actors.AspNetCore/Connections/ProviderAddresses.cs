using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.AspNetCore.Connections;

/// <summary>
/// Which addresses connections may name, judged on what they resolve to. A name that resolves to nothing is taken: it is
/// checked again whenever it is connected to.
/// </summary>
internal sealed class ProviderAddresses(CheckedConnector connector)
{
    public async Task RequireAllowedAsync(string? apiUrl, CancellationToken cancellation)
    {
        if (apiUrl is not null && await connector.FindObstacleAsync(new Uri(apiUrl), cancellation) is { } obstacle)
            throw Problems.InvalidField("api_url", obstacle).ToException();
    }

    /// <summary>Whether a key that was stored for one address may go to the other; null = the provider's own.</summary>
    public static bool AreSame(string? one, string? other, string standard) =>
        one == other || Parse(one ?? standard) is { } first && first == Parse(other ?? standard);

    private static Uri? Parse(string address) => Uri.TryCreate($"{address.TrimEnd('/')}/", UriKind.Absolute, out var parsed) ? parsed : null;
}
