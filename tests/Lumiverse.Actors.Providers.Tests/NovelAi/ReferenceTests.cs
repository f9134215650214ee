using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.NovelAi.References;
using Lumiverse.Actors.Providers.Tests.World;
using Lumiverse.Actors.Testing.Servers;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Tests.NovelAi;

/// <summary>References: any picture in, one of three canvases out, and five arrays of one length.</summary>
public sealed class ReferenceTests
{
    private const string Images = "director_reference_images";

    private static readonly string[] Arrays =
    [
        Images, "director_reference_descriptions", "director_reference_information_extracted",
        "director_reference_strength_values", "director_reference_secondary_strength_values",
    ];

    [Fact]
    public void Trap_4_a_picture_of_any_size_comes_onto_one_of_three_canvases()
    {
        var dice = new Random(4);
        var sizes = Enumerable.Range(0, 40).Select(_ => (Width: 1 + (int)Math.Pow(10, dice.NextDouble() * 3.3), Height: 1 + (int)Math.Pow(10, dice.NextDouble() * 3.3)));
        foreach (var (width, height) in sizes.Append((1, 1)).Append((4000, 1)).Append((1, 4000)))
        {
            var canvas = SizeOf(ReferenceCanvas.Fit(Samples.Picture(width, height)) ?? []);

            Assert.Contains(canvas, ReferenceCanvas.Sizes);
            Assert.Equal(Nearest((double)width / height), canvas);
        }
    }

    [Fact]
    public void A_picture_is_whole_and_centred_on_black()
    {
        using var canvas = SKBitmap.Decode(ReferenceCanvas.Fit(Samples.Picture(200, 100, colour: SKColors.Red)));

        Assert.Equal((1536, 1024), (canvas.Width, canvas.Height));
        Assert.All([(0, 512), (1535, 512), (768, 512), (768, 130), (768, 893)], place => Assert.Equal(SKColors.Red, canvas.GetPixel(place.Item1, place.Item2)));
        Assert.All([(768, 0), (768, 120), (768, 903), (768, 1023)], place => Assert.Equal(SKColors.Black, canvas.GetPixel(place.Item1, place.Item2)));
    }

    [Fact]
    public void What_shines_through_a_picture_is_black()
    {
        using var canvas = SKBitmap.Decode(ReferenceCanvas.Fit(Samples.Picture(64, 64, colour: SKColors.Transparent)));

        Assert.Equal(SKColors.Black, canvas.GetPixel(700, 700));
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Jpeg)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void Other_formats_become_png(SKEncodedImageFormat format) =>
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], ReferenceCanvas.Fit(Samples.Picture(30, 30, format))?.Take(4));

    [Fact]
    public void A_photograph_is_turned_upright()
    {
        using var canvas = SKBitmap.Decode(ReferenceCanvas.Fit(TurnedJpeg()));

        Assert.Equal((1024, 1536), (canvas.Width, canvas.Height));
        Assert.True(canvas.GetPixel(512, 300).Blue > 200);
        Assert.True(canvas.GetPixel(512, 1200).Red > 200);
    }

    [Fact]
    public void What_is_no_whole_picture_is_not_fitted()
    {
        var whole = Samples.Picture(300, 300);

        Assert.Null(ReferenceCanvas.Fit([]));
        Assert.Null(ReferenceCanvas.Fit("hello"u8));
        Assert.Null(ReferenceCanvas.Fit(whole.AsSpan(0, whole.Length / 2)));
    }

    [Fact]
    public void A_file_of_too_many_bytes_is_not_decoded() =>
        Assert.Null(ReferenceCanvas.Fit([.. Samples.Png, .. new byte[ReferenceCanvas.MostBytes]]));

    [Fact]
    public void A_picture_of_too_many_pixels_is_not_decoded()
    {
        using var grey = new SKBitmap(new SKImageInfo(20_000, 2_001, SKColorType.Gray8));
        using var image = SKImage.FromBitmap(grey);

        Assert.Null(ReferenceCanvas.Fit(image.Encode(SKEncodedImageFormat.Png, 0).ToArray()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(14)]
    public async Task Trap_4_five_arrays_have_one_length_and_no_vibes_stand_beside_them(int count)
    {
        var parameters = await SentAsync([], [.. Enumerable.Repeat(Manual(), count)]);

        Assert.All(Arrays, name => Assert.Equal(count, parameters[name]?.AsArray().Count));
        Assert.DoesNotContain(parameters, entry => entry.Key.StartsWith("reference_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_references_no_array_is_sent() =>
        Assert.DoesNotContain(await SentAsync([], []), entry => entry.Key.StartsWith("director_", StringComparison.Ordinal));

    [Fact]
    public async Task A_reference_says_for_itself_how_it_is_used_and_else_as_all_are()
    {
        var parameters = new JsonObject
        {
            ["referenceImages"] = new JsonArray(
                new JsonObject { ["strength"] = 0.9, ["fidelity"] = 0.25, ["type"] = "style" }, new JsonObject()),
            ["referenceStrength"] = 0.4,
            ["referenceFidelity"] = 0.9,
            ["referenceInfoExtracted"] = 0.8,
            ["referenceType"] = "character",
            ["avatarReferenceType"] = "character&style",
        };

        var sent = await SentAsync(parameters, [Manual(), Manual(), new(ReferenceSource.CharacterAvatar, Samples.Png), new(ReferenceSource.PersonaAvatar, Samples.Jpeg)]);

        Assert.Equal("[0.9,0.4,0.4,0.4]", sent["director_reference_strength_values"]?.ToJsonString());
        Assert.Equal("[0.75,0.1,0.1,0.1]", sent["director_reference_secondary_strength_values"]?.ToJsonString());
        Assert.Equal("[0.8,0.8,0.8,0.8]", sent["director_reference_information_extracted"]?.ToJsonString());
        Assert.Equal(["style", "character", "character&style", "character&style"], Kinds(sent));
    }

    [Fact]
    public async Task References_are_used_by_default_as_the_web_site_uses_them()
    {
        var sent = await SentAsync([], [Manual(), new(ReferenceSource.CharacterAvatar, Samples.Png)]);

        Assert.Equal(["character&style", "character"], Kinds(sent));
        Assert.Equal("[1,1]", sent["director_reference_information_extracted"]?.ToJsonString());
        Assert.Equal("[0.5,0.5]", sent["director_reference_strength_values"]?.ToJsonString());
        Assert.Equal("[0,0]", sent["director_reference_secondary_strength_values"]?.ToJsonString());
        Assert.Equal(
            """{"caption":{"base_caption":"character","char_captions":[]},"legacy_uc":false}""",
            sent["director_reference_descriptions"]?[1]?.ToJsonString());
    }

    [Theory]
    [InlineData("nai-diffusion-5-full")]
    [InlineData("nai-diffusion-4-full")]
    [InlineData("nai-diffusion-3")]
    public async Task A_model_that_takes_no_references_is_not_given_any(string model)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(novelAi.Call(model) with { References = [Manual()] }));

        Assert.False(notStarted.Temporary);
        Assert.Equal($"{model} takes no references; remove them or choose a V4.5 model.", notStarted.Reason);
        Assert.Empty(novelAi.Server.Requests);
    }

    [Fact]
    public async Task More_references_than_are_taken_are_said_to_be_too_many()
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var call = novelAi.Call() with { References = [.. Enumerable.Repeat(Manual(), 15)] };

        Assert.Contains("at most 14", Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(call)).Reason);
    }

    [Theory]
    [InlineData(ReferenceSource.Manual, "Reference picture 2")]
    [InlineData(ReferenceSource.CharacterAvatar, "The avatar of the character")]
    [InlineData(ReferenceSource.PersonaAvatar, "The avatar of the persona")]
    public async Task A_picture_that_cannot_be_read_is_named(ReferenceSource source, string name)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        var call = novelAi.Call() with { References = [Manual(), new(source, "no picture"u8.ToArray())] };

        var notStarted = Assert.IsType<ProviderAnswer.NotStarted>(await FakeNovelAi.GenerateAsync(call));

        Assert.False(notStarted.Temporary);
        Assert.StartsWith(name, notStarted.Reason);
        Assert.Empty(novelAi.Server.Requests);
    }

    private static ReferencePicture Manual() => new(ReferenceSource.Manual, Samples.Png);

    private static async Task<JsonObject> SentAsync(JsonObject parameters, ImmutableArray<ReferencePicture> references)
    {
        await using var novelAi = await FakeNovelAi.StartAsync();
        Assert.IsType<ProviderAnswer.Succeeded>(await FakeNovelAi.GenerateAsync(novelAi.Call("nai-diffusion-4-5-full", parameters) with { References = references }));
        return Assert.Single(novelAi.Generations).Json["parameters"]?.AsObject() ?? [];
    }

    private static IEnumerable<string?> Kinds(JsonObject sent) =>
        [.. sent["director_reference_descriptions"]?.AsArray().Select(one => (string?)one?["caption"]?["base_caption"]) ?? []];

    private static SKSizeI SizeOf(byte[] png)
    {
        using var codec = SKCodec.Create(new MemoryStream(png));
        return new SKSizeI(codec.Info.Width, codec.Info.Height);
    }

    private static SKSizeI Nearest(double ratio) => ratio < (2 / 3.0 + 1) / 2 ? new(1024, 1536) : ratio > 1.25 ? new(1536, 1024) : new(1472, 1472);

    /// <summary>Stored 300×200 with blue at the left and red at the right, and a tag that says to turn it to the right.</summary>
    private static byte[] TurnedJpeg()
    {
        using var bitmap = new SKBitmap(300, 200);
        bitmap.Erase(SKColors.Red);
        using (var canvas = new SKCanvas(bitmap))
            canvas.DrawRect(0, 0, 150, 200, new SKPaint { Color = SKColors.Blue });
        using var image = SKImage.FromBitmap(bitmap);
        var plain = image.Encode(SKEncodedImageFormat.Jpeg, 95).ToArray();
        byte[] orientation =
        [
            0xFF, 0xE1, 0, 34, .. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0,
        ];
        return [.. plain[..2], .. orientation, .. plain[2..]];
    }
}
