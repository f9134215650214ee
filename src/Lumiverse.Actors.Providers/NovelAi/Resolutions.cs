using System.Collections.Immutable;
using System.Globalization;
using Lumiverse.Actors.Ports.Providers;

namespace Lumiverse.Actors.Providers.NovelAi;

/// <summary>Sizes of pictures, as "1216x832".</summary>
internal static class Resolutions
{
    public const string Default = "1216x832";

    public static readonly (int Width, int Height) DefaultSize = (1216, 832);

    /// <summary>Both sides are multiples of it.</summary>
    private const int Grain = 64;

    private const int MostPixels = 3_145_728;

    public static ImmutableArray<ModelOption> Presets { get; } =
    [
        new("1216x832", "Landscape (1216×832)"), new("832x1216", "Portrait (832×1216)"), new("1024x1024", "Square (1024×1024)"),
        new("1536x1024", "Large landscape (1536×1024)"), new("1024x1536", "Large portrait (1024×1536)"), new("1472x1472", "Large square (1472×1472)"),
        new("1920x1088", "Wallpaper landscape (1920×1088)"), new("1088x1920", "Wallpaper portrait (1088×1920)"),
        new("768x512", "Small landscape (768×512)"), new("512x768", "Small portrait (512×768)"), new("640x640", "Small square (640×640)"),
    ];

    /// <summary>Why a resolution can't be painted; null = it can.</summary>
    public static string? FindObstacle(string text) => Parse(text) is null
        ? $"NovelAI can't paint “{text}”: width and height must be multiples of {Grain} like {Default}, with at most {MostPixels} pixels together."
        : null;

    /// <summary>Width and height; null when NovelAI would not paint that.</summary>
    public static (int Width, int Height)? Parse(string text) =>
        text.ToLowerInvariant().Split('x', '×') is [var width, var height] && Side(width) is { } wide && Side(height) is { } high && (long)wide * high <= MostPixels
            ? (wide, high)
            : null;

    private static int? Side(string text) =>
        int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var side) && side > 0 && side % Grain == 0 ? side : null;
}
