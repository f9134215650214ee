using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>An image that belongs at a message of the chat.</summary>
public sealed record SceneAttachment(MessageId Message, ImageId Image, OutputTarget Target);
