using System.Text.Json.Nodes;

namespace Lumiverse.Actors.Testing.Servers;

/// <summary>Answers in the forms that Google's server has been recorded with.</summary>
public static class GeminiAnswers
{
    public static string InvalidKey { get; } = Failure(
        400, "INVALID_ARGUMENT", "API key not valid. Please pass a valid API key.",
        new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo", ["reason"] = "API_KEY_INVALID", ["domain"] = "googleapis.com" });

    public static string Failure(int code, string status, string message, params JsonNode[] details) => new JsonObject
    {
        ["error"] = new JsonObject { ["code"] = code, ["message"] = message, ["status"] = status, ["details"] = new JsonArray(details) },
    }.ToJsonString();

    public static string Quota(string quotaId, string quotaValue, string? retryDelay)
    {
        JsonNode quota = new JsonObject
        {
            ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
            ["violations"] = new JsonArray(new JsonObject { ["quotaMetric"] = "generate_requests", ["quotaId"] = quotaId, ["quotaValue"] = quotaValue }),
        };
        JsonNode retry = new JsonObject { ["@type"] = "type.googleapis.com/google.rpc.RetryInfo", ["retryDelay"] = retryDelay };
        return Failure(429, "RESOURCE_EXHAUSTED", "You exceeded your current quota.", retryDelay is null ? [quota] : [quota, retry]);
    }

    public static string Picture(byte[] picture, params JsonNode[] before) => Candidate("STOP", [.. before, Inline(picture)]);

    public static JsonObject Inline(byte[] picture, bool isThought = false)
    {
        var part = new JsonObject { ["inlineData"] = new JsonObject { ["mimeType"] = "image/png", ["data"] = Convert.ToBase64String(picture) } };
        if (isThought)
            part["thought"] = true;
        return part;
    }

    public static string Candidate(string finishReason, params JsonNode[] parts) => new JsonObject
    {
        ["candidates"] = new JsonArray(new JsonObject
        {
            ["content"] = parts.Length > 0 ? new JsonObject { ["role"] = "model", ["parts"] = new JsonArray(parts) } : new JsonObject { ["role"] = "model" },
            ["finishReason"] = finishReason,
            ["index"] = 0,
        }),
        ["usageMetadata"] = new JsonObject { ["promptTokenCount"] = 12 },
    }.ToJsonString();

    public static string Models(string? nextPage = null, params string[] names)
    {
        var list = new JsonObject
        {
            ["models"] = new JsonArray([.. (names.Length > 0 ? names : ["gemini-3-pro-image", "gemini-2.5-flash"]).Select(name => new JsonObject
            {
                ["name"] = $"models/{name}",
                ["displayName"] = name.ToUpperInvariant(),
                ["supportedGenerationMethods"] = new JsonArray(name.StartsWith("embedding", StringComparison.Ordinal) ? "embedContent" : "generateContent", "countTokens"),
            })]),
        };
        if (nextPage is not null)
            list["nextPageToken"] = nextPage;
        return list.ToJsonString();
    }
}
