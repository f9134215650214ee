using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>Answers by which NovelAI says that it did not begin, in sentences that say what to do.</summary>
internal static class Turndown
{
    /// <summary>One picture takes some seconds; other clients of the account may be making one.</summary>
    private static readonly TimeSpan PauseWhenLocked = TimeSpan.FromSeconds(20);

    /// <summary>A limit on requests, without a word about its length.</summary>
    private static readonly TimeSpan PauseWhenLimited = TimeSpan.FromSeconds(30);

    /// <summary>Why nothing began; null = the status does not say that.</summary>
    public static ProviderAnswer.NotStarted? Explain(WireAnswer.Arrived answer) =>
        Explain(answer.Status, IsPage(answer), answer.Json().Text("message"), answer.RetryAfter);

    /// <summary>The same from a status alone, when the rest was lost.</summary>
    public static ProviderAnswer.NotStarted? Explain(int status) => Explain(status, isPage: false, message: null, retryAfter: null);

    private static ProviderAnswer.NotStarted? Explain(int status, bool isPage, string? message, TimeSpan? retryAfter) => status switch
    {
        >= 300 and < 400 => Permanent($"The address of the connection leads elsewhere. Set it to {NovelAiAddress.Default}."),
        400 when IsOfWrongHost(message) => Permanent($"NovelAI wants to be called at its image address. Set the address of the connection to {NovelAiAddress.Default}."),
        400 => Permanent($"NovelAI turned the request down{Quoted(message)}. Check the model and the parameters."),
        401 => Permanent("NovelAI does not accept the API key. Make a persistent API token in the account settings of NovelAI and save it in the connection."),
        402 => Permanent("The NovelAI account has not enough Anlas for this picture. Buy some, or choose a size and steps that the subscription includes."),
        403 when isPage => Permanent("A guard in front of NovelAI turned the request away (403). Try again later; when it stays so, the network of this server is blocked there."),
        403 => Permanent($"NovelAI does not allow this to the account{Quoted(message)}. Check its subscription and the API key."),
        404 => Permanent($"There is no NovelAI at the address of the connection. Set it to {NovelAiAddress.Default}."),
        413 => Permanent("The request is too large for NovelAI. Use fewer references."),
        409 => Locked(retryAfter),
        429 when IsLock(message) => Locked(retryAfter),
        429 => new("NovelAI takes no more requests for a while.", Temporary: true, retryAfter ?? PauseWhenLimited),
        >= 400 and < 500 => Permanent($"NovelAI turned the request down with status {status}{Quoted(message)}."),
        _ => null,
    };

    private static ProviderAnswer.NotStarted Locked(TimeSpan? retryAfter) =>
        new("The NovelAI account is making another picture; it makes one at a time.", Temporary: true, retryAfter ?? PauseWhenLocked);

    private static ProviderAnswer.NotStarted Permanent(string reason) => new(reason, Temporary: false);

    private static bool IsOfWrongHost(string? message) => message?.Contains("image URL", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsLock(string? message) => message?.Contains("locked", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsPage(WireAnswer.Arrived answer) => answer.Body.Span.TrimStart(" \r\n\t"u8).StartsWith("<"u8);

    /// <summary>What a provider said, as the end of a sentence; nothing when it said nothing.</summary>
    public static string Quoted(string? message) => string.IsNullOrWhiteSpace(message) ? "" : $": {message.Trim().TrimEnd('.')}";
}
