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
        "red orange yellow green blue purple violet pink brown black white grey aqua teal cyan gold golden silver beige turquoise crimson amber");

    public static string Spelling(string word) => Spellings.GetValueOrDefault(word, word);

    public static IEnumerable<string> Hour(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => ["sunrise"],
        TimeOfDay.Morning => ["morning"],
        TimeOfDay.Midday => ["day"],
        TimeOfDay.GoldenHour => ["golden hour", "sunset"],
        TimeOfDay.Dusk => ["dusk"],
        TimeOfDay.Night => ["night"],
        TimeOfDay.Midnight => ["midnight", "night"],
        _ => [],
    };

    /// <summary>A place and the light it stands in: "dim harbor tavern" is a harbor tavern, and dim lighting.</summary>
    public static IEnumerable<string> Light(string place)
    {
        var words = place.Split(' ');
        var nouns = string.Join(' ', words.Where(word => !Lights.ContainsKey(word)));
        var lights = words.Where(Lights.ContainsKey).Select(word => Lights[word]);
        return nouns.Length > 0 ? [nouns, .. lights] : lights;
    }

    public static string Weather(string phrase) => string.Join(' ', phrase.Split(' ') switch
    {
        [var strength, .. var rest] when rest.Length > 0 && Strengths.Contains(strength) => rest,
        var words => words,
    });

    public static string Colours(string phrase) => Colors.Contains(phrase) ? $"{phrase} theme" : phrase;

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

    private static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static FrozenDictionary<string, string> Map(params (string From, string To)[] words) =>
        words.ToFrozenDictionary(word => word.From, word => word.To, StringComparer.Ordinal);
}
