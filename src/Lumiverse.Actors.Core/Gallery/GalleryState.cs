using System.Collections.Immutable;
using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>
/// What a gallery must remember to keep its promises. The images themselves live in the projected table, so that a
/// gallery of a hundred thousand images recovers as fast as one of ten.
/// </summary>
public sealed record GalleryState
{
    /// <summary>
    /// Public tokens of the images added of late, by image id, also of deleted ones: a repeated request neither doubles
    /// nor revives an image.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Recent { get; init; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The keys of <see cref="Recent"/>, the oldest first.</summary>
    public ImmutableQueue<string> RecentOrder { get; init; } = [];

    /// <summary>Pictures whose thumbnails are being made.</summary>
    public ImmutableSortedDictionary<string, BlobHash> Thumbnails { get; init; } =
        ImmutableSortedDictionary.Create<string, BlobHash>(StringComparer.Ordinal);

    /// <summary>Deleted images that can still be taken back.</summary>
    public ImmutableSortedDictionary<string, BinnedImage> Bin { get => field ?? EmptyBin; init; } = EmptyBin;

    /// <summary>Deleted images with the chats that have yet to forget them, by <see cref="ForgettingKey"/>.</summary>
    public ImmutableSortedDictionary<string, ChatId> Forgetting { get => field ?? NobodyForgets; init; } = NobodyForgets;

    /// <summary>The id of the image alone where only one chat is known of; ids hold no slash.</summary>
    public static string ForgettingKey(ImageId image, ChatId? chat) => chat is { } one ? $"{image}/{one}" : image.Value;

    /// <summary>The image that a key of <see cref="Forgetting"/> is of.</summary>
    public static ImageId ForgottenIn(string key) => ImageId.Of(key.Split('/')[0]);

    private static ImmutableSortedDictionary<string, BinnedImage> EmptyBin { get; } =
        ImmutableSortedDictionary.Create<string, BinnedImage>(StringComparer.Ordinal);

    private static ImmutableSortedDictionary<string, ChatId> NobodyForgets { get; } =
        ImmutableSortedDictionary.Create<string, ChatId>(StringComparer.Ordinal);

    /// <summary>Whose gallery it is; null until the first image.</summary>
    public UserId? User { get; init; }
}
