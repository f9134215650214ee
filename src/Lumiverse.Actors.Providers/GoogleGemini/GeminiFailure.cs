using System.Globalization;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Http;

namespace Lumiverse.Actors.Providers.GoogleGemini;

/// <summary>Sorts answers that are no success, in sentences that say what to do.</summary>
internal sealed class GeminiFailure(TimeProvider time)
{
    /// <summary>Quotas are per minute; where the answer does not say how much of it is left, half of one.</summary>
    private static readonly TimeSpan PauseWithoutWord = TimeSpan.FromSeconds(30);

    /// <summary>Machines without time zones take winter time all year, an hour off in summer.</summary>
    private static readonly TimeZoneInfo Pacific = TimeZoneInfo.TryFindSystemTimeZoneById("America/Los_Angeles", out var zone)
        ? zone
        : TimeZoneInfo.CreateCustomTimeZone("Pacific", TimeSpan.FromHours(-8), displayName: null, standardDisplayName: null);

    /// <summary>
    /// A failure that is documented as not billed is one that Google itself tells of: a page of somebody in between says
    /// nothing about what happened behind it.
    /// </summary>
    public ProviderAnswer Explain(WireAnswer.Arrived answer)
    {
        var fault = Unwrapped(answer.Json()).At("error");
        return answer.Status switch
        {
            429 => Quota(fault, answer.RetryAfter),
            500 or 503 when fault is JsonObject => new ProviderAnswer.FailedUncharged($"Gemini failed with status {answer.Status}{Quoted(fault)}.", NamedPause(fault) ?? answer.RetryAfter),
            408 or 499 or >= 500 => new ProviderAnswer.Ambiguous($"Gemini did not finish: status {answer.Status}{Quoted(fault)}."),
            _ => new ProviderAnswer.NotStarted(Sentence(answer.Status, fault), Temporary: false),
        };
    }

    /// <summary>The same for calls that cost nothing.</summary>
    public static string Sentence(WireAnswer answer) => answer switch
    {
        WireAnswer.Arrived { Status: >= 400 and < 429 or > 429 and < 500 } arrived => Sentence(arrived.Status, Unwrapped(arrived.Json()).At("error")),
        WireAnswer.Arrived { IsSuccess: true } => "Gemini's answer could not be read. Check the address of the connection.",
        WireAnswer.Arrived arrived => $"Gemini answered with status {arrived.Status}{Quoted(Unwrapped(arrived.Json()).At("error"))}. Try again later.",
        WireAnswer.Unsent unsent => unsent.Reason,
        WireAnswer.Broken broken => broken.Reason,
        _ => throw new System.Diagnostics.UnreachableException(answer.ToString()),
    };

    /// <summary>Streams and some proxies wrap an answer in a list of one.</summary>
    public static JsonNode? Unwrapped(JsonNode? json) => json is JsonArray { Count: > 0 } list ? list[0] : json;

    /// <summary>An invalid key is a 400 here; 401 is about another kind of credentials.</summary>
    private static string Sentence(int status, JsonNode? fault) => status switch
    {
        400 when Details(fault).Any(detail => detail.Text("reason") == "API_KEY_INVALID") =>
            "Google does not accept the API key. Make one in Google AI Studio and save it in the connection.",
        400 when fault.Text("status") == "FAILED_PRECONDITION" => $"Google does not allow this to the project{Quoted(fault)}. Set up billing in Google AI Studio, or check whether Gemini is offered in your country.",
        400 => $"Gemini turned the request down{Quoted(fault)}. Check the model and the parameters.",
        401 => $"Google does not accept these credentials{Quoted(fault)}. Save an API key of Google AI Studio in the connection.",
        403 => $"Google does not allow this to the API key{Quoted(fault)}. Check the key's restrictions in Google AI Studio.",
        404 => $"Google has no such model, or not at this address{Quoted(fault)}. Choose another model.",
        413 => "The request is too large for Gemini. Use fewer or smaller references.",
        >= 300 and < 400 => "The address of the connection leads elsewhere. Leave it empty for Google's own.",
        _ => $"Gemini turned the request down with status {status}{Quoted(fault)}.",
    };

    private ProviderAnswer.NotStarted Quota(JsonNode? fault, TimeSpan? retryAfter)
    {
        var violations = Details(fault).SelectMany(detail => detail.Items("violations")).ToArray();
        if (violations.Any(violation => violation.Number("quotaValue") == 0))
            return new("The Google project has no quota for this model. Set up billing in Google AI Studio, or choose another model.", Temporary: false);
        // A short pause may be named beside a quota of the day, and would only be followed by the next refusal.
        if (violations.Any(violation => violation.Text("quotaId")?.Contains("PerDay", StringComparison.OrdinalIgnoreCase) == true))
            return new("The Google project has used up its quota of the day. It starts again at midnight, Pacific time.", Temporary: true, UntilReset());
        return new("The Google project has used up its quota for now.", Temporary: true, NamedPause(fault) ?? retryAfter ?? PauseWithoutWord);
    }

    /// <summary>Written as "31s" or "0.1s".</summary>
    private static TimeSpan? NamedPause(JsonNode? fault)
    {
        var text = Details(fault).Select(detail => detail.Text("retryDelay")).OfType<string>().FirstOrDefault();
        return double.TryParse(text?.TrimEnd('s'), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0 and < 86_400
            ? TimeSpan.FromSeconds(seconds)
            : null;
    }

    private TimeSpan UntilReset()
    {
        var now = time.GetUtcNow();
        var midnight = TimeZoneInfo.ConvertTime(now, Pacific).Date.AddDays(1);
        return TimeZoneInfo.ConvertTimeToUtc(midnight, Pacific) - now;
    }

    private static IEnumerable<JsonNode?> Details(JsonNode? fault) => fault.Items("details");

    private static string Quoted(JsonNode? fault) => fault.Text("message") is { Length: > 0 } message ? $": {message.Trim().TrimEnd('.')}" : "";
}
