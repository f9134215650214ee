using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Lumiverse.Actors.Imaging.Containers;
using Lumiverse.Actors.Imaging.Tests.Inputs;
using Lumiverse.Actors.Ports.Images;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class PictureFileTests
{
    private const string Secret = "a secret tavern";
    private const string Label = "a dim <tavern> & \"river\", 東京の夜 🏮\nNegative prompt: blurry";

    private static readonly byte[] Png = Samples.Landscape(120, 90, SKEncodedImageFormat.Png);
    private static readonly byte[] Jpeg = Samples.Landscape(120, 90, SKEncodedImageFormat.Jpeg);
    private static readonly byte[] WebP = Samples.Landscape(120, 90, SKEncodedImageFormat.Webp);
    private static readonly byte[] SecretBytes = Encoding.ASCII.GetBytes(Secret);

    private static readonly byte[][] Damaged =
        [Png, Jpeg, WebP, Samples.ProgressiveJpeg, Samples.Oriented(6), Extended(0x0C, ("EXIF", SecretBytes))];

    public static TheoryData<string, byte[]> WithSecrets { get; } = new()
    {
        { "PNG texts", AfterHeader(PngBytes.Chunk("tEXt", [.. "Comment\0"u8, .. SecretBytes]), PngBytes.Chunk("iTXt", [.. "parameters\0\0\0\0\0"u8, .. SecretBytes])) },
        { "PNG camera data", AfterHeader(PngBytes.Chunk("eXIf", [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, .. SecretBytes])) },
        { "PNG private chunk", AfterHeader(PngBytes.Chunk("prVt", SecretBytes)) },
        { "PNG behind its end", [.. Png, .. SecretBytes] },
        { "JPEG comment", AfterStart(Segment(0xFE, SecretBytes)) },
        { "JPEG camera data", AfterStart(Segment(0xE1, [.. "Exif\0\0II*\0"u8, 8, 0, 0, 0, 0, 0, .. SecretBytes])) },
        { "JPEG XMP", AfterStart(Segment(0xE1, [.. "http://ns.adobe.com/xap/1.0/\0"u8, .. SecretBytes])) },
        { "JPEG other segments", AfterStart(Segment(0xE2, [.. "MPF\0"u8, .. SecretBytes]), Segment(0xED, SecretBytes)) },
        { "JPEG behind its end", [.. Jpeg, .. SecretBytes, 0xFF, 0xD9] },
        { "JPEG between scans", BetweenScans(Segment(0xFE, SecretBytes)) },
        { "WebP camera data and XMP", Extended(0x0C, ("EXIF", [.. "II*\0"u8, 8, 0, 0, 0, 0, 0, .. SecretBytes]), ("XMP ", SecretBytes)) },
        { "WebP private chunk", Extended(0, ("PRVT", SecretBytes)) },
        { "WebP behind its end", [.. WebP, .. SecretBytes, 0] },
    };

    public static TheoryData<string, byte[]> Pictures { get; } = new()
    {
        { "PNG", Png },
        { "JPEG", Jpeg },
        { "WebP", WebP },
        { "lossless WebP", LosslessWithAlpha() },
        { "extended WebP", Extended(0) },
        { "palette PNG", PngBytes.OfOneColour(20, 20, 8, PngBytes.Palette, [0]) },
        { "progressive JPEG", Samples.ProgressiveJpeg },
        { "CMYK JPEG", Samples.CmykJpeg },
        { "Display P3", Samples.DisplayP3Red() },
        { "turned JPEG", Samples.Oriented(6) },
    };

    [Theory, MemberData(nameof(WithSecrets))]
    public async Task A_bare_file_tells_nothing_and_shows_the_same(string where, byte[] file)
    {
        Assert.True(Holds(file, SecretBytes), where);

        var bare = await ReadAsync(PictureFile.Bare(new MemoryStream(file)));

        Assert.False(Holds(bare, SecretBytes), where);
        Assert.Equal(PixelsOf(file), PixelsOf(bare));
        Assert.IsType<Inspection.Readable>(await InspectAsync(bare));
    }

    [Theory, MemberData(nameof(Pictures))]
    public async Task Files_show_the_same_with_and_without_words(string what, byte[] file)
    {
        foreach (var stream in new[] { PictureFile.Bare(new MemoryStream(file)), PictureFile.Labelled(new MemoryStream(file), Label) })
        {
            var written = await ReadAsync(stream);
            Assert.True(PixelsOf(file).SequenceEqual(PixelsOf(written)), what);
            Assert.IsType<Inspection.Readable>(await InspectAsync(written));
        }
    }

    [Theory, MemberData(nameof(Pictures))]
    public async Task A_label_is_in_the_file_once_and_can_be_taken_out_again(string what, byte[] file)
    {
        var once = await ReadAsync(PictureFile.Labelled(new MemoryStream(file), Label));
        var twice = await ReadAsync(PictureFile.Labelled(new MemoryStream(once), Label));
        var words = what.Contains("PNG", StringComparison.Ordinal) || what == "Display P3" ? Label : "a dim &lt;tavern&gt; &amp; &quot;river&quot;, 東京の夜 🏮\nNegative prompt: blurry";

        Assert.True(Holds(once, Encoding.UTF8.GetBytes(words)), what);
        Assert.Equal(once, twice);
        Assert.Equal(
            await ReadAsync(PictureFile.Bare(new MemoryStream(file))), await ReadAsync(PictureFile.Bare(new MemoryStream(once))));
    }

    [Fact]
    public async Task What_came_with_a_picture_stays_beside_a_label()
    {
        var file = AfterHeader(PngBytes.Chunk("tEXt", [.. "Comment\0"u8, .. SecretBytes]));

        Assert.True(Holds(await ReadAsync(PictureFile.Labelled(new MemoryStream(file), Label)), SecretBytes));
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7), InlineData(8)]
    public async Task A_turned_picture_stays_turned(byte orientation)
    {
        var bare = await ReadAsync(PictureFile.Bare(new MemoryStream(Samples.Oriented(orientation))));

        var before = Assert.IsType<Inspection.Readable>(await InspectAsync(Samples.Oriented(orientation)));
        var after = Assert.IsType<Inspection.Readable>(await InspectAsync(bare));
        Assert.Equal((before.WidthPixels, before.HeightPixels, before.Placeholder), (after.WidthPixels, after.HeightPixels, after.Placeholder));
    }

    [Fact]
    public async Task A_label_that_is_too_long_for_a_JPEG_loses_its_end()
    {
        var file = await ReadAsync(PictureFile.Labelled(new MemoryStream(Jpeg), $"begins here {new string('漢', 40_000)} ends here"));

        Assert.IsType<Inspection.Readable>(await InspectAsync(file));
        Assert.True(Holds(file, "begins here"u8.ToArray()));
        Assert.False(Holds(file, "ends here"u8.ToArray()));
    }

    [Fact]
    public async Task A_label_may_hold_anything()
    {
        foreach (var label in new[] { "", "\0\u0001\uFFFF\uD800", "]]>\u0085" })
            Assert.IsType<Inspection.Readable>(await InspectAsync(await ReadAsync(PictureFile.Labelled(new MemoryStream(Jpeg), label))));
    }

    [Theory]
    [InlineData(""), InlineData("full i1"), InlineData("RIFF0000WAVE")]
    public async Task What_is_no_picture_is_handed_back(string text)
    {
        var bytes = Encoding.ASCII.GetBytes(text);

        Assert.Equal(bytes, await ReadAsync(PictureFile.Bare(new MemoryStream(bytes))));
    }

    /// <summary>A file may be damaged on disk; then it is sent as far as it goes.</summary>
    [Fact]
    public void Damage_anywhere_neither_throws_nor_hangs() => Gen.Select(
        Gen.Int[0, Damaged.Length - 1].Select(index => Damaged[index]), Gen.Int[0, 3000], Gen.Int[0, 3000], Gen.Byte, Gen.Bool)
        .Sample((file, cut, at, value, isLabelled) =>
        {
            var damaged = file[..Math.Min(file.Length, 20 + cut)];
            damaged[at % damaged.Length] = value;
            using var stream = isLabelled ? PictureFile.Labelled(new MemoryStream(damaged), Label) : PictureFile.Bare(new MemoryStream(damaged));
            stream.CopyTo(new MemoryStream());
        });

    [Fact]
    public void A_spliced_file_reads_the_same_from_anywhere() => Gen.Select(Gen.Int[0, 9000], Gen.Int[1, 5000], Gen.Bool).Sample((from, count, isLabelled) =>
    {
        using var stream = isLabelled ? PictureFile.Labelled(new MemoryStream(Png), Label) : PictureFile.Bare(new MemoryStream(Png));
        var whole = new MemoryStream();
        stream.CopyTo(whole);
        var part = new byte[Math.Min(count, Math.Max(0, stream.Length - from))];
        stream.Seek(from, SeekOrigin.Begin);
        stream.ReadExactly(part);
        Assert.Equal(stream.Length, whole.Length);
        Assert.Equal(whole.ToArray().Skip(from).Take(part.Length), part);
    });

    private static async Task<byte[]> ReadAsync(Stream stream)
    {
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            Assert.Equal(stream.Length, bytes.Length);
            return bytes.ToArray();
        }
    }

    private static async Task<Inspection> InspectAsync(byte[] bytes)
    {
        using var inspector = new PictureInspector();
        return await inspector.InspectAsync(bytes, default);
    }

    private static byte[] PixelsOf(byte[] file)
    {
        using var bitmap = SKBitmap.Decode(file);
        return bitmap.GetPixelSpan().ToArray();
    }

    private static bool Holds(byte[] file, byte[] text) => file.AsSpan().IndexOf(text) >= 0;

    private static byte[] AfterHeader(params byte[][] chunks) => [.. Png[..33], .. chunks.SelectMany(chunk => chunk), .. Png[33..]];

    private static byte[] AfterStart(params byte[][] segments) => [.. Jpeg[..2], .. segments.SelectMany(segment => segment), .. Jpeg[2..]];

    /// <summary>Before the last scan of a progressive picture.</summary>
    private static byte[] BetweenScans(byte[] segment)
    {
        var at = Samples.ProgressiveJpeg.AsSpan().LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        return [.. Samples.ProgressiveJpeg[..at], .. segment, .. Samples.ProgressiveJpeg[at..]];
    }

    private static byte[] Segment(byte marker, byte[] content) =>
        [0xFF, marker, (byte)((content.Length + 2) >> 8), (byte)(content.Length + 2), .. content];

    private static byte[] Extended(byte flags, params (string Type, byte[] Content)[] chunks)
    {
        byte[] body = [.. "WEBP"u8, .. Chunk("VP8X", [flags, 0, 0, 0, 119, 0, 0, 89, 0, 0]), .. WebP[12..], .. chunks.SelectMany(chunk => Chunk(chunk.Type, chunk.Content))];
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, body.Length);
        return [.. "RIFF"u8, .. size, .. body];
    }

    private static byte[] Chunk(string type, byte[] content)
    {
        var size = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(size, content.Length);
        return [.. Encoding.ASCII.GetBytes(type), .. size, .. content, .. new byte[content.Length & 1]];
    }

    private static byte[] LosslessWithAlpha()
    {
        using var bitmap = new SKBitmap(31, 17, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        bitmap.Erase(new SKColor(10, 200, 30, 128));
        using var pixmap = bitmap.PeekPixels();
        using var data = pixmap.Encode(new SKWebpEncoderOptions(SKWebpEncoderCompression.Lossless, 50));
        return data?.ToArray() ?? [];
    }
}
