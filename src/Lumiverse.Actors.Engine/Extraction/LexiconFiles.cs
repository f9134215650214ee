using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Lumiverse.Actors.Engine.Extraction;

// The shapes of config/lexicon/*.json. A missing or misspelt member stops the load.

internal sealed record PlacesFile(
    ImmutableArray<PlaceEntry> Places, ImmutableArray<string> Parts, ImmutableArray<string> NotParts, ImmutableArray<string> OuterParts,
    ImmutableArray<string> Followers, ImmutableArray<string> Fixtures, ImmutableArray<string> Dropped);

/// <param name="InsideTerms">Words that name the place only after "in" or "into": one sits at a bar in many places.</param>
/// <param name="DeterminedTerms">Words that name it only after an article: "the mine", not "a friend of mine".</param>
/// <param name="ReachedTerms">Words that name it only when somebody gets or is there: rain falls on many a roof.</param>
internal sealed record PlaceEntry(
    string Kind, bool Indoors, ImmutableArray<string> Terms, ImmutableArray<string>? InsideTerms = null,
    ImmutableArray<string>? ReachedTerms = null, ImmutableArray<string>? DeterminedTerms = null);

internal sealed record TimesFile(
    ImmutableArray<TimeEntry> Times, ImmutableArray<TimeMotion> Motions, ImmutableArray<string> Daylight,
    ImmutableArray<string> NotAfter, ImmutableArray<string> NotBefore);

/// <param name="Vague">Doesn't replace a finer time it is compatible with: moonlight at midnight.</param>
internal sealed record TimeEntry(string Time, ImmutableArray<string> Terms, bool Vague = false);

/// <summary>A thing in the sky and words that tell the time when they stand close to it.</summary>
/// <param name="Unless">Times of day that have it as well: the sky turns red at dawn, too.</param>
internal sealed record TimeMotion(
    ImmutableArray<string> Anchor, ImmutableArray<string> Near, string Time, bool Vague = false, ImmutableArray<string>? Unless = null);

internal sealed record WeatherFile(
    ImmutableArray<WeatherEntry> Weather, ImmutableArray<string> Endings, ImmutableArray<string> Onsets,
    ImmutableArray<string> IndoorSigns, ImmutableArray<string> Figures, ImmutableArray<string> FalseFalls,
    ImmutableArray<WeatherMotion> Motions, ImmutableArray<LightEntry> Lights);

/// <summary>A word for the sky or what falls from it, and words close to it that tell the weather.</summary>
internal sealed record WeatherMotion(ImmutableArray<string> Anchor, ImmutableArray<string> Near, string Weather);

/// <param name="Strong">Phrases that tell the light wherever they stand.</param>
/// <param name="Weak">Things that give this light where it isn't day.</param>
internal sealed record LightEntry(string Name, ImmutableArray<string> Strong, ImmutableArray<string> Weak);

internal sealed record ColoursFile(
    ImmutableArray<string> Colours, ImmutableArray<ImmutableArray<string>> Variants, ImmutableArray<string> Lights, ImmutableArray<string> Washes);

/// <param name="Family">Weathers of one family differ in strength only.</param>
/// <param name="Rank">Which of two weathers in one sky a picture shows; the higher one.</param>
/// <param name="Vague">Says the family, not the strength.</param>
internal sealed record WeatherEntry(string Name, string Family, int Rank, ImmutableArray<string> Terms, bool Vague = false);

internal sealed record MoodsFile(ImmutableArray<MoodEntry> Moods);

/// <param name="Tone">Moods of one tone support each other: what frightens is tense as well.</param>
internal sealed record MoodEntry(string Mood, string Tone, ImmutableArray<string> Strong, ImmutableArray<string> Weak);

internal sealed record ObjectsFile(ImmutableArray<string> Objects, ImmutableArray<string> Qualities, ImmutableArray<string> Furnishings);

internal sealed record GrammarFile(
    ImmutableArray<string> Determiners, ImmutableArray<string> Participants, ImmutableArray<string> Moves,
    ImmutableArray<string> Arrives, ImmutableArray<string> Stances, ImmutableArray<string> Copulas, ImmutableArray<string> Leaves,
    ImmutableArray<string> Attends, ImmutableArray<string> Sources, ImmutableArray<string> Destinations,
    ImmutableArray<string> Inside, ImmutableArray<string> Beside, ImmutableArray<string> Toward,
    ImmutableArray<string> Transitions, ImmutableArray<string> WholeSentence, ImmutableArray<string> SentenceTail,
    ImmutableArray<string> ClauseTail, ImmutableArray<string> Perceptions, ImmutableArray<string> Negations,
    ImmutableArray<string> Denials, ImmutableArray<string> DenialEnds, ImmutableArray<string> Results,
    ImmutableArray<string> Adverbs, ImmutableArray<string> Pronouns, ImmutableArray<string> Subjects, ImmutableArray<string> Stops,
    ImmutableArray<string> Pictures, ImmutableArray<string> Depicts, ImmutableArray<string> Adverbials, ImmutableArray<string> Around,
    ImmutableArray<string> NowMarkers, ImmutableArray<string> Shows, ImmutableArray<string> Settles);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(PlacesFile))]
[JsonSerializable(typeof(TimesFile))]
[JsonSerializable(typeof(WeatherFile))]
[JsonSerializable(typeof(MoodsFile))]
[JsonSerializable(typeof(ObjectsFile))]
[JsonSerializable(typeof(GrammarFile))]
[JsonSerializable(typeof(ColoursFile))]
internal sealed partial class LexiconJson : JsonSerializerContext;
