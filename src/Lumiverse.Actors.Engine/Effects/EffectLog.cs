using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>What the performers of effects log. Prompts and keys are never parameters here.</summary>
internal static partial class EffectLog
{
    [LoggerMessage(EventId = 1101, EventName = nameof(EffectFailed), Level = LogLevel.Error,
        Message = "Effect {Effect} failed; it is asked for again while it is owed")]
    public static partial void EffectFailed(this ILogger logger, Exception cause, string effect);

    [LoggerMessage(EventId = 1102, EventName = nameof(EffectCancelled), Level = LogLevel.Debug, Message = "Effect {Effect} was broken off")]
    public static partial void EffectCancelled(this ILogger logger, string effect);

    [LoggerMessage(EventId = 1103, EventName = nameof(StorageDown), Level = LogLevel.Warning,
        Message = "Storage can't be used; tried again in {PauseSeconds} s")]
    public static partial void StorageDown(this ILogger logger, Exception cause, double pauseSeconds);

    [LoggerMessage(EventId = 1104, EventName = nameof(ProviderThrew), Level = LogLevel.Error,
        Message = "Provider {Provider} threw on attempt {Attempt}; its outcome counts as unknown")]
    public static partial void ProviderThrew(this ILogger logger, Exception cause, string provider, string attempt);

    [LoggerMessage(EventId = 1105, EventName = nameof(ExtractorThrew), Level = LogLevel.Error,
        Message = "The scene extractor threw {Kind}\n{Trace}")]
    public static partial void ExtractorThrew(this ILogger logger, string kind, string? trace);

    [LoggerMessage(EventId = 1106, EventName = nameof(CallEnded), Level = LogLevel.Information,
        Message = "Attempt {Attempt} of job {Job} on {Provider} ended as {Outcome} after {Milliseconds} ms")]
    public static partial void CallEnded(this ILogger logger, string attempt, string job, string provider, string outcome, double milliseconds);

    [LoggerMessage(EventId = 1107, EventName = nameof(ReadInstead), Level = LogLevel.Warning, Message = "The built-in extractor read a scene: {Why}")]
    public static partial void ReadInstead(this ILogger logger, string why);

    [LoggerMessage(EventId = 1108, EventName = nameof(PreparationFailed), Level = LogLevel.Error,
        Message = "Attempt {Attempt} of job {Job} could not be put together; nothing was sent: {Kind}\n{Trace}")]
    public static partial void PreparationFailed(this ILogger logger, string attempt, string job, string kind, string? trace);
}
