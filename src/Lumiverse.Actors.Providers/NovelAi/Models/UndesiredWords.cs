using System.Collections.Immutable;

namespace Lumiverse.Actors.Providers.NovelAi.Models;

/// <summary>The presets of the web site, word for word: models were tuned with these.</summary>
internal static class UndesiredWords
{
    private const string NewestHeavy =
        "lowres, artistic error, film grain, scan artifacts, worst quality, bad quality, jpeg artifacts, very displeasing, chromatic aberration, dithering, halftone, screentone, multiple views, logo, too many watermarks, negative space, blank page";

    private const string NewestFurry =
        "{worst quality}, distracting watermark, unfinished, bad quality, {widescreen}, upscale, {sequence}, {{grandfathered content}}, blurred foreground, chromatic aberration, sketch, everyone, [sketch background], simple, [flat colors], ych (character), outline, multiple scenes, [[horror (theme)]], comic";

    private const string V3Heavy =
        "lowres, {bad}, error, fewer, extra, missing, worst quality, jpeg artifacts, bad quality, watermark, unfinished, displeasing, chromatic aberration, signature, extra digits, artistic error, username, scan, [abstract]";

    public static ImmutableArray<UndesiredContent> V5 { get; } =
    [
        new(UndesiredContent.Heavy, NewestHeavy),
        new(UndesiredContent.Light, "lowres, bad hands, bad anatomy, artistic error, sepia, white haze, worst quality, very displeasing, jpeg artifacts, 0::ai-generated::"),
        new(UndesiredContent.FurryFocus, NewestFurry),
        new(UndesiredContent.HumanFocus, $"{NewestHeavy}, @_@, mismatched pupils, glowing eyes, bad anatomy"),
        new(UndesiredContent.None, ""),
    ];

    public static ImmutableArray<UndesiredContent> V45Full { get; } = V5.SetItem(1, new(
        UndesiredContent.Light,
        "lowres, artistic error, scan artifacts, worst quality, bad quality, jpeg artifacts, multiple views, very displeasing, too many watermarks, negative space, blank page"));

    public static ImmutableArray<UndesiredContent> V45Curated { get; } =
    [
        new(UndesiredContent.Heavy, "blurry, lowres, upscaled, artistic error, film grain, scan artifacts, worst quality, bad quality, jpeg artifacts, very displeasing, chromatic aberration, halftone, multiple views, logo, too many watermarks, negative space, blank page"),
        new(UndesiredContent.Light, "blurry, lowres, upscaled, artistic error, scan artifacts, jpeg artifacts, logo, too many watermarks, negative space, blank page"),
        new(UndesiredContent.HumanFocus, "blurry, lowres, upscaled, artistic error, film grain, scan artifacts, bad anatomy, bad hands, worst quality, bad quality, jpeg artifacts, very displeasing, chromatic aberration, halftone, multiple views, logo, too many watermarks, @_@, mismatched pupils, glowing eyes, negative space, blank page"),
        new(UndesiredContent.None, ""),
    ];

    public static ImmutableArray<UndesiredContent> V4Full { get; } =
    [
        new(UndesiredContent.Heavy, "blurry, lowres, error, film grain, scan artifacts, worst quality, bad quality, jpeg artifacts, very displeasing, chromatic aberration, multiple views, logo, too many watermarks, white blank page, blank page"),
        new(UndesiredContent.Light, "blurry, lowres, error, worst quality, bad quality, jpeg artifacts, very displeasing, white blank page, blank page"),
        new(UndesiredContent.None, ""),
    ];

    public static ImmutableArray<UndesiredContent> V4Curated { get; } =
    [
        new(UndesiredContent.Heavy, "blurry, lowres, error, film grain, scan artifacts, worst quality, bad quality, jpeg artifacts, very displeasing, chromatic aberration, logo, dated, signature, multiple views, gigantic breasts, white blank page, blank page"),
        new(UndesiredContent.Light, "blurry, lowres, error, worst quality, bad quality, jpeg artifacts, very displeasing, logo, dated, signature, white blank page, blank page"),
        new(UndesiredContent.None, ""),
    ];

    public static ImmutableArray<UndesiredContent> V3 { get; } =
    [
        new(UndesiredContent.Heavy, V3Heavy),
        new(UndesiredContent.Light, "lowres, jpeg artifacts, worst quality, watermark, blurry, very displeasing"),
        new(UndesiredContent.HumanFocus, $"{V3Heavy}, bad anatomy, bad hands, @_@, mismatched pupils, heart-shaped pupils, glowing eyes"),
        new(UndesiredContent.None, "lowres"),
    ];

    public static ImmutableArray<UndesiredContent> Furry3 { get; } =
    [
        new(UndesiredContent.Heavy, "{{worst quality}}, [displeasing], {unusual pupils}, guide lines, {{unfinished}}, {bad}, url, artist name, {{tall image}}, mosaic, {sketch page}, comic panel, impact (font), [dated], {logo}, ych, {what}, {where is your god now}, {distorted text}, repeated text, {floating head}, {1994}, {widescreen}, absolutely everyone, sequence, {compression artifacts}, hard translated, {cropped}, {commissioner name}, unknown text, high contrast"),
        new(UndesiredContent.Light, "{worst quality}, guide lines, unfinished, bad, url, tall image, widescreen, compression artifacts, unknown text"),
        new(UndesiredContent.None, "lowres"),
    ];
}
