using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Engine.Pages;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Server.Chats;

/// <summary>Shows images at the messages of the user's own chats.</summary>
internal sealed class AttachmentListener(ChatStore chats, MessageStore messages, PageUrls urls) : IAttachmentListener
{
    private const string Type = "image";

    public Task AttachAsync(UserId user, ChatId chat, SceneAttachment attachment, CancellationToken cancellation)
    {
        if (chats.Find(user, chat) is not null)
            messages.Attach(chat, attachment.Message, new Attachment(Type, attachment.Image.Value, urls.Image(attachment.Image)));
        return Task.CompletedTask;
    }
}
