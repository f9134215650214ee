using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>The seven times of day a scene can have, in the order of the day; <see cref="Unknown"/> when nothing tells.</summary>
public enum TimeOfDay { Unknown, Dawn, Morning, Midday, GoldenHour, Dusk, Night, Midnight }

public static class TimesOfDay
{
    private static readonly ImmutableArray<string> Names = ["", "dawn", "morning", "midday", "golden hour", "dusk", "night", "midnight"];

    /// <summary>The name as it travels in JSON; empty for unknown.</summary>
    public static string Name(this TimeOfDay time) => Names[(int)time];

    public static TimeOfDay Parse(string? name) => Math.Max(0, Names.IndexOf((name ?? "").Trim().ToLowerInvariant())) switch
    {
        var index => (TimeOfDay)index,
    };
}

/// <summary>Where, when and in what air a chat stands. An empty text means that nothing has told it yet.</summary>
/// <param name="Environment">The place in a few words, such as "dim harbour tavern".</param>
/// <param name="Weather">Weather and light, such as "heavy rain"; empty indoors unless it matters.</param>
/// <param name="Mood">One or two words, such as "tense".</param>
/// <param name="FocalDetail">The one thing the eye goes to, such as "a silver lantern on the bar".</param>
public sealed record Scene(string Environment, TimeOfDay TimeOfDay, string Weather, string Mood, string FocalDetail)
{
    public static Scene Unknown { get; } = new("", TimeOfDay.Unknown, "", "", "");

    /// <summary>Colours somebody asked for; null = by mood and time.</summary>
    public string? PaletteOverride { get; init; }

    /// <summary>People in the picture; empty unless people are included.</summary>
    public ImmutableArray<SceneSubject> Subjects { get; init; } = [];

    /// <summary>How the subjects are placed, the shot and the camera; null = the painter decides.</summary>
    public string? CompositionSubjects { get; init; }
    public string? CompositionShot { get; init; }
    public string? CompositionCamera { get; init; }

    /// <summary>Whether there is a place to paint at all.</summary>
    public bool IsPaintable => Environment.Length > 0;
}

/// <summary>A person in the scene.</summary>
public sealed record SceneSubject(string? Name, string? Role, string? Appearance, ImmutableArray<string> Tags);
