using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// How far two scenes are apart, field by field, by meaning rather than by letters: "a dim tavern" and "the dim tavern"
/// are one place, night and midnight are close, a tavern and a harbour have nothing in common.
/// </summary>
public static class SceneChange
{
    /// <summary>Another part of the same place is 0.4, another place 0.6 or more: a picture of the one doesn't show the other.</summary>
    public const double PlaceLimit = 0.5;

    /// <summary>One step around the day is 0.27 and two are 0.53: a neighbouring time has nearly the same light.</summary>
    public const double TimeLimit = 0.35;

    /// <summary>Weathers that look alike (rain and thunder, wind and clouds) are 0.5, others 0.8 or more.</summary>
    public const double WeatherLimit = 0.5;

    /// <summary>Moods that shade into each other (tense and frightening) are 0.5, others 1.</summary>
    public const double MoodLimit = 0.5;

    /// <summary>One thing described in other words is at most 0.3, another thing 1.</summary>
    public const double FocusLimit = 0.5;

    /// <summary>
    /// In characters. A field is a few words; should an extractor write a page into one, its beginning names the thing, and
    /// comparing every word with every other must not hold up the chat.
    /// </summary>
    public const int LongestCompared = 400;

    public static ImmutableArray<FieldChange> Between(Scene before, Scene after, ChangePolicy policy = ChangePolicy.Meaning)
    {
        var fields = ByMeaning(before, after);
        return policy == ChangePolicy.Exact ? [.. fields.Select(Exactly)] : fields;
    }

    private static ImmutableArray<FieldChange> ByMeaning(Scene before, Scene after) =>
    [
        Told("environment", before.Environment, after.Environment, PlaceDistance.Between, PlaceLimit),
        Field("time_of_day", before.TimeOfDay.Name(), after.TimeOfDay.Name(), DayCircle.Between(before.TimeOfDay, after.TimeOfDay), TimeLimit),
        Told("weather", before.Weather, after.Weather, WeatherDistance.Between, WeatherLimit),
        Told("mood", before.Mood, after.Mood, MoodDistance.Between, MoodLimit),
        Told("focal_detail", before.FocalDetail, after.FocalDetail, ThingDistance.Between, FocusLimit),
    ];

    private static FieldChange Told(string name, string before, string after, Func<string, string, double> distance, double limit) =>
        Field(name, before, after, distance(Beginning(before), Beginning(after)), limit);

    private static string Beginning(string text) => text.Length <= LongestCompared ? text : text[..LongestCompared];

    private static FieldChange Field(string name, string before, string after, double distance, double limit) =>
        new(name, before, after, Math.Round(distance, 2), distance > limit);

    private static FieldChange Exactly(FieldChange field) =>
        string.Equals(field.Before, field.After, StringComparison.Ordinal)
            ? field with { Distance = 0, Changed = false }
            : field with { Distance = 1, Changed = true };
}
