using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.NanoGpt;

/// <summary>
/// Sorts answers that are no success. Only what says that nothing began is repeated: NanoGPT's own advice is to repeat
/// server errors as well, and that doing so may be charged again.
/// </summary>
internal sealed class NanoGptFailure(TimeProvider time)
{
    /// <summary>The limit is 25 requests a second.</summary>
    private static readonly TimeSpan PauseWithoutWord = TimeSpan.FromSeconds(5);

    /// <summary>The limit by the second passes in seconds; what asks for more is a limit of the day.</summary>
    private static readonly TimeSpan LongestMoment = TimeSpan.FromMinutes(10);

    public ProviderAnswer Explain(WireAnswer.Arrived answer)
    {
        var fault = Fault.Read(answer.Json());
        return answer.Status switch
        {
            _ when Refusal(fault) is { } refused => refused,
            429 => TooMany(fault, answer.RetryAfter),
            408 or >= 500 => new ProviderAnswer.Ambiguous($"NanoGPT failed with status {answer.Status}{fault.Quoted}."),
            _ => new ProviderAnswer.NotStarted(Sentence(answer.Status, fault), Temporary: false),
        };
    }

    /// <summary>A policy decision, whatever the status of the answer that holds it; null = it holds none.</summary>
    public static ProviderAnswer.Refused? FindRefusal(JsonNode? json) => Refusal(Fault.Read(json));

    /// <summary>What became of a call that costs nothing, in words.</summary>
    public static string Sentence(WireAnswer answer) => answer switch
    {
        WireAnswer.Arrived { Status: >= 300 and < 429 or > 429 and < 500 } arrived => Sentence(arrived.Status, Fault.Read(arrived.Json())),
        WireAnswer.Arrived { IsSuccess: true } => "NanoGPT's answer could not be read. Check the address of the connection.",
        WireAnswer.Arrived arrived => $"NanoGPT answered with status {arrived.Status}{Fault.Read(arrived.Json()).Quoted}. Try again later.",
        WireAnswer.Unsent unsent => unsent.Reason,
        WireAnswer.Broken broken => broken.Reason,
        _ => throw new System.Diagnostics.UnreachableException(answer.ToString()),
    };

    private static ProviderAnswer.Refused? Refusal(Fault fault) =>
        fault.Code == "content_policy_violation" ? new($"NanoGPT refused the prompt{fault.Quoted}. Change it and try again.") : null;

    private static string Sentence(int status, Fault fault) => status switch
    {
        401 => "NanoGPT does not accept the API key. Make one on NanoGPT's API page and save it in the connection.",
        402 when fault.RequiredBalance is { } required => FormattableString.Invariant($"The NanoGPT balance is too low: this picture needs {required} USD. Top it up and try again."),
        402 => $"The NanoGPT balance is too low{fault.Quoted}. Top it up and try again.",
        403 => $"NanoGPT does not allow this to the API key{fault.Quoted}. Choose another model, or change the key's permissions.",
        404 => $"NanoGPT has no such model{fault.Quoted}. Choose another one.",
        413 => "The request is too large for NanoGPT. Use fewer or smaller references.",
        >= 300 and < 400 => $"The address of the connection leads elsewhere. Set it to {NanoGptAddress.Default}.",
        _ => $"NanoGPT turned the request down with status {status}{fault.Quoted}. Check the model and the parameters.",
    };

    /// <summary>A limit of the day ends at midnight UTC, whether its code says so or the pause that it asks for.</summary>
    private ProviderAnswer.NotStarted TooMany(Fault fault, TimeSpan? retryAfter)
    {
        var isOfTheDay = fault.Code?.StartsWith("daily_", StringComparison.Ordinal) == true || retryAfter > LongestMoment;
        return isOfTheDay
            ? new($"The API key has reached its limit of the day{fault.Quoted}. It starts again at midnight UTC.", Temporary: true, retryAfter ?? UntilMidnight())
            : new("NanoGPT takes no more requests for a moment.", Temporary: true, retryAfter ?? PauseWithoutWord);
    }

    private TimeSpan UntilMidnight() => TimeSpan.FromDays(1) - time.GetUtcNow().TimeOfDay;

    /// <summary>An error in any of the four envelopes it comes in.</summary>
    private sealed record Fault(string? Code, string? Message, decimal? RequiredBalance)
    {
        public string Quoted => string.IsNullOrWhiteSpace(Message) ? "" : $": {Message.Trim().TrimEnd('.')}";

        public static Fault Read(JsonNode? json)
        {
            var error = json.At("error");
            return new(
                error.Text("code") ?? json.Text("code"),
                error.Text("message") ?? error.Text() ?? json.Text("message"),
                json.Amount("requiredBalance") ?? error.Amount("requiredBalance"));
        }
    }
}
