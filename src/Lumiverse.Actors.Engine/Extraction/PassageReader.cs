using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads what one passage makes of a scene, and by which of its words.</summary>
/// <param name="names">Who takes part, in lower case.</param>
internal sealed class PassageReader(Passage passage, IReadOnlySet<string> names, Lexicon lexicon)
{
    /// <param name="isArrival">The user has just gone there: the passage describes the place for the first time.</param>
    public PassageReading Read(Scene scene, bool isArrival)
    {
        var place = PlaceReader.Read(passage, scene.Environment, lexicon, names, PlaceWeights.EnoughToBegin);
        var isOpening = place.HasMoved || isArrival || !scene.IsPaintable;
        var time = TimeReader.Read(passage, scene.TimeOfDay, lexicon);
        var focus = FocalReader.Read(passage, place.At, place.HasMoved || !scene.IsPaintable ? "" : scene.FocalDetail, isOpening, lexicon);
        var air = AirReader.Read(passage, scene.Weather, place, isOpening, time.Value, lexicon);
        var mood = MoodReader.Read(passage, scene.Mood, place.HasMoved || (isOpening && scene.Mood.Length == 0), lexicon);
        var read = new Scene(isOpening ? Furnishings.In(passage, place, focus.Value, lexicon) : place.Environment, time.Value, air.Value, mood.Value, focus.Value)
        {
            PaletteOverride = PaletteReader.Read(passage, place.HasMoved ? null : scene.PaletteOverride, place.At, lexicon),
        };
        return new PassageReading(read, place.NamedAt, time.At, air.At, mood.At, focus.At).Or(Said());
    }

    /// <summary>What is said counts only where nothing is known: "Welcome to the Gilded Anchor, finest tavern in town!"</summary>
    private PassageReading Said()
    {
        var spoken = passage.Spoken();
        var place = PlaceReader.Read(spoken, "", lexicon, names, PlaceWeights.EnoughToMove);
        var time = TimeReader.Read(spoken, TimeOfDay.Unknown, lexicon);
        return new PassageReading(Scene.Unknown with { Environment = place.Environment, TimeOfDay = time.Value }, place.NamedAt, time.At, null, null, null);
    }
}

/// <summary>The scene after a passage, and for each field the token that tells it; null = the passage doesn't.</summary>
internal sealed record PassageReading(Scene Scene, int? Environment, int? TimeOfDay, int? Weather, int? Mood, int? FocalDetail)
{
    /// <summary>Another reading fills what this one leaves open.</summary>
    public PassageReading Or(PassageReading other)
    {
        var (isPlaceless, isTimeless) = (Scene.Environment.Length == 0, Scene.TimeOfDay == Core.Scenes.TimeOfDay.Unknown);
        return this with
        {
            Scene = Scene with
            {
                Environment = isPlaceless ? other.Scene.Environment : Scene.Environment,
                TimeOfDay = isTimeless ? other.Scene.TimeOfDay : Scene.TimeOfDay,
                Weather = isPlaceless && Scene.Weather.Length == 0 ? other.Scene.Weather : Scene.Weather,
            },
            Environment = isPlaceless ? other.Environment : Environment,
            TimeOfDay = isTimeless ? other.TimeOfDay : TimeOfDay,
        };
    }

    /// <summary>The token that tells a field of the scene, by its name.</summary>
    public int? TokenOf(string field) => field switch
    {
        "environment" => Environment,
        "time_of_day" => TimeOfDay,
        "weather" => Weather,
        "mood" => Mood,
        "focal_detail" => FocalDetail,
        _ => null,
    };
}
