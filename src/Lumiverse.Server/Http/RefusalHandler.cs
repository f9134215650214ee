using System.Text.Json;
using Lumiverse.Actors.Ports.Storage;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;

namespace Lumiverse.Server.Http;

/// <summary>Turns expected exceptions into problems; whatever it does not know becomes a bare 500.</summary>
internal sealed class RefusalHandler(ILogger<RefusalHandler> logger) : IExceptionHandler
{
    private const string StorageSentence = "The server can't store anything at the moment. Check the disk space and the rights on the data directory, then try again.";

    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception exception, CancellationToken cancellationToken)
    {
        if (Read(exception) is not { } refusal)
            return false;
        if (refusal.Kind == ProblemKind.Unavailable)
            logger.StorageUnavailable(exception);
        await Problems.WriteAsync(context, refusal.Kind, refusal.Message, refusal.Field);
        return true;
    }

    private static RefusedException? Read(Exception exception) => exception switch
    {
        RefusedException refusal => refusal,
        BadHttpRequestException { InnerException: JsonException json } => Misread(json),
        BadHttpRequestException bad => Of(bad),
        StorageUnavailableException unavailable => new RefusedException(ProblemKind.Unavailable, unavailable.Message),
        SqliteException or IOException => new RefusedException(ProblemKind.Unavailable, StorageSentence),
        _ => null,
    };

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
