using System.Runtime.InteropServices;
using Lumiverse.Actors.Imaging.Pixels;
using Lumiverse.Actors.Imaging.Tests.Inputs;
using Lumiverse.Actors.Imaging.Tests.Quality;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

/// <summary>Thumbnails look the same whichever of the two libraries encodes them.</summary>
public sealed class ThumbnailEncoderTests
{
    private static bool HasPackage =>
        OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.Arm64;

    [Fact]
    public void The_library_with_vectors_is_there_where_its_package_is() =>
        Assert.True(VectorJpeg.IsAvailable || !HasPackage, "The native library of libvips could not be loaded.");

    [Theory]
    [InlineData(700, 479), InlineData(300, 205), InlineData(17, 33), InlineData(1, 1)]
    public void Both_encoders_agree_on_what_is_seen(int width, int height)
    {
        using var pixels = Landscape(width, height);
        using var ours = Decoded(Encoded(pixels));
        using var plain = Decoded(Plain(pixels));

        Assert.Equal((width, height), (ours.Width, ours.Height));
        Assert.All(Channels(ours).Zip(Channels(plain)), pair => Assert.Equal(pair.First, pair.Second, tolerance: 1.5));
        if (Math.Min(width, height) >= 200)
            Assert.True(Ssim.Of(Lanczos.Luma(ours), Lanczos.Luma(plain)) >= 0.99);
    }

    [Fact]
    public void Both_encoders_spend_about_the_same_bytes()
    {
        using var pixels = Landscape(700, 479);

        Assert.InRange((double)Encoded(pixels).Length / Plain(pixels).Length, 0.9, 1.15);
    }

    [Theory]
    [InlineData("Exif"), InlineData("ICC_PROFILE"), InlineData("http://ns.adobe.com/xap")]
    public void No_metadata_is_written(string mark)
    {
        using var pixels = Landscape(64, 48);

        Assert.Equal(-1, Encoded(pixels).AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(mark)));
    }

    private static byte[] Encoded(PixelGrid pixels) => ThumbnailEncoder.Encode(pixels)?.Bytes.ToArray() ?? throw new InvalidOperationException();

    private static byte[] Plain(PixelGrid pixels) => ThumbnailEncoder.EncodeWithSkia(pixels, isOpaque: true) ?? throw new InvalidOperationException();

    private static SKBitmap Decoded(byte[] jpeg) => SKBitmap.Decode(jpeg);

    /// <summary>The average of red, green and blue.</summary>
    private static double[] Channels(SKBitmap picture) =>
        [picture.Pixels.Average(colour => colour.Red), picture.Pixels.Average(colour => colour.Green), picture.Pixels.Average(colour => colour.Blue)];

    private static PixelGrid Landscape(int width, int height)
    {
        using var bitmap = Samples.LandscapeBitmap(width, height);
        var grid = new PixelGrid(new PixelExtent(width, height));
        bitmap.GetPixelSpan().CopyTo(grid.Bytes);
        return grid;
    }
}
