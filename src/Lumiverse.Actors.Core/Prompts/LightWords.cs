using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>What light an hour gives, under each sky and behind windows. No colours: those are the palette's.</summary>
internal static class LightWords
{
    /// <summary>A sentence; empty where nothing is to be told.</summary>
    public static string Sentence(Daylight light) => light.ThroughWindows ? Inside(light.Time) : light.Sky switch
    {
        Sky.Covered => Covered(light.Time),
        Sky.Hazy => Hazy(light.Time),
        _ => Open(light.Time),
    };

    private static string Inside(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => "The first light of dawn comes in through the windows.",
        TimeOfDay.Morning => "Morning light comes in through the windows.",
        TimeOfDay.Midday => "Midday light comes in through the windows.",
        TimeOfDay.GoldenHour => "Low golden-hour sunlight slants in through the windows.",
        TimeOfDay.Dusk => "Dusk shows in the windows, and most of the light comes from inside.",
        TimeOfDay.Night => "It is night outside the windows, and all the light comes from inside.",
        TimeOfDay.Midnight => "It is midnight, the windows are black, and all the light comes from inside.",
        _ => "",
    };

    private static string Open(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => "The first light comes in low, and the shadows are still deep.",
        TimeOfDay.Morning => "Fresh light falls at a slant.",
        TimeOfDay.Midday => "The sun stands high, and the shadows are short.",
        TimeOfDay.GoldenHour => "Low sunlight rakes across the scene and draws long shadows.",
        TimeOfDay.Dusk => "The sun is down, and the last light is fading.",
        TimeOfDay.Night => "It is dark, and what little light there is stands out.",
        TimeOfDay.Midnight => "It is the dead of night, and what little light there is stands out.",
        _ => "",
    };

    private static string Covered(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => "The first light is weak and diffuse.",
        TimeOfDay.Morning => "The light is soft and muted.",
        TimeOfDay.Midday => "The daylight is flat, almost without shadows.",
        TimeOfDay.GoldenHour => "Low sunlight breaks in under the clouds.",
        TimeOfDay.Dusk => "The last light drains out of a heavy sky.",
        TimeOfDay.Night => "The sky is starless, and what little light there is stands out.",
        TimeOfDay.Midnight => "It is the dead of night under a starless sky, and what little light there is stands out.",
        _ => "",
    };

    private static string Hazy(TimeOfDay time) => time switch
    {
        TimeOfDay.Dawn => "The first light is weak and diffuse.",
        TimeOfDay.Morning or TimeOfDay.Midday => "The light is soft and has no direction.",
        TimeOfDay.GoldenHour => "Low sunlight glows through it.",
        TimeOfDay.Dusk => "The last light sinks into it.",
        TimeOfDay.Night or TimeOfDay.Midnight => "Every light wears a soft halo.",
        _ => "",
    };
}
