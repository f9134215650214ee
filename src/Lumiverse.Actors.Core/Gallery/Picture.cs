using Lumiverse.Actors.Core.Primitives;

namespace Lumiverse.Actors.Core.Gallery;

/// <summary>Stored bytes that were decoded once and found to be a picture.</summary>
/// <param name="Placeholder">ThumbHash, base64; about 28 characters.</param>
/// <param name="Luminance">Average relative luminance, 0 (black) to 1 (white), for readable text above it.</param>
/// <param name="Small">Fits 300 px; null when it could not be made.</param>
/// <param name="Large">Fits 700 px; null when it could not be made.</param>
public sealed record Picture(
    BlobHash Hash, string MimeType, long ByteCount, int WidthPixels, int HeightPixels,
    string Placeholder, double Luminance, Thumbnail? Small, Thumbnail? Large);

/// <summary>A reduced copy of a picture, stored as a blob of its own.</summary>
public sealed record Thumbnail(BlobHash Hash, string MimeType, long ByteCount, int WidthPixels, int HeightPixels);
