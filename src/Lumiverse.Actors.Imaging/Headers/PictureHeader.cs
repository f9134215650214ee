namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>The three types that are stored.</summary>
internal enum PictureFormat { Png, Jpeg, WebP }

/// <summary>What the header claims, before anything is decoded and before rotation.</summary>
/// <param name="InPasses">Interlaced PNG or progressive JPEG.</param>
internal sealed record PictureHeader(PictureFormat Format, int WidthPixels, int HeightPixels, bool InPasses = false)
{
    public long PixelCount => (long)WidthPixels * HeightPixels;

    public string MimeType => Format switch
    {
        PictureFormat.Png => "image/png",
        PictureFormat.Jpeg => "image/jpeg",
        _ => "image/webp",
    };

    public string TypeName => Format switch
    {
        PictureFormat.Png => "PNG",
        PictureFormat.Jpeg => "JPEG",
        _ => "WebP",
    };
}
