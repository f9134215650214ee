using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Providers.Sketch;
using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Imaging.Tests;

public sealed class SketchPaintingTests
{
    private static readonly SketchBrief Plain =
        new(Place.Plains, TimeOfDay.Midday, Air.Clear, Mood.Plain, Motif.None, Tint: null, People: 0, Seed: 5, 96, 64);

    public static TheoryData<string> Places { get; } = [.. Enum.GetNames<Place>()];

    [Theory, MemberData(nameof(Places))]
    public void A_place_can_be_painted_at_any_hour_in_any_air(string name)
    {
        foreach (var time in Enum.GetValues<TimeOfDay>().Where(time => time != TimeOfDay.Unknown))
            foreach (var air in new[] { Air.Clear, Air.Clouds, Air.Rain, Air.Snow, Air.Fog, Air.Storm | Air.Rain, Air.Wind })
            {
                using var picture = Paint(Plain with { Place = Enum.Parse<Place>(name), Time = time, Air = air });

                Assert.Equal((96, 64), (picture.Width, picture.Height));
                Assert.True(picture.Pixels.Distinct().Count() > 200, $"{name}, {time}, {air}: too few colours");
            }
    }

    [Theory, MemberData(nameof(Places))]
    public void A_place_at_midnight_is_darker_than_at_midday(string name)
    {
        var place = Plain with { Place = Enum.Parse<Place>(name) };

        Assert.True(Brightness(place with { Time = TimeOfDay.Midnight }) < 0.85 * Brightness(place));
    }

    [Fact]
    public void Every_place_looks_different()
    {
        var pictures = Enum.GetValues<Place>().Select(place => Fingerprint(Plain with { Place = place }));

        Assert.Equal(Enum.GetValues<Place>().Length, pictures.Distinct().Count());
    }

    [Fact]
    public void Every_focal_detail_is_seen()
    {
        var without = Fingerprint(Plain with { Place = Place.Lake, Time = TimeOfDay.Night });

        Assert.All(Enum.GetValues<Motif>().Where(motif => motif != Motif.None), motif =>
            Assert.NotEqual(without, Fingerprint(Plain with { Place = Place.Lake, Time = TimeOfDay.Night, Motif = motif })));
    }

    [Fact]
    public void A_desert_is_warmer_than_the_sea() =>
        Assert.True(Warmth(Plain with { Place = Place.Desert }) > Warmth(Plain with { Place = Place.Sea }) + 40);

    [Fact]
    public void A_storm_is_darker_than_a_clear_day() =>
        Assert.True(Brightness(Plain with { Air = Air.Storm | Air.Rain }) < 0.8 * Brightness(Plain));

    [Fact]
    public void A_colour_somebody_asked_for_tints_the_picture() =>
        Assert.True(Warmth(Plain with { Tint = 0xB03A2E }) > Warmth(Plain) + 20);

    [Fact]
    public void People_stand_in_the_picture() =>
        Assert.NotEqual(Fingerprint(Plain), Fingerprint(Plain with { People = 2 }));

    private static SKBitmap Paint(SketchBrief brief) => SKBitmap.Decode(Painter.Paint(brief));

    private static double Brightness(SketchBrief brief) => Average(brief, pixel => pixel.Red + pixel.Green + pixel.Blue);

    private static double Warmth(SketchBrief brief) => Average(brief, pixel => pixel.Red - pixel.Blue);

    private static double Average(SketchBrief brief, Func<SKColor, double> measure)
    {
        using var picture = Paint(brief);
        return picture.Pixels.Average(measure);
    }

    private static string Fingerprint(SketchBrief brief) => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Painter.Paint(brief)));
}
