using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Effects;

/// <summary>Stands in where the host shows no images at messages; they are in the gallery.</summary>
internal sealed class NobodyAttaches : IAttachmentListener
{
    public Task AttachAsync(UserId user, ChatId chat, SceneAttachment attachment, CancellationToken cancellation) => Task.CompletedTask;
}
