using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>What happened to a gallery, as it is journalled.</summary>
public abstract record GalleryFact
{
    private GalleryFact() { }

    public sealed record ImageAdded(NewImage Image, string PublicToken, DateTimeOffset At) : GalleryFact;

    /// <summary>The image is shown nowhere any more.</summary>
    public sealed record ImageDeleted(UserId User, ImageId Image, DateTimeOffset At) : GalleryFact
    {
        /// <summary>Until when it can be taken back; null = never, its bytes may go at once.</summary>
        public DateTimeOffset? UndoUntil { get; init; }

        /// <summary>The chats that must forget it.</summary>
        public ImmutableArray<ChatId> Chats { get => field.IsDefault ? [] : field; init; } = [];

        /// <summary>The chat that must forget it, in facts that know of one only; null = none.</summary>
        public ChatId? ShownIn { get; init; }
    }

    /// <summary>A deleted image is back as it was.</summary>
    public sealed record ImageRestored(UserId User, ImageId Image, DateTimeOffset At) : GalleryFact;

    /// <summary>The time to take it back is over: its bytes may go.</summary>
    public sealed record ImagePurged(UserId User, ImageId Image, DateTimeOffset At) : GalleryFact;

    /// <summary>A chat of a deleted image has forgotten it.</summary>
    public sealed record ImageForgotten(ImageId Image) : GalleryFact
    {
        /// <summary>Which chat; null = the only one.</summary>
        public ChatId? Chat { get; init; }
    }

    public sealed record ImageDetailsSet(ImageId Image, bool Favorite, string? Caption, ImmutableArray<string> Tags) : GalleryFact;

    public sealed record PublicUrlRevoked(ImageId Image, string PublicToken) : GalleryFact;

    public sealed record ThumbnailsWanted(ImageId Image, BlobHash Picture) : GalleryFact;

    public sealed record ThumbnailsMade(ImageId Image, Thumbnail? Small, Thumbnail? Large) : GalleryFact;
}
