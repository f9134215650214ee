using Microsoft.Extensions.Logging;

namespace Lumiverse.Actors.Engine.Entities;

/// <summary>What hosted actors log. Commands and facts are never parameters: they hold prompts.</summary>
internal static partial class EntityLog
{
    [LoggerMessage(EventId = 1001, EventName = nameof(PersistFailed), Level = LogLevel.Error,
        Message = "{PersistenceId} could not write its journal and stops; it recovers with a back-off")]
    public static partial void PersistFailed(this ILogger logger, Exception cause, string persistenceId);

    [LoggerMessage(EventId = 1002, EventName = nameof(EventRejected), Level = LogLevel.Error,
        Message = "The journal rejected event {SequenceNumber} of {PersistenceId}")]
    public static partial void EventRejected(this ILogger logger, Exception cause, string persistenceId, long sequenceNumber);

    [LoggerMessage(EventId = 1003, EventName = nameof(Quarantined), Level = LogLevel.Error,
        Message = "{PersistenceId} is quarantined: {Reason}")]
    public static partial void Quarantined(this ILogger logger, string persistenceId, string reason);

    [LoggerMessage(EventId = 1004, EventName = nameof(TurnThrew), Level = LogLevel.Error,
        Message = "{PersistenceId} threw on {Manifest}; nothing was stored")]
    public static partial void TurnThrew(this ILogger logger, Exception cause, string persistenceId, string manifest);

    [LoggerMessage(EventId = 1005, EventName = nameof(MessageParked), Level = LogLevel.Error,
        Message = "{PersistenceId} put message {MessageId} aside after {Throws} throws")]
    public static partial void MessageParked(this ILogger logger, string persistenceId, string messageId, int throws);

    [LoggerMessage(EventId = 1006, EventName = nameof(SnapshotFailed), Level = LogLevel.Warning,
        Message = "{PersistenceId} could not save a snapshot; its next recovery replays more")]
    public static partial void SnapshotFailed(this ILogger logger, Exception cause, string persistenceId);

    [LoggerMessage(EventId = 1007, EventName = nameof(RestartsLater), Level = LogLevel.Warning,
        Message = "{PersistenceId} stopped unexpectedly and is started again in {PauseMilliseconds} ms")]
    public static partial void RestartsLater(this ILogger logger, string persistenceId, double pauseMilliseconds);
}
