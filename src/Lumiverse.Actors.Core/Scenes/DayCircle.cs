namespace Lumiverse.Actors.Core.Scenes;

/// <summary>How far two times of day are apart, on a circle measured by how much the light differs rather than by the clock.</summary>
internal static class DayCircle
{
    /// <summary>Five steps of one from dawn to night, half a step to midnight, and two from there to dawn.</summary>
    private const double Around = 7.5;

    /// <summary>Nothing was said; that is no evidence of a change.</summary>
    private const double Untold = 0.3;

    public static double Between(TimeOfDay before, TimeOfDay after)
    {
        if (before == after)
            return 0;
        if (before == TimeOfDay.Unknown || after == TimeOfDay.Unknown)
            return Untold;
        var steps = Math.Abs(PlaceOf(before) - PlaceOf(after));
        return Math.Min(steps, Around - steps) / (Around / 2);
    }

    /// <summary>Night and midnight look nearly the same; from midnight to dawn it takes a while.</summary>
    private static double PlaceOf(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => 0,
        TimeOfDay.Morning => 1,
        TimeOfDay.Midday => 2,
        TimeOfDay.GoldenHour => 3,
        TimeOfDay.Dusk => 4,
        TimeOfDay.Night => 5,
        _ => 5.5,
    };
}
