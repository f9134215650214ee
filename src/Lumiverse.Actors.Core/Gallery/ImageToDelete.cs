using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>An image on its way out, and the chats that stand before it.</summary>
public sealed record ImageToDelete(ImageId Image, ImmutableArray<ChatId> ShownIn);

/// <summary>What a person has said of an image; all of it, each time.</summary>
public sealed record ImageDetails(ImageId Image, bool Favorite, string? Caption, ImmutableArray<string> Tags);

/// <summary>A deleted image that can still be taken back.</summary>
/// <param name="UndoUntil">Its bytes go after this moment.</param>
/// <param name="ShownIn">The chats that it stood behind.</param>
public sealed record BinnedImage(DateTimeOffset UndoUntil, ImmutableArray<ChatId> ShownIn);
