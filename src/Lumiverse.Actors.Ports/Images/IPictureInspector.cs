namespace Lumiverse.Actors.Ports.Images;

/// <summary>
/// Checks bytes, decodes them once, and makes thumbnails, placeholder and luminance from that one decoding. Runs on a
/// bounded pool of its own and never on the caller's thread.
/// </summary>
public interface IPictureInspector
{
    /// <summary>The bytes are not looked at once the task has ended, however it ended.</summary>
    Task<Inspection> InspectAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation);
}

/// <summary>What an inspection found.</summary>
public abstract record Inspection
{
    private Inspection() { }

    /// <summary>A picture. Thumbnails are null only when they could not be encoded.</summary>
    public sealed record Readable(
        string MimeType, int WidthPixels, int HeightPixels, string Placeholder, double Luminance,
        EncodedThumbnail? Small, EncodedThumbnail? Large) : Inspection;

    /// <summary>Not a picture that may be stored; the reason is a sentence for a person.</summary>
    public sealed record Unreadable(UnreadableKind Kind, string Reason) : Inspection;
}

/// <summary>Why bytes were turned down.</summary>
public enum UnreadableKind { Empty, UnknownType, UnsupportedType, TooManyBytes, TooManyPixels, Animated, Truncated, Damaged }

/// <summary>A reduced copy, not stored yet.</summary>
public sealed record EncodedThumbnail(ReadOnlyMemory<byte> Bytes, string MimeType, int WidthPixels, int HeightPixels);
