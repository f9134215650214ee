using Lumiverse.Actors.Ports.Images;

namespace Lumiverse.Actors.Imaging.Headers;

/// <summary>
/// Reads headers only, in managed code, and turns down what a decoder would swallow at great cost or show as half a
/// picture. The type follows from the first bytes, never from a name or a declared type.
/// </summary>
internal static class PictureProbe
{
    public static Probing Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
            return Probing.No(UnreadableKind.Empty, "There are no bytes; nothing was sent.");
        if (bytes.Length > PictureLimits.MostBytes)
            return Probing.No(UnreadableKind.TooManyBytes, $"The file has {Mebibytes(bytes.Length)} MiB; {Mebibytes(PictureLimits.MostBytes)} is the limit.");
        var answer = ReadByType(bytes);
        return answer is Probing.Accepted accepted ? WithinLimits(accepted) : answer;
    }

    private static Probing ReadByType(ReadOnlySpan<byte> bytes) => bytes switch
    {
        _ when PngHeader.Matches(bytes) => PngHeader.Read(bytes),
        _ when JpegHeader.Matches(bytes) => JpegHeader.Read(bytes),
        _ when WebPHeader.Matches(bytes) => WebPHeader.Read(bytes),
        _ => ForeignTypes.TurnDown(bytes),
    };

    private static Probing WithinLimits(Probing.Accepted accepted)
    {
        var header = accepted.Header;
        var most = header.InPasses ? PictureLimits.MostPixelsInPasses : PictureLimits.MostPixels;
        return header.PixelCount <= most ? accepted : Probing.No(
            UnreadableKind.TooManyPixels,
            $"The picture has {header.WidthPixels}×{header.HeightPixels} pixels; {most / 1_000_000} megapixels is the limit for {Kind(header)}.");
    }

    private static string Kind(PictureHeader header) => (header.Format, header.InPasses) switch
    {
        (PictureFormat.Png, true) => "an interlaced PNG",
        (PictureFormat.Jpeg, true) => "a progressive JPEG",
        _ => $"a {header.TypeName}",
    };

    private static int Mebibytes(int bytes) => (bytes + (1 << 20) - 1) >> 20;
}
