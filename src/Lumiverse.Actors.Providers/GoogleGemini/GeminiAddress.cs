using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>Where Gemini is called, and with what key.</summary>
internal static class GeminiAddress
{
    public const string Default = "https://generativelanguage.googleapis.com/v1beta";

    /// <summary>Why a connection can't be used as it is; null = it can.</summary>
    public static string? FindObstacle(ProviderTarget target) => TargetRules.FindObstacle(target, "in Google AI Studio", Default);

    public static WireRequest Get(ProviderTarget target, string path) => Authorized(WireRequest.Get(Below(target, path)), target);

    public static WireRequest Post(ProviderTarget target, string path, JsonNode body) => Authorized(WireRequest.Post(Below(target, path), body), target);

    private static Uri Below(ProviderTarget target, string path) =>
        WireRequest.Below(string.IsNullOrWhiteSpace(target.ApiUrl) ? Default : target.ApiUrl.Trim(), path);

    /// <summary>In a header and not in the address, which is what proxies log.</summary>
    private static WireRequest Authorized(WireRequest request, ProviderTarget target) => request.With("x-goog-api-key", target.ApiKey?.Trim() ?? "");
}
