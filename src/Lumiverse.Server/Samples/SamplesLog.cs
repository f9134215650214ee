namespace Lumiverse.Server.Samples;

internal static partial class SamplesLog
{
    [LoggerMessage(EventId = 6201, EventName = nameof(SampleUnreadable), Level = LogLevel.Warning, Message = "Sample file {File} can't be read and is left out")]
    public static partial void SampleUnreadable(this ILogger logger, string file, Exception exception);
}
