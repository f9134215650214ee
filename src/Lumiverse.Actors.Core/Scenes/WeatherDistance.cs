namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// How far two weathers are apart: what falls or blows, and by what light it is seen. "Heavy rain, candlelight" has both.
/// </summary>
internal static class WeatherDistance
{
    /// <summary>A light where only the weather was told, or the other way round, is no evidence of a change by itself.</summary>
    private const double OneMoreAspect = 0.3;

    /// <summary>Rain before, lamps after: the picture has gone indoors.</summary>
    private const double OtherAspect = 0.8;

    private static readonly WordFamilies Skies = new(Likeness.English.Skies);
    private static readonly WordFamilies Lights = new(Likeness.English.Lights);

    public static double Between(string before, string after)
    {
        if (before.Trim().Length == 0 || after.Trim().Length == 0)
            return before.Trim().Length == after.Trim().Length ? 0 : ThingDistance.Unsaid;
        var (left, right) = (Aspects.Of(before), Aspects.Of(after));
        if (left.IsUnknown || right.IsUnknown)
            return Skies.Distance(before, after);
        var sky = Apart(Skies, left.Sky, right.Sky);
        var light = Apart(Lights, left.Light, right.Light);
        return sky is null && light is null ? OtherAspect : Math.Max(sky ?? OneMoreAspect, light ?? 0);
    }

    private static double? Apart(WordFamilies families, string before, string after) =>
        before.Length == 0 || after.Length == 0 ? null : families.Distance(before, after);

    /// <param name="Sky">What of the text tells the weather; empty when nothing does.</param>
    /// <param name="Light">What of it tells the light.</param>
    private readonly record struct Aspects(string Sky, string Light)
    {
        public bool IsUnknown => Sky.Length == 0 && Light.Length == 0;

        /// <summary>A part that names a light is light, even where it begins like a weather: "sunlight", "bright light".</summary>
        public static Aspects Of(string text)
        {
            var parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return new Aspects(
                string.Join(' ', parts.Where(part => !Lights.Knows(part) && Skies.Knows(part))),
                string.Join(' ', parts.Where(Lights.Knows)));
        }
    }
}
