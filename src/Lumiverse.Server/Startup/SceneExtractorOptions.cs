namespace Lumiverse.Server.Startup;

/// <summary>Section <c>Lumiverse:SceneExtractor</c>: a language model behind an OpenAI-compatible address.</summary>
/// <remarks>A class, because a record would print its key.</remarks>
internal sealed class SceneExtractorOptions
{
    private const string Section = "SceneExtractor";

    /// <summary>What comes before <c>/chat/completions</c>, such as <c>http://127.0.0.1:11434/v1</c>; null = no model.</summary>
    public string? Url { get; init; }

    /// <summary>The model's name as its server knows it.</summary>
    public string? Model { get; init; }

    /// <summary>null = the server wants none, as on one's own machine.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Empty values count as absent: that is how the environment switches a setting off.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Url);

    public void Check()
    {
        Require(IsConfigured || string.IsNullOrEmpty(Model), nameof(Url), $"must be given when {ServerOptions.Section}:{Section}:{nameof(Model)} is");
        Require(IsConfigured || string.IsNullOrEmpty(ApiKey), nameof(Url), $"must be given when {ServerOptions.Section}:{Section}:{nameof(ApiKey)} is");
        Require(!IsConfigured || IsPlainAddress(Url), nameof(Url), "must be an http or https address without user, query or fragment, such as http://127.0.0.1:11434/v1");
        Require(!IsConfigured || !string.IsNullOrWhiteSpace(Model), nameof(Model), "must name a model");
        Require(ApiKey is null || ApiKey.All(c => c is > ' ' and < '\x7f'), nameof(ApiKey), "must consist of visible ASCII characters");
    }

    private static bool IsPlainAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Query: "", Fragment: "" };

    private static void Require(bool holds, string key, string rule) => ServerOptions.Require(holds, $"{Section}:{key}", rule);
}
