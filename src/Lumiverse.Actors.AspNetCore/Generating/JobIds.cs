using System.Security.Cryptography;
using System.Text;
using Lumiverse.Actors.AspNetCore.Http;
using Lumiverse.Actors.Core.Primitives;
using Microsoft.AspNetCore.Http;

namespace Lumiverse.Actors.AspNetCore.Generating;

/// <summary>Ids of jobs. A job named by its client is the same job however often it is asked for.</summary>
internal static class JobIds
{
    /// <summary>As long as other APIs take them.</summary>
    private const int LongestKey = 255;

    private const string Header = "Idempotency-Key";

    /// <summary>Bytes of a derived id: as many as of a random one.</summary>
    private const int IdBytes = 16;

    public static JobId Fresh() => JobId.Of(Guid.NewGuid().ToString("N"));

    /// <summary>The id that the request names, in its body or by its key; null when it names none.</summary>
    public static JobId? Named(HttpContext http, JsonFields fields, ChatKey chat)
    {
        if (fields.Id<JobId>("clientJobId") is { } own)
            return own;
        return http.Request.Headers.TryGetValue(Header, out var key) ? Derived("key", chat, Checked(key.ToString())) : null;
    }

    /// <summary>A retry of one job is one job: clicking twice does not pay twice.</summary>
    public static JobId RetryOf(ChatKey chat, JobId job) => Derived("retry", chat, job.Value);

    /// <summary>Ids hold no line feed, so that two different inputs never meet in one text.</summary>
    private static JobId Derived(string purpose, ChatKey chat, string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}\n{chat.User}\n{chat.Chat}\n{key}"));
        return JobId.Of(Convert.ToHexStringLower(hash.AsSpan(0, IdBytes)));
    }

    private static string Checked(string key) => key.Length is > 0 and <= LongestKey
        ? key
        : throw Problems.InvalidField(Header, $"{Header} must be 1 to {LongestKey} characters.").ToException();
}
