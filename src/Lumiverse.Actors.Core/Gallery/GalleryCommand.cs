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

    public sealed record SetImageDetails(ImageId Image, bool Favorite, string? Caption, ImmutableArray<string> Tags) : GalleryCommand;

    public sealed record RevokePublicUrl(ImageId Image) : GalleryCommand;

    /// <summary>Make the thumbnails of a stored picture again.</summary>
    public sealed record RemakeThumbnails(ImageId Image, BlobHash Picture) : GalleryCommand;

    /// <summary>From the maker of thumbnails; null = could not be made.</summary>
    public sealed record ThumbnailsWereMade(ImageId Image, Thumbnail? Small, Thumbnail? Large) : GalleryCommand;

    /// <summary>From the scene that showed it: a deleted image is shown there no more.</summary>
    public sealed record ImageWasForgotten(ImageId Image) : GalleryCommand;

    /// <summary>From the clock.</summary>
    public sealed record TimeHasCome : GalleryCommand;
}
