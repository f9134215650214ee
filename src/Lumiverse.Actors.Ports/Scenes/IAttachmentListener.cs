using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Ports.Scenes;

/// <summary>Shows images at messages. Implemented by the chat server that embeds the engine; without one nobody does.</summary>
public interface IAttachmentListener
{
    /// <summary>
    /// Told at least once for each image, so that showing it again changes nothing. A message that is gone needs nothing; a
    /// throw is told again.
    /// </summary>
    Task AttachAsync(UserId user, ChatId chat, SceneAttachment attachment, CancellationToken cancellation);
}
