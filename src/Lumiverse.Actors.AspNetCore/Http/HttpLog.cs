using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>Everything the HTTP edge logs. Bodies, keys, prompts and user names are never parameters here.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(EventId = 5000, EventName = nameof(RequestBroke), Level = LogLevel.Error,
        Message = "{Method} {Route} broke")]
    public static partial void RequestBroke(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(EventId = 5001, EventName = nameof(StorageWasUnavailable), Level = LogLevel.Warning,
        Message = "{Method} {Route} was answered 503: the storage can't be used")]
    public static partial void StorageWasUnavailable(this ILogger logger, Exception exception, string method, string route);

    [LoggerMessage(EventId = 5002, EventName = nameof(ProfileNoticeWasLost), Level = LogLevel.Warning,
        Message = "Connection {Connection} was stored, but its actor did not answer: {Reason}")]
    public static partial void ProfileNoticeWasLost(this ILogger logger, string connection, string reason);
}
