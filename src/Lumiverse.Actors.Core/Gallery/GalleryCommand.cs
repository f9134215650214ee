using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>What can be asked of a gallery, and what the world tells it.</summary>
public abstract record GalleryCommand
{
    private GalleryCommand() { }

    /// <summary>From a connection, which repeats it until it is answered, or from an upload.</summary>
    public sealed record AddImage(NewImage Image) : GalleryCommand;

    /// <summary>The edge has made sure that the image is this user's.</summary>
    public sealed record DeleteImage(ImageId Image, ChatId? ShownIn) : GalleryCommand;

    /// <summary>Delete many at once, each once. The edge has made sure that they are this user's.</summary>
    public sealed record DeleteImages(ImmutableArray<ImageToDelete> Images) : GalleryCommand;

    /// <summary>Take back what was deleted a short while ago; of the others nothing comes back.</summary>
    public sealed record RestoreImages(ImmutableArray<ImageId> Images) : GalleryCommand;

    public sealed record SetImageDetails(ImageId Image, bool Favorite, string? Caption, ImmutableArray<string> Tags) : GalleryCommand;

    /// <summary>The same for many at once.</summary>
    public sealed record SetManyDetails(ImmutableArray<ImageDetails> Images) : GalleryCommand;

    public sealed record RevokePublicUrl(ImageId Image) : GalleryCommand;

    /// <summary>Make the thumbnails of a stored picture again.</summary>
    public sealed record RemakeThumbnails(ImageId Image, BlobHash Picture) : GalleryCommand;

    /// <summary>From the maker of thumbnails; null = could not be made.</summary>
    public sealed record ThumbnailsWereMade(ImageId Image, Thumbnail? Small, Thumbnail? Large) : GalleryCommand;

    /// <summary>These thumbnails, made by whoever asks, take the place of those there are.</summary>
    public sealed record ReplaceThumbnails(ImageId Image, Thumbnail? Small, Thumbnail? Large) : GalleryCommand;

    /// <summary>From a scene that showed it: a deleted image is shown there no more.</summary>
    public sealed record ImageWasForgotten(ImageId Image) : GalleryCommand
    {
        /// <summary>Which scene; null = the only one, as messages of earlier versions have it.</summary>
        public ChatId? Chat { get; init; }
    }

    /// <summary>From the clock.</summary>
    public sealed record TimeHasCome : GalleryCommand;
}
