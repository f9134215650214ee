namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Places that are named by where they aren't: "outside", "outside the tavern", "indoors".</summary>
internal static class OpenPlaces
{
    public const string Outdoors = "outdoors";
    public const string Indoors = "indoors";
    public const string Room = "room";
    public const string OutsideThe = "outside the ";

    public static PlaceTerm OutsideTerm { get; } = new(Outdoors, IsIndoors: false);

    /// <summary>Where stepping outside leads from a place; null when that is no change.</summary>
    public static string? OutOf(string environment, bool? isIndoors) => (environment, isIndoors) switch
    {
        ("", _) => Outdoors,
        (_, false) => null,
        _ => OutsideThe + environment,
    };

    /// <summary>Where stepping inside leads from a place; null when that is no change.</summary>
    public static string? Into(string environment, bool? isIndoors) => (environment, isIndoors) switch
    {
        (_, true) => null,
        _ when environment.StartsWith(OutsideThe, StringComparison.Ordinal) => environment[OutsideThe.Length..],
        _ => Indoors,
    };
}
