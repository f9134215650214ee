using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>Whom a tag counts.</summary>
internal enum SubjectKind { Girl, Boy, Other }

/// <summary>How single things are called in the tags of Danbooru.</summary>
internal static class TagWords
{
    /// <summary>From here on the tags count no further.</summary>
    private const int Crowd = 6;

    private static readonly FrozenSet<string> Girls = Set(
        "girl girls 1girl woman women female lady she her maid queen princess empress duchess countess baroness witch goddess priestess nun mother grandmother daughter sister aunt wife waitress actress heroine sorceress huntress barmaid");

    private static readonly FrozenSet<string> Boys = Set(
        "boy boys 1boy man men male gentleman he his him king prince emperor duke count baron wizard god priest monk father grandfather son brother uncle husband waiter actor lord barman");

    /// <summary>The tags are American; other colours of grey are rare.</summary>
    private static readonly FrozenDictionary<string, string> Spellings = Map(
        ("harbour", "harbor"), ("colour", "color"), ("colours", "colors"), ("gray", "grey"), ("theatre", "theater"), ("armour", "armor"),
        ("centre", "center"), ("jewellery", "jewelry"), ("parlour", "parlor"), ("neighbourhood", "neighborhood"), ("plough", "plow"));

    /// <summary>Adjectives of a place that are a tag of their own.</summary>
    private static readonly FrozenDictionary<string, string> Lights = Map(
        ("dim", "dim lighting"), ("dimly-lit", "dim lighting"), ("dark", "dark"), ("candlelit", "candlelight"), ("moonlit", "moonlight"),
        ("sunlit", "sunlight"), ("torchlit", "torch"), ("lamplit", "lamp"), ("firelit", "firelight"), ("neon-lit", "neon lights"),
        ("snowy", "snow"), ("rainy", "rain"), ("misty", "mist"), ("foggy", "fog"), ("ruined", "ruins"), ("overgrown", "overgrown"),
        ("abandoned", "abandoned"), ("crowded", "crowded"), ("underwater", "underwater"), ("underground", "underground"));

    /// <summary>How strong the weather is has no tag.</summary>
    private static readonly FrozenSet<string> Strengths = Set(
        "heavy light thick dense gentle soft steady driving pouring strong faint fine thin cold warm bitter fierce raging sudden");

    private static readonly FrozenSet<string> Colors = Set(
        "red orange yellow green blue purple violet pink brown black white grey aqua teal cyan gold golden silver beige turquoise crimson amber copper bronze ochre rust sepia maroon lavender indigo emerald scarlet magenta navy ivory");

    private static readonly FrozenDictionary<string, string> Manners = Map(("muted", "muted color"), ("pastel", "pastel colors"), ("vivid", "colorful"));

    public static string Spelling(string word) => Spellings.GetValueOrDefault(word, word);

    public static IEnumerable<string> Surroundings(Surroundings surroundings) => surroundings switch
    {
        Prompts.Surroundings.Open => ["outdoors"],
        Prompts.Surroundings.Room or Prompts.Surroundings.Enclosed => ["indoors"],
        _ => [],
    };

    /// <summary>The sun itself is not seen from a room, or behind clouds.</summary>
    public static IEnumerable<string> Hour(PictureBrief brief)
    {
        var isSunSeen = brief is { Surroundings: not Prompts.Surroundings.Room, Light.Sky: not (Sky.Covered or Sky.Hazy) };
        return brief.Time switch
        {
            TimeOfDay.Dawn => isSunSeen ? ["dawn", "sunrise"] : ["dawn"],
            TimeOfDay.Morning => ["morning"],
            TimeOfDay.Midday => ["day"],
            TimeOfDay.GoldenHour => isSunSeen ? ["golden hour", "sunset"] : ["golden hour"],
            TimeOfDay.Dusk => ["dusk"],
            TimeOfDay.Night => ["night"],
            TimeOfDay.Midnight => ["midnight", "night"],
            _ => [],
        };
    }

    /// <summary>What daylight does with a place, where there is any.</summary>
    public static IEnumerable<string> Sunlight(PictureBrief brief) => brief.Light switch
    {
        { ThroughWindows: true } when WeatherWords.Falls(brief.Weather) => [],
        { Time: TimeOfDay.Unknown or TimeOfDay.Night or TimeOfDay.Midnight or TimeOfDay.Dusk } => [],
        { ThroughWindows: true, Sky: Sky.Covered or Sky.Hazy } => ["window"],
        { ThroughWindows: true } => ["window", "sunlight"],
        { Sky: Sky.Covered or Sky.Hazy } => [],
        { Time: TimeOfDay.GoldenHour } => ["sunlight", "long shadow"],
        _ => ["sunlight"],
    };

    /// <summary>A place and the light it stands in: "dim harbor tavern" is a harbor tavern, and dim lighting.</summary>
    public static IEnumerable<string> Light(string place)
    {
        var words = place.Split(' ');
        var nouns = string.Join(' ', words.Where(word => !Lights.ContainsKey(word)));
        var lights = words.Where(Lights.ContainsKey).Select(word => Lights[word]);
        return nouns.Length > 0 ? [nouns, .. lights] : lights;
    }

    /// <summary>Without its strength, and kept outside of rooms.</summary>
    public static string Weather(string phrase, Surroundings surroundings)
    {
        var bare = string.Join(' ', phrase.Split(' ') switch
        {
            [var strength, .. var rest] when rest.Length > 0 && Strengths.Contains(strength) => rest,
            var words => words,
        });
        bare = bare.Replace("snowfall", "snowing", StringComparison.Ordinal);
        return surroundings == Prompts.Surroundings.Room && WeatherWords.Falls(bare) ? $"{bare} outside window" : bare;
    }

    /// <summary>"muted teal" is a teal theme, in muted colors.</summary>
    public static IEnumerable<string> Colours(string phrase)
    {
        var words = phrase.Split(' ');
        if (!Colors.Contains(words[^1]))
            return [phrase];
        var manners = words.Where(Manners.ContainsKey).Select(word => Manners[word]);
        return [$"{string.Join(' ', words.Where(word => !Manners.ContainsKey(word)))} theme", .. manners];
    }

    public static SubjectKind KindIn(string? text) =>
        TagPhrases.Words(text?.Replace(',', ' ').Replace('.', ' ')).Select(KindOf).FirstOrDefault(kind => kind != SubjectKind.Other, SubjectKind.Other);

    /// <summary>Whether a tag only says how many people there are, or of which kind.</summary>
    public static bool IsCount(string tag) =>
        tag is "girl" or "boy" or "woman" or "man" or "solo" or "female" or "male"
        || tag.Length > 1 && char.IsAsciiDigit(tag[0]) && (tag.Contains("girl", StringComparison.Ordinal) || tag.Contains("boy", StringComparison.Ordinal) || tag.Contains("other", StringComparison.Ordinal));

    public static string One(SubjectKind kind) => kind switch
    {
        SubjectKind.Girl => "girl",
        SubjectKind.Boy => "boy",
        _ => "other",
    };

    public static string Many(SubjectKind kind, int count) => (count, One(kind)) switch
    {
        (1, var one) => $"1{one}",
        ( >= Crowd, var one) => $"{Crowd}+{one}s",
        (_, var one) => $"{count}{one}s",
    };

    private static SubjectKind KindOf(string word) =>
        Girls.Contains(word) ? SubjectKind.Girl : Boys.Contains(word) ? SubjectKind.Boy : SubjectKind.Other;

    private static FrozenSet<string> Set(string words) => Words.Set(words);

    private static FrozenDictionary<string, string> Map(params (string From, string To)[] words) =>
        words.ToFrozenDictionary(word => word.From, word => word.To, StringComparer.Ordinal);
}
