using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// How far two scenes are apart, field by field, by meaning rather than by letters: "a dim tavern" and "the dim tavern"
/// are one place, night and midnight are close, a tavern and a harbour have nothing in common.
/// </summary>
public static class SceneChange
{
    /// <summary>A field counts as changed beyond this distance.</summary>
    public const double ChangedBeyond = 0.5;

    public static ImmutableArray<FieldChange> Between(Scene before, Scene after, ChangePolicy policy = ChangePolicy.Meaning)
    {
        var fields = ByMeaning(before, after);
        return policy == ChangePolicy.Exact ? [.. fields.Select(Exactly)] : fields;
    }

    private static FieldChange Exactly(FieldChange field) =>
        string.Equals(field.Before, field.After, StringComparison.Ordinal)
            ? field with { Distance = 0, Changed = false }
            : field with { Distance = 1, Changed = true };

    private static ImmutableArray<FieldChange> ByMeaning(Scene before, Scene after) =>
    [
        Field("environment", before.Environment, after.Environment, WordDistance.Between(before.Environment, after.Environment)),
        Field("time_of_day", before.TimeOfDay.Name(), after.TimeOfDay.Name(), HoursApart(before.TimeOfDay, after.TimeOfDay)),
        Field("weather", before.Weather, after.Weather, WeatherFamilies.Distance(before.Weather, after.Weather)),
        Field("mood", before.Mood, after.Mood, MoodFamilies.Distance(before.Mood, after.Mood)),
        Field("focal_detail", before.FocalDetail, after.FocalDetail, WordDistance.Between(before.FocalDetail, after.FocalDetail)),
    ];

    private static FieldChange Field(string name, string before, string after, double distance) =>
        new(name, before, after, Math.Round(distance, 2), distance > ChangedBeyond);

    /// <summary>The day is a circle; five hours of difference look like another day altogether.</summary>
    private static double HoursApart(TimeOfDay before, TimeOfDay after)
    {
        if (before == after)
            return 0;
        if (before == TimeOfDay.Unknown || after == TimeOfDay.Unknown)
            return 0.4; // Nothing was said; that is no evidence of a change.
        var hours = Math.Abs(HourOf(before) - HourOf(after));
        return Math.Min(1, Math.Min(hours, 24 - hours) / 5);
    }

    private static double HourOf(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => 6,
        TimeOfDay.Morning => 9,
        TimeOfDay.Midday => 12.5,
        TimeOfDay.GoldenHour => 17.5,
        TimeOfDay.Dusk => 19.5,
        TimeOfDay.Night => 22.5,
        _ => 24.5,
    };
}
