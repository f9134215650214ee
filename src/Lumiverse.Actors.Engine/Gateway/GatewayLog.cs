using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Gateway;

/// <summary>What the gateway logs. Keys, names and parameters of connections are never parameters here.</summary>
internal static partial class GatewayLog
{
    [LoggerMessage(EventId = 1401, EventName = nameof(ProfileMigrated), Level = LogLevel.Information,
        Message = "Connection {Connection} of {Provider} was made from settings of the older form")]
    public static partial void ProfileMigrated(this ILogger logger, string connection, string provider);

    [LoggerMessage(EventId = 1402, EventName = nameof(MigrationNoticeWasLost), Level = LogLevel.Warning,
        Message = "Connection {Connection} was made from settings, but its actor did not answer: {Reason}")]
    public static partial void MigrationNoticeWasLost(this ILogger logger, string connection, string reason);
}
