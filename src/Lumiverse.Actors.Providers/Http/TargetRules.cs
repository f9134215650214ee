using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.Http;

/// <summary>What a connection needs before anything is asked with it. Nothing is contacted to find out.</summary>
internal static class TargetRules
{
    /// <summary>Why a connection can't be used as it is; null = it can.</summary>
    /// <param name="origin">Where keys are made, as the end of a sentence: "in Google AI Studio".</param>
    /// <param name="address">The address to use when the connection names none.</param>
    public static string? FindObstacle(ProviderTarget target, string origin, string address) =>
        string.IsNullOrWhiteSpace(target.ApiKey)
            ? $"The connection has no API key. Make one {origin} and save it in the connection."
            : FindAddressObstacle(target, address);

    /// <summary>The same for what needs no key.</summary>
    public static string? FindAddressObstacle(ProviderTarget target, string address) =>
        string.IsNullOrWhiteSpace(target.ApiUrl) || Uri.TryCreate(target.ApiUrl.Trim(), UriKind.Absolute, out var own) && own is { Scheme: "http" or "https", Host.Length: > 0 }
            ? null
            : $"The address of the connection is none. Leave it empty, or enter a whole one such as {address}.";
}
