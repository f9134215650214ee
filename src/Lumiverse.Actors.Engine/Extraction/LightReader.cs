using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads by what light a scene is seen. A known light stays with its place until day or night puts it out.</summary>
internal static class LightReader
{
    /// <param name="isOpening">Whether the passage opens a scene; later only a light that is told as such counts.</param>
    public static Found<string> Read(Passage passage, string light, PlaceReading place, bool isOpening, TimeOfDay time, Lexicon lexicon)
    {
        var known = isOpening || !Fits(light, time) ? "" : light;
        return known.Length > 0 ? new Found<string>(known, At: null) : Told(passage, place, isOpening, time, lexicon);
    }

    private static Found<string> Told(Passage passage, PlaceReading place, bool isOpening, TimeOfDay time, Lexicon lexicon)
    {
        var hints = Hints(passage, place.At, lexicon).Where(hint => Fits(hint.Value.Light, time)).ToArray();
        var canGlow = isOpening && (place.IsIndoors == true || IsDark(time));
        return hints.Where(hint => hint.Value.IsSure).Concat(hints.Where(hint => canGlow && !IsOfTheSky(hint.Value.Light)))
            .Select(hint => new Found<string>(hint.Value.Light, hint.At))
            .FirstOrDefault(new Found<string>("", At: null));
    }

    private static IEnumerable<Found<LightHint>> Hints(Passage passage, int from, Lexicon lexicon)
    {
        foreach (var sentence in passage.Heard.Where(sentence => sentence.End > from))
            for (var at = sentence.Start; at < sentence.End; at++)
                if (passage.Holds(at) && lexicon.Lights.Terms.TryMatch(passage.Tokens, at, out var hint, out var length))
                {
                    yield return new Found<LightHint>(hint, at);
                    at += length - 1;
                }
    }

    private static bool Fits(string light, TimeOfDay time) => light switch
    {
        "sunlight" or "golden light" => !IsDark(time),
        "moonlight" or "starlight" => time is TimeOfDay.Unknown or TimeOfDay.Dusk || IsDark(time),
        _ => true,
    };

    private static bool IsOfTheSky(string light) => light is "sunlight" or "moonlight";

    private static bool IsDark(TimeOfDay time) => time is TimeOfDay.Night or TimeOfDay.Midnight or TimeOfDay.Dusk;
}
