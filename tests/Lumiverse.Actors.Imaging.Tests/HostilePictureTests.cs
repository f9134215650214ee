using Lumiverse.Actors.Imaging.Tests.Inputs;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class HostilePictureTests : IDisposable
{
    private readonly PictureInspector _inspector = new();

    public void Dispose() => _inspector.Dispose();

    public static TheoryData<string, UnreadableKind, byte[]> Hostile { get; } = new()
    {
        { "nothing", UnreadableKind.Empty, [] },
        { "one byte", UnreadableKind.UnknownType, [0xFF] },
        { "text", UnreadableKind.UnknownType, "the quota is exceeded"u8.ToArray() },
        { "JSON", UnreadableKind.UnknownType, "{\"error\":\"no\"}"u8.ToArray() },
        { "GIF", UnreadableKind.UnsupportedType, "GIF89a\x01\0\x01\0"u8.ToArray() },
        { "PDF", UnreadableKind.UnsupportedType, "%PDF-1.7"u8.ToArray() },
        { "TIFF", UnreadableKind.UnsupportedType, "II*\0"u8.ToArray() },
        { "big-endian TIFF", UnreadableKind.UnsupportedType, "MM\0*"u8.ToArray() },
        { "AVIF", UnreadableKind.UnsupportedType, [0, 0, 0, 28, .. "ftypavif"u8] },
        { "HEIF", UnreadableKind.UnsupportedType, [0, 0, 0, 24, .. "ftypheic"u8] },
        { "ZIP", UnreadableKind.UnsupportedType, "PK\x03\x04"u8.ToArray() },
        { "SVG", UnreadableKind.UnsupportedType, "<svg xmlns=\"http://www.w3.org/2000/svg\"/>"u8.ToArray() },
        { "SVG behind a declaration", UnreadableKind.UnsupportedType, "<?xml version=\"1.0\"?>\n<!-- a --><svg/>"u8.ToArray() },
        { "web page", UnreadableKind.UnsupportedType, "<!DOCTYPE html><title>502</title>"u8.ToArray() },
        { "BMP", UnreadableKind.UnsupportedType, "BM\x10\0"u8.ToArray() },
        { "PNG, signature only", UnreadableKind.Truncated, PngBytes.Signature },
        { "JPEG, signature only", UnreadableKind.Truncated, [0xFF, 0xD8, 0xFF] },
        { "WebP, signature only", UnreadableKind.Truncated, "RIFF\x10\0\0\0WEBP"u8.ToArray() },
        { "PNG without a header chunk", UnreadableKind.Damaged, [.. PngBytes.Signature, .. PngBytes.Chunk("tEXt", new byte[20])] },
        { "PNG of no width", UnreadableKind.Damaged, PngBytes.Claiming(0, 10) },
        { "APNG", UnreadableKind.Animated, PngBytes.Animated() },
        { "animated WebP", UnreadableKind.Animated, Samples.EmptyWebP(10, 10, flags: 0x02) },
        { "PNG of 900 megapixels", UnreadableKind.TooManyPixels, PngBytes.Claiming(30000, 30000) },
        { "PNG of 4 gigapixels a side", UnreadableKind.TooManyPixels, PngBytes.Claiming(int.MaxValue, int.MaxValue) },
        { "interlaced PNG of 41 megapixels", UnreadableKind.TooManyPixels, PngBytes.Claiming(41_000, 1000, interlaced: true) },
        { "WebP of 38 bytes that claims 268 megapixels", UnreadableKind.TooManyPixels, Samples.WebPClaiming(16383, 16383) },
        { "WebP of 38 bytes that claims 81 megapixels", UnreadableKind.Damaged, Samples.EmptyWebP(9000, 9000) },
        { "PNG that claims 4000×4000", UnreadableKind.Truncated, PngBytes.Claiming(4000, 4000) },
        { "progressive JPEG of 42 megapixels", UnreadableKind.TooManyPixels, WithFrameSize([.. Samples.ProgressiveJpeg], 0xC2, 7000, 6000) },
        { "JPEG of 600 megapixels", UnreadableKind.TooManyPixels, WithFrameSize(Jpeg(), 0xC0, 30000, 20000) },
        { "lossless JPEG", UnreadableKind.UnsupportedType, WithFrameMarker(Jpeg(), 0xC3) },
        { "JPEG of no height", UnreadableKind.Damaged, WithFrameSize(Jpeg(), 0xC0, 64, 0) },
    };

    [Theory, MemberData(nameof(Hostile))]
    public async Task A_hostile_file_is_turned_down_by_kind_with_a_sentence(string what, UnreadableKind kind, byte[] bytes)
    {
        var answer = Assert.IsType<Inspection.Unreadable>(await _inspector.InspectAsync(bytes, CancellationToken.None));

        Assert.True(kind == answer.Kind, $"{what}: {answer}");
        Assert.EndsWith(".", answer.Reason);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, 0.01)]
    [InlineData(SKEncodedImageFormat.Png, 0.5)]
    [InlineData(SKEncodedImageFormat.Png, 0.9)]
    [InlineData(SKEncodedImageFormat.Png, 0.99)]
    [InlineData(SKEncodedImageFormat.Jpeg, 0.01)]
    [InlineData(SKEncodedImageFormat.Jpeg, 0.5)]
    [InlineData(SKEncodedImageFormat.Jpeg, 0.99)]
    [InlineData(SKEncodedImageFormat.Webp, 0.01)]
    [InlineData(SKEncodedImageFormat.Webp, 0.5)]
    [InlineData(SKEncodedImageFormat.Webp, 0.99)]
    public async Task A_file_that_was_cut_is_turned_down(SKEncodedImageFormat format, double share)
    {
        var whole = Samples.Landscape(900, 600, format);

        var answer = await _inspector.InspectAsync(whole.AsMemory(0, (int)(whole.Length * share)), CancellationToken.None);

        Assert.Equal(UnreadableKind.Truncated, Assert.IsType<Inspection.Unreadable>(answer).Kind);
    }

    [Fact]
    public async Task Bytes_behind_the_end_of_a_jpeg_are_tolerated()
    {
        byte[] withPreview = [.. Jpeg(), .. new byte[1000]];

        Assert.IsType<Inspection.Readable>(await _inspector.InspectAsync(withPreview, CancellationToken.None));
    }

    [Fact]
    public async Task A_flipped_bit_in_a_png_is_noticed()
    {
        var bytes = Samples.Landscape(900, 600, SKEncodedImageFormat.Png);
        bytes[bytes.Length / 2] ^= 1;

        Assert.IsType<Inspection.Unreadable>(await _inspector.InspectAsync(bytes, CancellationToken.None));
    }

    [Fact]
    public async Task More_than_64_mebibytes_are_not_looked_at()
    {
        var bytes = new byte[PictureLimits.MostBytes + 1];
        Jpeg().CopyTo(bytes, 0);

        var answer = await _inspector.InspectAsync(bytes, CancellationToken.None);

        Assert.Equal(UnreadableKind.TooManyBytes, Assert.IsType<Inspection.Unreadable>(answer).Kind);
    }

    private static byte[] Jpeg() => Samples.Landscape(64, 64, SKEncodedImageFormat.Jpeg);

    private static byte[] WithFrameSize(byte[] jpeg, byte marker, int width, int height)
    {
        var frame = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, marker]);
        (jpeg[frame + 5], jpeg[frame + 6]) = ((byte)(height >> 8), (byte)height);
        (jpeg[frame + 7], jpeg[frame + 8]) = ((byte)(width >> 8), (byte)width);
        return jpeg;
    }

    private static byte[] WithFrameMarker(byte[] jpeg, byte marker)
    {
        jpeg[jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xC0]) + 1] = marker;
        return jpeg;
    }
}
