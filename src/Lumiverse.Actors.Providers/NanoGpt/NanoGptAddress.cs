using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>Where NanoGPT is called. Two hosts have the same paths; people also paste addresses with the version at their end.</summary>
internal static class NanoGptAddress
{
    public const string Default = "https://nano-gpt.com";

    public const string Generations = "v1/images/generations";
    public const string Models = "api/v1/image-models?detailed=true";
    public const string Balance = "api/check-balance";
    public const string Subscription = "api/subscription/v1/usage";

    /// <summary>The host that takes the smaller uploads.</summary>
    private const string ClassicHost = "nano-gpt.com";

    private static readonly string[] Tails = ["/v1", "/api"];

    /// <summary>Why a connection can't be used as it is; null = it can.</summary>
    public static string? FindObstacle(ProviderTarget target) => TargetRules.FindObstacle(target, "on NanoGPT's API page", Default);

    public static Uri Of(ProviderTarget target, string path) => WireRequest.Below(Root(target), path);

    public static bool IsClassic(ProviderTarget target) => new Uri(Root(target)).IdnHost.Equals(ClassicHost, StringComparison.OrdinalIgnoreCase);

    public static WireRequest Authorized(WireRequest request, ProviderTarget target) => request.With("Authorization", $"Bearer {target.ApiKey?.Trim()}");

    private static string Root(ProviderTarget target)
    {
        var root = (string.IsNullOrWhiteSpace(target.ApiUrl) ? Default : target.ApiUrl.Trim()).TrimEnd('/');
        foreach (var tail in Tails)
            root = root.EndsWith(tail, StringComparison.OrdinalIgnoreCase) ? root[..^tail.Length] : root;
        return root;
    }
}
