using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Server.Chats;

/// <summary>Tells the engine.</summary>
internal sealed class EngineChatListener(IImageEngine engine) : IChatListener
{
    public async Task MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply)
    {
        var key = new ChatKey(user, chat);
        if (isReply && await engine.AskSceneAsync(key, new SceneCommand.NoticeReply(key, message), CancellationToken.None) is not Answer.Done)
            throw new StorageUnavailableException("The image engine could not take note of a reply.");
    }

    /// <summary>A scene that was judged stays judged until the next reply.</summary>
    public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => Task.CompletedTask;

    public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => Task.CompletedTask;

    public Task ChatDeletedAsync(UserId user, ChatId chat) =>
        engine.AskSceneAsync(new ChatKey(user, chat), new SceneCommand.ForgetChat(), CancellationToken.None);
}
