using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Simulation;

/// <summary>Where chats go, and how their owners want them painted.</summary>
internal static class Story
{
    private static readonly string[] Places = ["dim tavern", "harbour", "pine forest", "castle gate", "starship bridge", "market square", ""];
    private static readonly string[] Weathers = ["heavy rain", "clear sky", "thick fog", "snow", "storm", ""];
    private static readonly string[] Moods = ["tense", "calm", "joyful", "eerie", "sad", "solemn"];
    private static readonly string[] Details = ["a silver lantern", "a broken sword", "an old map", "two ravens", ""];

    public static Scene First { get; } = new("dim tavern", TimeOfDay.Night, "heavy rain", "tense", "a silver lantern");

    public static Scene Continue(Scene scene, Dice dice) => scene with
    {
        Environment = dice.Happens(0.25) ? dice.Pick(Places) : scene.Environment,
        TimeOfDay = dice.Happens(0.25) ? (TimeOfDay)dice.Below(8) : scene.TimeOfDay,
        Weather = dice.Happens(0.25) ? dice.Pick(Weathers) : scene.Weather,
        Mood = dice.Happens(0.25) ? dice.Pick(Moods) : scene.Mood,
        FocalDetail = dice.Happens(0.25) ? dice.Pick(Details) : scene.FocalDetail,
    };

    public static ScenePolicy Policy(Dice dice) => new(
        1 + dice.Below(3), dice.Happens(0.1), dice.Happens(0.1) ? PromptMode.ParsedCustom : PromptMode.Scene, "A painting.", "",
        dice.Happens(0.15) ? OutputTarget.ChatAttachment : OutputTarget.Background, 300)
    {
        Return = (ReturnToPlace)dice.Below(3),
        MinimumGapSeconds = dice.Happens(0.2) ? 600 : 0,
        MinimumGapMessages = dice.Happens(0.2) ? 2 : 0,
    };
}
