namespace Lumiverse.Actors.Imaging.Containers;

/// <summary>
/// Stored pictures as files for somebody: with words about their making, or with nothing but the picture. Only the parts of
/// the container around the pixels are exchanged, so that nothing is lost, and nothing is held in memory but those parts.
/// </summary>
public static class PictureFile
{
    /// <summary>
    /// The picture with its colours and its rotation, and without any text, camera data, thumbnail or other remark that came
    /// with it. What is no PNG, JPEG or WebP is handed back as it is. Takes the stream over.
    /// </summary>
    public static Stream Bare(Stream stored) => Spliced(stored, null);

    /// <summary>
    /// The picture with everything that came with it, and words of one's own: as the PNG text <c>parameters</c>, which
    /// other generators read as well, or as the description of an XMP packet. Takes the stream over.
    /// </summary>
    public static Stream Labelled(Stream stored, string label) => Spliced(stored, label);

    private static Stream Spliced(Stream stored, string? label)
    {
        var source = new Source(stored);
        var opening = source.Read(0, WebPContainer.OpeningLength);
        var pieces =
            PngContainer.Matches(opening) ? PngContainer.Splice(source, label)
            : JpegContainer.Matches(opening) ? JpegContainer.Splice(source, label)
            : WebPContainer.Matches(opening) ? WebPContainer.Splice(source, label)
            : null;
        stored.Position = 0;
        return pieces is null ? stored : new SplicedStream(stored, pieces.Parts);
    }
}
