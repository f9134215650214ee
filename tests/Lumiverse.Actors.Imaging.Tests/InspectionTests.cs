using Lumiverse.Actors.Imaging.Pixels;
using Lumiverse.Actors.Imaging.Pool;
using Lumiverse.Actors.Imaging.Tests.Inputs;
using Lumiverse.Actors.Imaging.Tests.Quality;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class InspectionTests : IDisposable
{
    private readonly PictureInspector _inspector = new();

    public void Dispose() => _inspector.Dispose();

    [Theory]
    [InlineData(SKEncodedImageFormat.Png, "image/png")]
    [InlineData(SKEncodedImageFormat.Jpeg, "image/jpeg")]
    [InlineData(SKEncodedImageFormat.Webp, "image/webp")]
    public async Task A_thumbnail_looks_like_a_slow_reduction_of_its_picture(SKEncodedImageFormat format, string mimeType)
    {
        using var original = Samples.LandscapeBitmap(1216, 832);
        var picture = await Inspect(Samples.Landscape(1216, 832, format, quality: 95));
        using var large = SKBitmap.Decode((picture.Large ?? throw new InvalidOperationException()).Bytes.Span);

        Assert.Equal(mimeType, picture.MimeType);
        Assert.True(Ssim.Of(Lanczos.Luma(large), Lanczos.Reduce(original, 700, 479)) >= 0.97);
    }

    [Theory]
    [InlineData(700, 479)]
    [InlineData(300, 205)]
    [InlineData(111, 401)]
    public void The_area_average_keeps_the_mean_and_the_structure(int width, int height)
    {
        using var original = Samples.LandscapeBitmap(1216, 832);
        using var source = Grid(original);
        using var reduced = AreaAverage.Reduce(source, new PixelExtent(width, height));

        Assert.Equal(Mean(source), Mean(reduced), tolerance: 0.5);
        Assert.True(Ssim.Of(Luma(reduced), Lanczos.Reduce(original, width, height)) >= 0.97);
    }

    [Theory]
    [InlineData("#000000", 0)]
    [InlineData("#FFFFFF", 1)]
    [InlineData("#808080", 0.216)]
    [InlineData("#FF0000", 0.2126)]
    public async Task Luminance_is_measured_in_linear_light(string colour, double luminance)
    {
        var picture = await Inspect(Samples.OneColour(500, 500, SKColor.Parse(colour), SKEncodedImageFormat.Png));

        Assert.Equal(luminance, picture.Luminance, tolerance: 0.005);
    }

    [Fact]
    public async Task The_placeholder_holds_average_colour_and_shape()
    {
        var hash = Convert.FromBase64String((await Inspect(Samples.OneColour(400, 200, Samples.Rust, SKEncodedImageFormat.Png))).Placeholder);
        var header = hash[0] | hash[1] << 8 | hash[2] << 16;
        var (luminance, yellowBlue, redGreen) = ((header & 63) / 63.0, (header >> 6 & 63) / 31.5 - 1, (header >> 12 & 63) / 31.5 - 1);
        var blue = luminance - 2 / 3.0 * yellowBlue;
        var red = (3 * luminance - blue + redGreen) / 2;

        Assert.InRange(red * 255, 190, 210);
        Assert.InRange(blue * 255, 30, 50);
        Assert.Equal(1, hash[4] >> 7);
    }

    [Fact]
    public async Task The_same_bytes_give_the_same_answer_however_many_ask()
    {
        var bytes = Samples.Landscape(900, 600, SKEncodedImageFormat.Jpeg);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _inspector.InspectAsync(bytes, CancellationToken.None)));

        Assert.Single(answers.Cast<Inspection.Readable>().Select(Fingerprint).Distinct());
    }

    [Fact]
    public async Task A_cancelled_inspection_ends_as_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _inspector.InspectAsync(Samples.Landscape(64, 64, SKEncodedImageFormat.Png), cancelled.Token));
    }

    [Fact]
    public async Task Waiting_callers_are_admitted_one_after_another()
    {
        using var narrow = new PictureInspector(new PictureInspectorOptions { Threads = 1, Admitted = 1, PixelBudget = 1 });
        var bytes = Samples.Landscape(200, 200, SKEncodedImageFormat.Png);

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => narrow.InspectAsync(bytes, CancellationToken.None)));

        Assert.All(answers, answer => Assert.IsType<Inspection.Readable>(answer));
    }

    private async Task<Inspection.Readable> Inspect(byte[] bytes) =>
        Assert.IsType<Inspection.Readable>(await _inspector.InspectAsync(bytes, CancellationToken.None));

    private static string Fingerprint(Inspection.Readable picture) =>
        $"{picture.Placeholder} {picture.Luminance} {Convert.ToHexString((picture.Large ?? throw new InvalidOperationException()).Bytes.Span)}";

    private static PixelGrid Grid(SKBitmap bitmap)
    {
        var grid = new PixelGrid(new PixelExtent(bitmap.Width, bitmap.Height));
        bitmap.GetPixelSpan().CopyTo(grid.Bytes);
        return grid;
    }

    private static double[,] Luma(PixelGrid grid)
    {
        using var bitmap = new SKBitmap(grid.Width, grid.Height, SKColorType.Rgba8888, SKAlphaType.Premul);
        grid.Bytes.CopyTo(bitmap.GetPixelSpan());
        return Lanczos.Luma(bitmap);
    }

    private static double Mean(PixelGrid grid) => Luma(grid).Cast<double>().Average();
}
