using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Providers;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>An image on its way into a gallery, with everything that is known of its making.</summary>
/// <param name="Source">The job it came from and the connection that waits for the answer; null for uploads.</param>
/// <param name="Call">What was sent to the provider; null for uploads.</param>
public sealed record NewImage(
    ImageId Id, UserId User, Picture Picture, ImageSource? Source, ChatId? Chat, string? CharacterId, CallRecord? Call,
    string? Prompt, string? NegativePrompt, Scene? Scene, string? OriginalFileName);

/// <summary>Whose answer an image is.</summary>
public sealed record ImageSource(JobId Job, ConnectionId Connection);
