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

    // Snow stands before storm: "snowstorm" is snow. Storm stands before rain: "thunder and rain" is a storm. Clear stands
    // before clouds: "cloudless" has no cloud. Heat stands before fog: "heat haze" is no fog.
    private static readonly WordFamilies Skies = new(
        [
            ["snow", "blizzard", "sleet", "frost", "ice", "hail", "whiteout"],
            ["sand", "dust", "ash"],
            ["storm", "rainstorm", "thunder", "lightning", "gale-force", "tempest", "hurricane"],
            ["rain", "drizzl", "downpour", "shower", "wet"],
            ["heat", "hot", "humid", "swelter", "scorching"],
            ["fog", "mist", "haze", "smog"],
            ["aurora", "northern light"],
            ["clear", "sun", "cloudless", "star", "bright sky", "blue sky", "bright"],
            ["cloud", "overcast", "grey sky", "gray sky", "leaden"],
            ["wind", "breez", "gust", "gale"],
        ],
        [(0, 2), (2, 3), (8, 9), (5, 8), (7, 9)]);

    private static readonly WordFamilies Lights = new(
        [
            ["candle", "firelight", "fire", "torch", "lamp", "lantern", "hearth", "chandelier", "ember", "campfire"],
            ["neon"],
            ["fluorescent", "harsh light", "bright light", "floodlight", "spotlight", "flashing light", "flashlight"],
            ["moonlight", "starlight", "moonlit", "starlit"],
            ["sunlight", "daylight", "golden light", "sunbeam"],
            ["dim", "dark", "gloom", "shadow", "faint light", "half-light", "flickering"],
        ],
        [(0, 5), (3, 5)]);

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
