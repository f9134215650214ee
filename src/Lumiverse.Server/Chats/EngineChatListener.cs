using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Gateway;

namespace Lumiverse.Server.Chats;

/// <summary>Tells the engine.</summary>
internal sealed class EngineChatListener(IImageEngine engine) : IChatListener
{
    public async Task<bool> MessageAddedAsync(UserId user, ChatId chat, MessageId message, bool isReply)
    {
        var key = new ChatKey(user, chat);
        return !isReply || await engine.AskSceneAsync(key, new SceneCommand.NoticeReply(key, message), CancellationToken.None) is Answer.Done;
    }

    /// <summary>A scene that was judged stays judged until the next reply.</summary>
    public Task MessageChangedAsync(UserId user, ChatId chat, MessageId message) => Task.CompletedTask;

    public Task MessageDeletedAsync(UserId user, ChatId chat, MessageId message) => Task.CompletedTask;

    public Task ChatDeletedAsync(UserId user, ChatId chat) =>
        engine.AskSceneAsync(new ChatKey(user, chat), new SceneCommand.ForgetChat(), CancellationToken.None);
}
