using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>What happened to a gallery, as it is journalled.</summary>
public abstract record GalleryFact
{
    private GalleryFact() { }

    public sealed record ImageAdded(NewImage Image, string PublicToken, DateTimeOffset At) : GalleryFact;

    public sealed record ImageDeleted(UserId User, ImageId Image, DateTimeOffset At) : GalleryFact
    {
        /// <summary>The chat that must forget it; null = none.</summary>
        public ChatId? ShownIn { get; init; }
    }

    /// <summary>The chat of a deleted image has forgotten it.</summary>
    public sealed record ImageForgotten(ImageId Image) : GalleryFact;

    public sealed record ImageDetailsSet(ImageId Image, bool Favorite, string? Caption, ImmutableArray<string> Tags) : GalleryFact;

    public sealed record PublicUrlRevoked(ImageId Image, string PublicToken) : GalleryFact;

    public sealed record ThumbnailsWanted(ImageId Image, BlobHash Picture) : GalleryFact;

    public sealed record ThumbnailsMade(ImageId Image, Thumbnail? Small, Thumbnail? Large) : GalleryFact;
}
