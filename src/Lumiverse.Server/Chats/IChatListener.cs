using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Server.Chats;

/// <summary>
/// Hears what happened in chats, after it is stored. Everything may be told twice (after a crash), so listeners tell
/// repetitions by the message id and what it says. A listener answers as soon as it has taken note; pictures are made later.
/// </summary>
internal interface IChatListener
{
    Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply);

    /// <summary>The text was edited, or another alternative selected.</summary>
    Task MessageChangedAsync(UserId user, ChatId chat, MessageId message);

    Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message);

    Task ChatDeletedAsync(UserId user, ChatId chat);
}

/// <summary>Stands in where nobody listens.</summary>
internal sealed class SilentChatListener : IChatListener
{
    public Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply) => Task.CompletedTask;
    public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => Task.CompletedTask;
    public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => Task.CompletedTask;
    public Task ChatDeletedAsync(UserId user, ChatId chat) => Task.CompletedTask;
}
