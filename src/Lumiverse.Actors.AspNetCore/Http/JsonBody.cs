using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>Reads the JSON object of a request. Whatever is wrong with it is said in a problem, never in a stack trace.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = BodyLimits.JsonDepth, AllowDuplicateProperties = false };

    public static async Task<JsonFields> ReadAsync(HttpContext http, int limit = BodyLimits.Json)
    {
        if (!http.Request.HasJsonContentType())
            throw Problems.NotJson().ToException();
        var tooLarge = Problems.TooLarge($"The body is larger than {limit / 1024} KiB. Send less text or smaller reference images.");
        Limit(http, limit, tooLarge);
        return new JsonFields(await ParseAsync(http, tooLarge));
    }

    /// <summary>
    /// What says that it is larger is refused at once, and thrown away as it comes: a connection that closes under a client that
    /// still sends loses the answer. What does not say is counted by the web server while it reads.
    /// </summary>
    public static void Limit(HttpContext http, int limit, Problem tooLarge)
    {
        var isTooLarge = http.Request.ContentLength > limit;
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } feature)
            feature.MaxRequestBodySize = isTooLarge ? BodyLimits.ThrownAway : limit;
        if (isTooLarge)
            throw tooLarge.ToException();
    }

    private static async Task<JsonObject> ParseAsync(HttpContext http, Problem tooLarge)
    {
        try
        {
            var node = await JsonNode.ParseAsync(http.Request.Body, null, Strict, http.RequestAborted);
            JsonTexts.RequireReadable(node);
            return node as JsonObject ?? throw Problems.Invalid("The body must be a JSON object.").ToException();
        }
        catch (JsonException malformed)
        {
            throw Problems.Invalid($"The body is not valid JSON (line {malformed.LineNumber + 1}).").ToException();
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: the parser reads names, and JsonTexts reads everything else.
            throw Problems.Invalid("The body holds a text that is not valid Unicode.").ToException();
        }
        catch (BadHttpRequestException large) when (large.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw tooLarge.ToException();
        }
    }
}
