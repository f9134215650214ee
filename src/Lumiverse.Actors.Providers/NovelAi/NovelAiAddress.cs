using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>Where NovelAI is called: pictures and account alike at one host.</summary>
internal static class NovelAiAddress
{
    public const string Default = "https://image.novelai.net";

    /// <summary>The host of the text models. It answers accounts with 400, even to valid keys.</summary>
    private const string TextHost = "api.novelai.net";

    /// <summary>Why a connection can't be used as it is; null = it can. Nothing is contacted to find out.</summary>
    public static string? FindObstacle(ProviderTarget target) =>
        string.IsNullOrWhiteSpace(target.ApiKey) ? "The connection has no API key. Make a persistent API token in the account settings of NovelAI and save it here."
        : !IsAddress(target, out var address) ? $"The address of the connection is none. Use {Default}."
        : address.IdnHost.Equals(TextHost, StringComparison.OrdinalIgnoreCase) ? $"{TextHost} makes no pictures and does not tell about accounts to programs. Set the address of the connection to {Default}."
        : null;

    public static WireRequest Get(ProviderTarget target, string path) => Authorized(WireRequest.Get(Below(target, path)), target);

    public static WireRequest Post(ProviderTarget target, string path, JsonNode body) =>
        Authorized(WireRequest.Post(Below(target, path), body), target);

    private static Uri Below(ProviderTarget target, string path) => WireRequest.Below(Text(target), path);

    private static WireRequest Authorized(WireRequest request, ProviderTarget target) => request.With("Authorization", $"Bearer {target.ApiKey?.Trim()}");

    private static bool IsAddress(ProviderTarget target, out Uri address)
    {
        var isAddress = Uri.TryCreate(Text(target), UriKind.Absolute, out var found) && found.Scheme is "http" or "https";
        address = found ?? new Uri(Default);
        return isAddress;
    }

    private static string Text(ProviderTarget target) => string.IsNullOrWhiteSpace(target.ApiUrl) ? Default : target.ApiUrl.Trim();
}
