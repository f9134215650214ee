using System.Text.Json;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Net.Http.Headers;

namespace Lumiverse.Server.Http;

/// <summary>Turns expected exceptions into problems; whatever it does not know becomes a bare 500.</summary>
internal sealed class RefusalHandler(ILogger<RefusalHandler> logger) : IExceptionHandler
{
    private const string StorageSentence = "The server can't store anything at the moment. Check the disk space and the rights on the data directory, then try again.";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (Read(exception, context) is not { } refusal)
            return false;
        if (refusal.Kind == ProblemKind.Unavailable)
            logger.StorageUnavailable(exception);
        await Problems.WriteAsync(context, refusal.Kind, refusal.Message, refusal.Field);
        return true;
    }

    private static RefusedException? Read(Exception exception, HttpContext context) => exception switch
    {
        RefusedException refusal => refusal,
        BadHttpRequestException { InnerException: JsonException json } => Misread(json),
        BadHttpRequestException bad => Of(bad),
        // The framework's reader of JSON, of a charset that .NET doesn't know or refuses, such as UTF-7.
        InvalidOperationException { InnerException: ArgumentException or NotSupportedException } when HasCharset(context) =>
            new RefusedException(ProblemKind.WrongMediaType, "The charset of the body is not known. Send the body as UTF-8."),
        StorageUnavailableException unavailable => new RefusedException(ProblemKind.Unavailable, unavailable.Message),
        SqliteException or IOException => new RefusedException(ProblemKind.Unavailable, StorageSentence),
        _ => null,
    };

    private static bool HasCharset(HttpContext context) =>
        MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) && type.Charset.HasValue;

    private static RefusedException Misread(JsonException json)
    {
        var field = json.Path?.TrimStart('$').TrimStart('.');
        return string.IsNullOrEmpty(field)
            ? new RefusedException(ProblemKind.Invalid, "The body must be a JSON object.")
            : RefusedException.Invalid(field, $"'{field}' has the wrong type, or the JSON breaks off there.");
    }

    private static RefusedException Of(BadHttpRequestException bad) =>
        new(ProblemKind.Of(bad.StatusCode) ?? ProblemKind.Invalid, bad.Message);
}
