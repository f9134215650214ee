using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Names of places, and the words around them that say whether a place is meant.</summary>
internal sealed class PlaceWords(PlacesFile file)
{
    public PhraseIndex<PlaceTerm> Terms { get; } = new(file.Places.SelectMany(TermsOf));
    public FrozenSet<string> Parts { get; } = Lexicon.Words(file.Parts);
    public FrozenSet<string> OuterParts { get; } = Lexicon.Words(file.OuterParts);
    public FrozenSet<string> Followers { get; } = Lexicon.Words(file.Followers);
    public FrozenSet<string> Dropped { get; } = Lexicon.Words(file.Dropped);

    private static IEnumerable<(string, PlaceTerm)> TermsOf(PlaceEntry place) =>
        place.Terms.Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsInside: false)))
            .Concat((place.InsideTerms ?? []).Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsInside: true))));
}

internal sealed record PlaceTerm(string Kind, bool IsIndoors, bool NeedsInside);

/// <summary>Words for times of day, direct and indirect.</summary>
internal sealed class TimeWords(TimesFile file)
{
    public PhraseIndex<TimeHint> Terms { get; } = new(file.Times.SelectMany(entry =>
        entry.Terms.Select(term => (Lexicon.Checked(term), new TimeHint(Parsed(entry.Time), entry.Vague)))));

    /// <summary>By the thing in the sky.</summary>
    public FrozenDictionary<string, ImmutableArray<SkyMotion>> Motions { get; } = file.Motions
        .SelectMany(motion => motion.Anchor.Select(anchor => (anchor, motion)))
        .GroupBy(pair => Lexicon.Checked(pair.anchor))
        .ToFrozenDictionary(group => group.Key, group => group.Select(pair => MotionOf(pair.motion)).ToImmutableArray());

    public PhraseIndex<bool> Daylight { get; } = Lexicon.Phrases(file.Daylight);
    public PhraseIndex<bool> NotAfter { get; } = Lexicon.Phrases(file.NotAfter);
    public PhraseIndex<bool> NotBefore { get; } = Lexicon.Phrases(file.NotBefore);

    private static SkyMotion MotionOf(TimeMotion motion) =>
        new(Lexicon.Words(motion.Near), new TimeHint(Parsed(motion.Time), motion.Vague));

    private static TimeOfDay Parsed(string name) => TimesOfDay.Parse(name) is var time && time != TimeOfDay.Unknown
        ? time
        : throw new InvalidDataException($"The lexicon knows no time of day '{name}'.");
}

internal sealed record TimeHint(TimeOfDay Time, bool IsVague);

internal sealed record SkyMotion(FrozenSet<string> Near, TimeHint Hint);

/// <summary>Words for weather, its beginning and its end.</summary>
internal sealed class WeatherWords(WeatherFile file)
{
    public PhraseIndex<WeatherEntry> Terms { get; } = new(file.Weather.SelectMany(entry =>
        entry.Terms.Append(entry.Name).Distinct().Select(term => (Lexicon.Checked(term), entry))));

    public PhraseIndex<bool> Endings { get; } = Lexicon.Phrases(file.Endings);
    public PhraseIndex<bool> Onsets { get; } = Lexicon.Phrases(file.Onsets);
    public PhraseIndex<bool> Figures { get; } = Lexicon.Phrases(file.Figures);
    public FrozenSet<string> IndoorSigns { get; } = Lexicon.Words(file.IndoorSigns);
}

/// <summary>Families of words that make a mood.</summary>
internal sealed class MoodWords(MoodsFile file)
{
    private const int StrongWeight = 2;
    private const int WeakWeight = 1;

    public ImmutableArray<string> Names { get; } = [.. file.Moods.Select(mood => Lexicon.Checked(mood.Mood))];

    /// <summary>Which moods a phrase speaks for, by index, and how strongly; a word may serve several.</summary>
    public PhraseIndex<ImmutableArray<MoodHint>> Terms { get; } = new(file.Moods
        .SelectMany((mood, index) => Hints(mood.Strong, index, StrongWeight).Concat(Hints(mood.Weak, index, WeakWeight)))
        .GroupBy(pair => pair.Term, pair => pair.Hint)
        .Select(group => (group.Key, group.ToImmutableArray())));

    private static IEnumerable<(string Term, MoodHint Hint)> Hints(ImmutableArray<string> terms, int mood, int weight) =>
        terms.Select(term => (Lexicon.Checked(term), new MoodHint(mood, weight)));
}

internal readonly record struct MoodHint(int Mood, int Weight);

/// <summary>Things an eye may rest on.</summary>
internal sealed class ObjectWords(ObjectsFile file)
{
    public PhraseIndex<string> Terms { get; } = new(file.Objects.Select(term => (Lexicon.Checked(term), term)));
    public FrozenSet<string> Qualities { get; } = Lexicon.Words(file.Qualities);
}
