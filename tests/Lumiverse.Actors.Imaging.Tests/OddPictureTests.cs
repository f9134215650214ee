using Lumiverse.Actors.Imaging.Tests.Inputs;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class OddPictureTests : IDisposable
{
    /// <summary>What JPEG at q82 may change in a flat area.</summary>
    private const int Tolerance = 4;

    private readonly PictureInspector _inspector = new();

    public void Dispose() => _inspector.Dispose();

    public static TheoryData<string, byte[], string> Odd { get; } = new()
    {
        { "grey", PngBytes.OfOneColour(20, 20, 8, PngBytes.Grey, [120]), "#787878" },
        { "16-bit grey", PngBytes.OfOneColour(20, 20, 16, PngBytes.Grey, [120, 0]), "#787878" },
        { "16-bit colour", PngBytes.OfOneColour(20, 20, 16, PngBytes.Rgb, [200, 1, 60, 2, 40, 3]), "#C83C28" },
        { "palette", PngBytes.OfOneColour(20, 20, 8, PngBytes.Palette, [0]), "#C83C28" },
        { "interlaced", PngBytes.OfOneColour(20, 20, 8, PngBytes.Rgb, [200, 60, 40], interlaced: true), "#C83C28" },
        { "progressive JPEG", Samples.ProgressiveJpeg, "#C83C28" },
        { "CMYK JPEG", Samples.CmykJpeg, "#FF0000" },
        { "Display P3", Samples.DisplayP3Red(), "#D75D00" },
        { "lossless WebP", Samples.OneColour(20, 20, Samples.Rust, SKEncodedImageFormat.Webp), "#C83C28" },
    };

    [Theory, MemberData(nameof(Odd))]
    public async Task An_odd_encoding_keeps_its_colours(string what, byte[] bytes, string colour)
    {
        var thumbnail = await SmallThumbnailOf(bytes);

        Assert.True(Near(SKColor.Parse(colour), thumbnail.GetPixel(8, 8)), $"{what}: {thumbnail.GetPixel(8, 8)}");
    }

    [Theory]
    [InlineData(1, 1, 1, 1, 1, 1)]
    [InlineData(1, 3000, 1, 300, 1, 700)]
    [InlineData(5000, 20, 300, 1, 700, 3)]
    [InlineData(299, 300, 299, 300, 299, 300)]
    [InlineData(500, 400, 300, 240, 500, 400)]
    [InlineData(1216, 832, 300, 205, 700, 479)]
    [InlineData(832, 1216, 205, 300, 479, 700)]
    [InlineData(2048, 2048, 300, 300, 700, 700)]
    public async Task Thumbnails_fit_their_limits_and_are_never_enlarged(
        int width, int height, int smallWidth, int smallHeight, int largeWidth, int largeHeight)
    {
        foreach (var format in new[] { SKEncodedImageFormat.Png, SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Webp })
        {
            var picture = await Inspect(Samples.Landscape(width, height, format));

            Assert.Equal((width, height), (picture.WidthPixels, picture.HeightPixels));
            Assert.Equal((smallWidth, smallHeight), Extent(picture.Small));
            Assert.Equal((largeWidth, largeHeight), Extent(picture.Large));
        }
    }

    [Theory]
    [InlineData(1, "left")]
    [InlineData(2, "right")]
    [InlineData(3, "right")]
    [InlineData(4, "left")]
    [InlineData(5, "top")]
    [InlineData(6, "top")]
    [InlineData(7, "bottom")]
    [InlineData(8, "bottom")]
    public async Task An_exif_orientation_turns_picture_and_size(byte orientation, string redSide)
    {
        var bytes = Samples.Oriented(orientation);
        var picture = await Inspect(bytes);
        using var thumbnail = Decode(picture.Small);

        Assert.Equal(orientation < 5 ? (80, 40) : (40, 80), (picture.WidthPixels, picture.HeightPixels));
        Assert.Equal(redSide, RedSide(thumbnail));
    }

    [Fact]
    public async Task What_shows_through_stays_so_in_webp()
    {
        var picture = await Inspect(Samples.OneColour(400, 400, SKColors.Red.WithAlpha(128), SKEncodedImageFormat.Png));
        using var thumbnail = Decode(picture.Small);

        Assert.Equal("image/webp", picture.Small?.MimeType);
        Assert.InRange(thumbnail.GetPixel(100, 100).Alpha, 124, 132);
        Assert.InRange(thumbnail.GetPixel(100, 100).Red, 245, 255);
    }

    [Fact]
    public async Task An_alpha_channel_that_hides_nothing_costs_no_webp()
    {
        var picture = await Inspect(Samples.OneColour(400, 400, Samples.Rust, SKEncodedImageFormat.Png));

        Assert.Equal(("image/jpeg", "image/jpeg"), (picture.Small?.MimeType, picture.Large?.MimeType));
    }

    [Fact]
    public async Task Thumbnails_carry_no_metadata()
    {
        var rotated = await Inspect(Samples.Oriented(6));
        var profiled = await Inspect(Samples.DisplayP3Red());

        Assert.All([rotated, profiled], picture =>
        {
            var bytes = (picture.Small ?? throw new InvalidOperationException()).Bytes.Span;
            Assert.True(bytes.IndexOf("Exif"u8) < 0 && bytes.IndexOf("ICC_PROFILE"u8) < 0);
        });
    }

    private async Task<Inspection.Readable> Inspect(byte[] bytes) =>
        Assert.IsType<Inspection.Readable>(await _inspector.InspectAsync(bytes, CancellationToken.None));

    private async Task<SKBitmap> SmallThumbnailOf(byte[] bytes) => Decode((await Inspect(bytes)).Small);

    private static SKBitmap Decode(EncodedThumbnail? thumbnail) =>
        SKBitmap.Decode((thumbnail ?? throw new InvalidOperationException("There is no thumbnail.")).Bytes.Span);

    private static (int, int) Extent(EncodedThumbnail? thumbnail) => (thumbnail?.WidthPixels ?? 0, thumbnail?.HeightPixels ?? 0);

    private static bool Near(SKColor expected, SKColor actual) =>
        Math.Abs(expected.Red - actual.Red) <= Tolerance && Math.Abs(expected.Green - actual.Green) <= Tolerance
        && Math.Abs(expected.Blue - actual.Blue) <= Tolerance;

    private static string RedSide(SKBitmap picture)
    {
        var (middleX, middleY) = (picture.Width / 2, picture.Height / 2);
        (string Side, int X, int Y)[] sides =
            [("left", 4, middleY), ("right", picture.Width - 5, middleY), ("top", middleX, 4), ("bottom", middleX, picture.Height - 5)];
        var red = sides.Where(side => picture.GetPixel(side.X, side.Y) is { Red: > 200, Blue: < 60 }).Select(side => side.Side).ToList();
        // The halves meet in the middle of the other two sides, so those may count as either.
        return picture.Width > picture.Height ? red.First(side => side is "left" or "right") : red.First(side => side is "top" or "bottom");
    }
}
