namespace Lumiverse.Server.Http;

/// <summary>What the HTTP edge logs; bodies and tokens are never parameters.</summary>
internal static partial class HttpLog
{
    [LoggerMessage(EventId = 6001, EventName = nameof(StorageUnavailable), Level = LogLevel.Error, Message = "A request failed because storage is unavailable")]
    public static partial void StorageUnavailable(this ILogger logger, Exception exception);
}
