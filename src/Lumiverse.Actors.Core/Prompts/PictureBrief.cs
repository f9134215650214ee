using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What shuts a place off: nothing, walls with windows, or walls without.</summary>
public enum Surroundings { Unsaid, Open, Room, Enclosed }

/// <summary>What stands between a place and the sun, or the stars.</summary>
public enum Sky { Unsaid, Clear, Covered, Hazy }

/// <summary>The light that falls in from outside; what a place is lit by itself belongs to the place.</summary>
/// <param name="Time">Unknown = no light from outside is to be told of.</param>
public sealed record Daylight(TimeOfDay Time, Sky Sky, bool ThroughWindows);

/// <summary>Somebody in the picture, told in words and in tags.</summary>
public sealed record BriefPerson(string Name, string Role, string Appearance, ImmutableArray<string> Tags);

/// <summary>
/// A picture as it is meant, before it is worded for a model: each writer words the same brief. Nothing in it contradicts
/// anything else in it. Empty texts mean that nothing was said.
/// </summary>
public sealed record PictureBrief(string Place, Surroundings Surroundings, TimeOfDay Time, string Weather, Daylight Light)
{
    public string Mood { get; init; } = "";

    /// <summary>The one thing that the eye goes to.</summary>
    public string FocalPoint { get; init; } = "";
    public string Palette { get; init; } = "";

    /// <summary>Empty = the place alone, without anybody.</summary>
    public ImmutableArray<BriefPerson> People { get; init; } = [];

    /// <summary>How they are placed.</summary>
    public string Arrangement { get; init; } = "";
    public string Shot { get; init; } = "";
    public string Camera { get; init; } = "";

    /// <summary>Somebody's words have people in them although the scene has none: nobody is to be declared absent.</summary>
    public bool MayHoldOthers { get; init; }

    /// <summary>How people want it painted; empty = as the painter likes.</summary>
    public ImmutableArray<string> Styles { get; init; } = [];

    /// <summary>What people do not want in it, phrase by phrase; nothing else in the brief speaks of it.</summary>
    public ImmutableArray<string> Negatives { get; init; } = [];

    public bool IsDeserted => People.IsEmpty && !MayHoldOthers;
}
