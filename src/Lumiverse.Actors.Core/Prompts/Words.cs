using System.Collections.Frozen;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What single English words say of a picture.</summary>
internal static class Words
{
    private static readonly FrozenSet<string> Cuts = Set(
        "about above across after against along amid and around as at before behind below beneath beside between beyond by down for from has have holding in "
        + "inside into is are was were near of off on onto or out outside over past than that through to toward towards under upon wearing when where which while who whose with within without");

    /// <summary>Nouns that are people when they stand last in a phrase.</summary>
    private static readonly FrozenSet<string> People = Set(
        "people person persons figure figures stranger strangers man men woman women boy boys girl girls child children crowd crowds throng couple guard guards knight knights soldier soldiers "
        + "traveller travellers traveler travelers villager villagers merchant merchants bartender barkeep innkeeper barmaid sailor sailors thief rogue assassin hero heroine someone somebody anyone "
        + "patron patrons customer customers dancer dancers bard musician musicians beggar beggars pilgrim pilgrims monk monks nun nuns priest priestess king queen prince princess lord lady maid butler "
        + "wizard witch mage sorcerer sorceress warrior warriors hunter huntress captain waiter waitress student students teacher policeman officer detective passer-by passers-by silhouette silhouettes "
        + "mother father sister brother daughter son wife husband lover lovers friend friends face faces hands eyes 1girl 1boy 2girls 2boys solo");

    private static readonly FrozenSet<string> Crowded = Set("crowded bustling busy packed thronged teeming populous");

    /// <summary>A place of such a description has its own light, whatever the hour.</summary>
    private static readonly FrozenSet<string> Lit = Set(
        "dim dimly-lit dark darkened gloomy shadowy candlelit moonlit sunlit torchlit lamplit firelit starlit neon neon-lit lantern-lit well-lit brightly-lit lit unlit glowing sunny sun-drenched moon stars aurora");

    private static readonly FrozenSet<string> Covering = Set(
        "rain rainy raining drizzle downpour storm stormy thunderstorm thunder lightning snow snowy snowing snowfall blizzard snowstorm sleet hail overcast cloud clouds cloudy grey gray gloomy monsoon shower showers squall tempest");

    private static readonly FrozenSet<string> Hazing = Set("fog foggy mist misty haze hazy smoke smoky smog dust dusty sandstorm ash");

    private static readonly FrozenSet<string> Clearing = Set("clear sunny sun cloudless bright sunshine sunlight starry stars moon moonlight moonlit aurora");

    /// <summary>What people begin a line with; a small letter makes no name of them.</summary>
    private static readonly FrozenSet<string> Common = Set(
        "a an the some old ancient small large big huge great quiet silent empty narrow wide long high low deep cold warm cosy cozy busy crowded bustling modern rustic wooden stone rocky sandy grassy mossy misty foggy "
        + "snowy rainy stormy sunny abandoned ruined overgrown lonely distant open dusty dirty clean bright heavy light soft strong thick thin");

    public static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word ends the phrase before it.</summary>
    public static bool IsCut(string word) => Cuts.Contains(word);

    public static bool IsCommon(string word) => Common.Contains(word) || Lit.Contains(word) || Places.IsPlace(word);

    public static bool IsPerson(string word) => People.Contains(word);

    public static bool IsCrowded(string word) => Crowded.Contains(word);

    public static bool HasOwnLight(string place) => In(place).Any(word => Lit.Contains(word) || word.EndsWith("light", StringComparison.Ordinal) && word != "light" || word.EndsWith("lights", StringComparison.Ordinal));

    public static Sky SkyOf(string weather) =>
        In(weather).Any(Covering.Contains) ? Sky.Covered
        : In(weather).Any(Hazing.Contains) ? Sky.Hazy
        : In(weather).Any(Clearing.Contains) ? Sky.Clear
        : Sky.Unsaid;

    /// <summary>The words of a text in small letters, without what stands around them.</summary>
    public static IEnumerable<string> In(string text) => text.ToLowerInvariant()
        .Split([' ', ',', ';', '.', ':', '!', '?', '(', ')', '"', '_', '\n', '/'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The words up to the first preposition or comma; the last of them is the noun. Written as they are.</summary>
    public static string[] Head(string phrase)
    {
        var first = phrase.Split([',', ';', '(', '\n', '—', '–'], 2)[0];
        return [.. first.Split(' ', StringSplitOptions.RemoveEmptyEntries).TakeWhile((word, index) => index == 0 || !IsCut(word.ToLowerInvariant()))];
    }
}
