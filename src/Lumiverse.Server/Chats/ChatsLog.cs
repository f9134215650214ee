namespace Lumiverse.Server.Chats;

internal static partial class ChatsLog
{
    [LoggerMessage(EventId = 6101, EventName = nameof(ListenerUnavailable), Level = LogLevel.Warning,
        Message = "Message {Message} of chat {Chat} is stored, but the engine could not be told; the newest such reply is told at the next start")]
    public static partial void ListenerUnavailable(this ILogger logger, string chat, string message, Exception exception);
}
