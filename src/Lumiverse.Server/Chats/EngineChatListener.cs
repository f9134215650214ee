using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Server.Chats;

/// <summary>Tells the engine what replies say. What it tells is read when it is told, so that the last word is the last text.</summary>
internal sealed class EngineChatListener(IImageEngine engine, MessageStore messages) : IChatListener
{
    public async Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply)
    {
        if (isReply && messages.Find(chat, message) is { } reply)
            await TellAsync(user, chat, key => new SceneCommand.NoticeReply(key, message) { Version = TextVersion.Of(reply.Content) });
    }

    public async Task MessageChangedAsync(UserId user, ChatId chat, MessageId message)
    {
        if (messages.Find(chat, message) is { } changed)
            await TellAsync(user, chat, key => new SceneCommand.NoticeText(key, message, TextVersion.Of(changed.Content)));
    }

    public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) =>
        TellAsync(user, chat, key => new SceneCommand.NoticeRemoval(key, message));

    public Task ChatDeletedAsync(UserId user, ChatId chat) =>
        engine.AskSceneAsync(new ChatKey(user, chat), new SceneCommand.ForgetChat(), CancellationToken.None);

    private async Task TellAsync(UserId user, ChatId chat, Func<ChatKey, SceneCommand> command)
    {
        var key = new ChatKey(user, chat);
        if (await engine.AskSceneAsync(key, command(key), CancellationToken.None) is not Answer.Done)
            throw new StorageUnavailableException("The image engine could not take note of what happened to a message.");
    }
}
