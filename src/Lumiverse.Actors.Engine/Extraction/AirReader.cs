using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads weather and light, which travel in one text: "heavy rain, candlelight".</summary>
internal static class AirReader
{
    private const string Between = ", ";

    public static string Read(Passage passage, string air, PlaceReading place, bool isOpening, TimeOfDay time, Lexicon lexicon)
    {
        var parts = air.Split(Between);
        var sky = WeatherReader.Read(passage, string.Join(Between, parts.Where(part => !lexicon.Lights.IsLight(part))), place, lexicon);
        var light = LightReader.Read(passage, parts.FirstOrDefault(lexicon.Lights.IsLight) ?? "", place, isOpening, time, lexicon);
        return sky.Length > 0 && light.Length > 0 ? sky + Between + light : sky + light;
    }
}
