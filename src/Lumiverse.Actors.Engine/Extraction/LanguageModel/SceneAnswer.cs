using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>
/// Reads a scene from a model's answer. A member that is missing or of another type keeps the value of the scene before; an
/// empty one clears it, except for place and time, which nobody can leave without coming to others.
/// </summary>
internal static class SceneAnswer
{
    // Characters. Each is several times what the instructions ask for, and short enough for a provider's prompt.
    private const int MostOfPlace = 120;
    private const int MostOfWeather = 80;
    private const int MostOfMood = 40;
    private const int MostOfDetail = 120;
    private const int MostOfPalette = 80;
    private const int MostOfTime = 40;
    private const int MostOfComposition = 200;

    public static Scene Read(string answer, SceneContext context)
    {
        if (string.IsNullOrWhiteSpace(answer))
            throw new SceneUnreadableException("the model answered nothing");
        var fields = AnswerJson.Find(answer) ?? throw new SceneUnreadableException("the model's answer held no scene");
        var scene = Place(fields, context.Previous ?? Scene.Unknown);
        return context.IncludesPeople ? WithPeople(scene, fields, context) : WithoutPeople(scene);
    }

    public static Scene WithoutPeople(Scene scene) =>
        scene with { Subjects = [], CompositionSubjects = null, CompositionShot = null, CompositionCamera = null };

    private static Scene Place(AnswerFields fields, Scene previous) => previous with
    {
        Environment = fields.Text("environment", MostOfPlace) is { Length: > 0 } place ? place : previous.Environment,
        TimeOfDay = TimeOf(fields.Text("time_of_day", MostOfTime)) is var time && time != TimeOfDay.Unknown ? time : previous.TimeOfDay,
        Weather = fields.Text("weather", MostOfWeather) ?? previous.Weather,
        Mood = fields.Text("mood", MostOfMood) ?? previous.Mood,
        FocalDetail = fields.Text("focal_detail", MostOfDetail) ?? previous.FocalDetail,
        PaletteOverride = Optional(fields, "palette_override", MostOfPalette, previous.PaletteOverride),
    };

    private static Scene WithPeople(Scene scene, AnswerFields fields, SceneContext context) => scene with
    {
        Subjects = AnswerPeople.Read(fields, scene.Subjects, context),
        CompositionSubjects = Optional(fields, "composition_subjects", MostOfComposition, scene.CompositionSubjects),
        CompositionShot = Optional(fields, "composition_shot", MostOfComposition, scene.CompositionShot),
        CompositionCamera = Optional(fields, "composition_camera", MostOfComposition, scene.CompositionCamera),
    };

    private static string? Optional(AnswerFields fields, string name, int most, string? previous) =>
        fields.Text(name, most) is { } text ? (text.Length > 0 ? text : null) : previous;

    /// <summary>One of the seven, or the first word that means one of them: "late evening, after sunset".</summary>
    private static TimeOfDay TimeOf(string? words)
    {
        if (TimesOfDay.Parse(words) is var time && time != TimeOfDay.Unknown)
            return time;
        var tokens = Tokenizer.Read(words ?? "");
        for (var at = 0; at < tokens.Length; at++)
            if (Lexicon.English.Times.Terms.TryMatch(tokens, at, out var hint, out _))
                return hint.Time;
        return TimeOfDay.Unknown;
    }
}
