namespace Lumiverse.Actors.AspNetCore.Http;

/// <summary>How much a request may carry.</summary>
internal static class BodyLimits
{
    /// <summary>Prompts are at most 8000 characters each; the rest is room for escapes and fields of other clients.</summary>
    public const int Json = 256 * 1024;

    /// <summary>Connections and settings may carry reference images as text: a handful of 2 MB each.</summary>
    public const int JsonWithPictures = 16 * 1024 * 1024;

    /// <summary>A picture of 50 MB, as the API says.</summary>
    public const int Picture = 50 * 1024 * 1024;

    /// <summary>A picture with its boundaries and part headers.</summary>
    public const int PictureForm = Picture + 64 * 1024;

    /// <summary>
    /// A refused body that is not larger is read and thrown away for the five seconds that the web server gives it, so that its
    /// sender gets to read the answer. Under a larger one the connection closes.
    /// </summary>
    public const int ThrownAway = 64 * 1024 * 1024;

    /// <summary>Deeper than any request of the API and any raw provider request seen.</summary>
    public const int JsonDepth = 32;
}
