using System.Collections.Frozen;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>How a weather is met with: one stands under it, in it, or has it inside with one.</summary>
internal enum WeatherKind { Rain, Snow, Storm, Fog, Wind, Above, Felt, Adjective, Clause, Indoors, Other }

/// <summary>Puts a weather into a sentence, outside and behind windows.</summary>
internal static class WeatherWords
{
    private static readonly FrozenSet<string> Rains = Words.Set("rain raining drizzle downpour sleet shower showers monsoon");
    private static readonly FrozenSet<string> Snows = Words.Set("snow snowing snowfall hail flurries snowflakes");
    private static readonly FrozenSet<string> Storms = Words.Set("storm thunderstorm thunder lightning blizzard snowstorm sandstorm tempest squall hurricane typhoon");
    private static readonly FrozenSet<string> Fogs = Words.Set("fog mist haze smog");
    private static readonly FrozenSet<string> Winds = Words.Set("wind winds breeze gale gusts gust");
    private static readonly FrozenSet<string> Aboves = Words.Set("sky skies cloud clouds moon stars sun aurora lights overcast");

    private static readonly FrozenSet<string> Adjectives = Words.Set(
        "clear sunny cloudy overcast rainy foggy misty hazy snowy stormy windy breezy humid cold warm hot dry wet mild chilly freezing icy frosty muggy balmy calm grey gray gloomy cool crisp bright");

    private static readonly FrozenSet<string> Felts = Words.Set("heat cold darkness humidity frost shade light sunlight moonlight starlight daylight sunshine");

    /// <summary>What the air of a room is like.</summary>
    private static readonly FrozenSet<string> Airs = Words.Set(
        "candlelight lamplight firelight torchlight lantern-light smoke smoky steam steamy incense stale stuffy dusty musty damp draughty drafty fluorescent neon air indoors inside warmth glow");

    private static readonly FrozenSet<string> Airy = Words.Set("smoky steamy stale stuffy dusty musty damp draughty drafty fluorescent");

    /// <summary>Counted ones, which take an article.</summary>
    private static readonly FrozenSet<string> Counted = Words.Set(
        "storm thunderstorm blizzard snowstorm sandstorm tempest squall hurricane typhoon drizzle downpour shower breeze gale haze sky moon sun gust glow");

    public static WeatherKind KindOf(string weather)
    {
        var words = Words.In(weather).ToList();
        if (words.Any(word => word is "is" or "are" or "has" or "have" or "falls" or "fall"))
            return WeatherKind.Clause;
        return words.Any(Airs.Contains) ? WeatherKind.Indoors
            : words.All(word => Adjectives.Contains(word) || word is "and" or "very") ? WeatherKind.Adjective
            : words.Any(Storms.Contains) ? WeatherKind.Storm
            : words.Any(Rains.Contains) ? WeatherKind.Rain
            : words.Any(Snows.Contains) ? WeatherKind.Snow
            : words.Any(Fogs.Contains) ? WeatherKind.Fog
            : words.Any(Winds.Contains) ? WeatherKind.Wind
            : words.Any(Aboves.Contains) ? WeatherKind.Above
            : words.Any(Felts.Contains) ? WeatherKind.Felt
            : WeatherKind.Other;
    }

    /// <summary>Behind the place, such as ", in heavy rain"; empty for what needs a sentence of its own.</summary>
    public static string Clause(string weather) => weather.Length == 0 ? "" : KindOf(weather) switch
    {
        WeatherKind.Clause => "",
        WeatherKind.Adjective => $", in {weather} weather",
        WeatherKind.Above => $", under {WithArticle(weather)}",
        WeatherKind.Indoors when IsAiry(weather) => $", in {weather} air",
        WeatherKind.Other => $", with {weather}",
        _ => $", in {WithArticle(weather)}",
    };

    /// <summary>What a room shows of it.</summary>
    public static string FromInside(string weather) => weather.Length == 0 ? "" : KindOf(weather) switch
    {
        WeatherKind.Clause => "",
        WeatherKind.Indoors => IsAiry(weather) ? $"The air is {weather}." : $"It is filled with {weather}.",
        WeatherKind.Adjective => $"Outside, the weather is {weather}.",
        _ when weather.Contains(" and ", StringComparison.Ordinal) || weather.Contains(',', StringComparison.Ordinal) => $"Outside the windows there is {weather}.",
        WeatherKind.Rain => $"{English.Capital(weather)} runs down the windows.",
        WeatherKind.Snow => $"{English.Capital(weather.Replace("snowfall", "snow", StringComparison.Ordinal))} drifts past the windows.",
        WeatherKind.Storm => $"Outside the windows {Raging(weather)}.",
        WeatherKind.Fog => $"{English.Capital(weather)} stands behind the windows.",
        WeatherKind.Wind => $"Outside there is {WithArticle(weather)}.",
        WeatherKind.Above => $"The windows look out on {WithArticle(weather)}.",
        _ => $"Outside the windows: {weather}.",
    };

    /// <summary>Weathers that would fall into a room if nothing held them off.</summary>
    public static bool Falls(string weather) => KindOf(weather) is WeatherKind.Rain or WeatherKind.Snow or WeatherKind.Storm or WeatherKind.Fog or WeatherKind.Wind;

    private static bool IsAiry(string weather) => Airy.Contains(Words.In(weather).Last());

    private static string Raging(string weather) =>
        Words.In(weather).Last() is "thunder" or "lightning" ? $"there is {weather}" : $"{WithArticle(weather)} is raging";

    private static string WithArticle(string weather) => Words.Head(weather) is [.., var noun] && Counted.Contains(noun) ? English.WithArticle(weather) : weather;
}
