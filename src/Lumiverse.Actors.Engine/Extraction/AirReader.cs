using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads weather and light, which travel in one text: "heavy rain, candlelight".</summary>
internal static class AirReader
{
    private const string Between = ", ";

    public static Found<string> Read(Passage passage, string air, PlaceReading place, bool isOpening, TimeOfDay time, Lexicon lexicon)
    {
        var parts = air.Split(Between);
        var sky = WeatherReader.Read(passage, string.Join(Between, parts.Where(part => !lexicon.Lights.IsLight(part))), place, lexicon);
        var light = LightReader.Read(passage, parts.FirstOrDefault(lexicon.Lights.IsLight) ?? "", place, isOpening, time, lexicon);
        var both = sky.Value.Length > 0 && light.Value.Length > 0 ? sky.Value + Between + light.Value : sky.Value + light.Value;
        return new Found<string>(both, sky.At ?? light.At);
    }
}
