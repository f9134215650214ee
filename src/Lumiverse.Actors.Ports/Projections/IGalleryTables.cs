using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Ports.Storage;

namespace Lumiverse.Actors.Ports.Projections;

/// <summary>What a gallery asks of the tables beyond single images and lists. Deleted images are in none of the answers.</summary>
public interface IGalleryTables
{
    /// <summary>Those of the images that the user has, in no order.</summary>
    Task<IReadOnlyList<ImageRow>> FindImagesAsync(UserId user, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation);

    /// <summary>What a page needs to lay out a whole gallery before it knows more.</summary>
    Task<Page<ImageTile>> LayOutAsync(UserId user, ImageFilter filter, CancellationToken cancellation);

    /// <summary>An image and everything painted anew from it or from its versions, the oldest first.</summary>
    /// <param name="limit">The latest so many.</param>
    Task<IReadOnlyList<ImageRow>> ListVersionsAsync(UserId user, ImageId first, int limit, CancellationToken cancellation);

    /// <summary>Each image that stood behind a chat once, with the latest time it did, the newest first.</summary>
    Task<IReadOnlyList<PastBackground>> ListBackgroundsAsync(UserId user, ChatId chat, int limit, CancellationToken cancellation);

    /// <summary>Which chats use the images, once per image, chat, kind and message.</summary>
    Task<IReadOnlyList<ImageUse>> ListUsesAsync(UserId user, IReadOnlyCollection<ImageId> ids, CancellationToken cancellation);

    Task<GallerySize> MeasureAsync(UserId user, CancellationToken cancellation);

    /// <summary>Those of the blobs that no image, binned or not, and no job of any user names.</summary>
    Task<IReadOnlyList<BlobHash>> FindUnusedAsync(IReadOnlyCollection<BlobHash> hashes, CancellationToken cancellation);
}

/// <summary>An image as a grid places it.</summary>
public sealed record ImageTile(ImageId Id, int WidthPixels, int HeightPixels, DateTimeOffset CreatedAt, bool Favorite, string Placeholder);

/// <param name="IsCurrent">It stands there still.</param>
public sealed record PastBackground(ImageRow Image, MessageId? Message, DateTimeOffset At, bool IsCurrent);

/// <param name="IsCurrent">It stands behind the chat at this moment; always true for attachments.</param>
public sealed record ImageUse(ImageId Image, ChatId Chat, ImageUseKind Kind, MessageId? Message, bool IsCurrent);

/// <summary>How much a gallery holds. Equal pictures count as often as they are there, although their bytes are stored once.</summary>
public sealed record GallerySize(IReadOnlyList<ChatSize> Chats, BinSize Bin);

/// <param name="Chat">Null = images of no chat.</param>
public sealed record ChatSize(ChatId? Chat, int Images, long PictureBytes, int Thumbnails, long ThumbnailBytes);

/// <param name="NextUndoUntil">When the first of them goes; null = the bin is empty.</param>
public sealed record BinSize(int Images, long Bytes, DateTimeOffset? NextUndoUntil);
