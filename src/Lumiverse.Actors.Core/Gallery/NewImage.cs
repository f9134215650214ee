using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Prompts;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>An image on its way into a gallery, with everything that is known of its making.</summary>
/// <param name="Source">The job it came from and the connection that waits for the answer; null for uploads.</param>
/// <param name="Call">What was sent to the provider; null for uploads.</param>
public sealed record NewImage(
    ImageId Id, UserId User, Picture Picture, ImageSource? Source, ChatId? Chat, string? CharacterId, CallRecord? Call,
    string? Prompt, string? NegativePrompt, Scene? Scene, string? OriginalFileName)
{
    /// <summary>The prompt before the provider's own words were added to it; null where none were.</summary>
    public ImagePrompt? Ordered { get; init; }

    /// <summary>The image it was painted anew from; null for a picture of its own.</summary>
    public ImageVersion? Version { get; init; }
}

/// <summary>Whose answer an image is.</summary>
public sealed record ImageSource(JobId Job, ConnectionId Connection);
