using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Providers.Sketch.Reading;
using SkiaSharp;

namespace Lumiverse.Actors.Providers.Sketch.Painting;

/// <summary>
/// The light of a picture. Things are given their own colour by day; the palette lights them for the hour, lets them
/// fade into the haze with distance, and leans them towards the mood.
/// </summary>
/// <param name="Ambient">What white paper looks like in this light.</param>
/// <param name="Light">The colour of sun or moon.</param>
internal sealed record Palette(SKColor SkyTop, SKColor SkyMiddle, SKColor Horizon, SKColor Light, SKColor Ambient, Func<SKColor, SKColor> Grade)
{
    /// <summary>What lamps and fires make of a room.</summary>
    private const uint Lamps = 0xF2CDA0;

    private static readonly (TimeOfDay Time, uint Top, uint Middle, uint Horizon, uint Light, uint Ambient)[] Hours =
    [
        (TimeOfDay.Dawn, 0x47568C, 0xC08CA6, 0xFBD5B0, 0xFFE6BC, 0xBFA9BE),
        (TimeOfDay.Morning, 0x5E9FD2, 0xA4D0E4, 0xF7ECD2, 0xFFF4D4, 0xEFEDE6),
        (TimeOfDay.Midday, 0x3385CB, 0x74B8E6, 0xD6EEF5, 0xFFFDF0, 0xFFFFFF),
        (TimeOfDay.GoldenHour, 0x6C88AE, 0xEDB478, 0xFFDB94, 0xFFD27A, 0xFFD29C),
        (TimeOfDay.Dusk, 0x262C5E, 0x7B4D86, 0xF08E6E, 0xFFAB78, 0x8F7396),
        (TimeOfDay.Night, 0x080D26, 0x13244E, 0x3A5A8E, 0xDDE8FF, 0x5C6C9A),
        (TimeOfDay.Midnight, 0x04060F, 0x0B1230, 0x1C2A56, 0xD2DEFF, 0x48557F),
    ];

    public bool IsDark { get; private init; }

    public SKColor Haze => Ink.Mix(Horizon, SkyMiddle, 0.25f);

    public static Palette For(SketchBrief brief)
    {
        var hour = Hours.First(row => row.Time == brief.Time);
        var grade = Grading(brief.Mood, brief.Tint);
        var grey = Ink.Mix(Ink.Of(0x8E969E).Times(Ink.Of(hour.Ambient)), Ink.Of(hour.Middle), 0.25f);
        var isDark = brief.Time is TimeOfDay.Night or TimeOfDay.Midnight or TimeOfDay.Dusk;
        var (cover, gloom) = (Overcast(brief.Air), brief.Air.HasFlag(Air.Storm) ? isDark ? 0.15f : 0.45f : 0f);
        SKColor Covered(uint sky) => grade(Ink.Mix(Ink.Of(sky), grey, cover).Darker(gloom));
        var outdoors = Ink.Mix(Ink.Of(hour.Ambient), grey, cover * 0.35f).Darker(gloom * 0.6f);
        var ambient = brief.IsIndoors ? Ink.Mix(outdoors, Ink.Of(Lamps), 0.6f) : outdoors;
        return new Palette(Covered(hour.Top), Covered(hour.Middle), Covered(hour.Horizon), grade(Ink.Of(hour.Light)), ambient, grade)
        {
            IsDark = isDark,
        };
    }

    /// <summary>A colour near the eye.</summary>
    public SKColor Lit(uint rgb) => Grade(Ink.Of(rgb).Times(Ambient));

    /// <summary>A colour at a distance, 0 (here) to 1 (gone in the haze).</summary>
    public SKColor At(uint rgb, float distance) => Ink.Mix(Lit(rgb), Haze, distance);

    /// <summary>The colour of something that shines by itself.</summary>
    public SKColor Glowing(uint rgb) => Grade(Ink.Of(rgb));

    private static float Overcast(Air air) => air switch
    {
        _ when air.HasFlag(Air.Rain) => 0.75f,
        _ when air.HasFlag(Air.Snow) => 0.6f,
        _ when air.HasFlag(Air.Fog) => 0.5f,
        _ when air.HasFlag(Air.Clouds) => 0.45f,
        _ => 0f,
    };

    private static Func<SKColor, SKColor> Grading(Mood mood, uint? tint) => color =>
    {
        var graded = Leaning(mood, color);
        return tint is { } rgb ? graded.Toned(Ink.Of(rgb), 0.45f) : graded;
    };

    private static SKColor Leaning(Mood mood, SKColor color) => mood switch
    {
        Mood.Warm => color.Saturated(1.15f).Toned(Ink.Of(0xE8A860), 0.12f),
        Mood.Calm => color.Saturated(0.9f).Toned(Ink.Of(0x7FB0B8), 0.1f),
        Mood.Tense => color.Saturated(0.85f).Toned(Ink.Of(0x9A3B3B), 0.18f).Darker(0.12f),
        Mood.Sad => color.Saturated(0.6f).Toned(Ink.Of(0x5B7799), 0.18f).Darker(0.05f),
        Mood.Eerie => color.Saturated(0.9f).Toned(Ink.Of(0x5A55A5), 0.25f).Darker(0.05f),
        Mood.Romantic => color.Saturated(1.05f).Toned(Ink.Of(0xD98AA0), 0.2f),
        _ => color,
    };
}
