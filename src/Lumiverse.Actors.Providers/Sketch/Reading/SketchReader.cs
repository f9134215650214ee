using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Providers;
using Lumiverse.Actors.Providers.Sketch.Painting;

namespace Lumiverse.Actors.Providers.Sketch.Reading;

/// <summary>Reads out of a call what is to be painted: from the scene where there is one, else from the words of the prompt.</summary>
internal static class SketchReader
{
    /// <summary>More figures than this make a crowd, which hides the place.</summary>
    private const int MostPeople = 3;

    public static SketchBrief Read(ProviderCall call, SketchParameters parameters) => (call.Scene ?? FromPrompt(call.Prompt.Text)) switch
    {
        var scene => new SketchBrief(
            ReadPlace(scene.Environment), ReadTime(scene), ReadAir(scene.Weather), Vocabulary.Moods.First(scene.Mood, Mood.Plain),
            Vocabulary.Motifs.First(scene.FocalDetail, Motif.None), ReadTint(scene.PaletteOverride),
            Math.Min(scene.Subjects.Length, MostPeople), Mix(parameters.Seed, scene.Environment), parameters.WidthPixels, parameters.HeightPixels),
    };

    /// <summary>A prompt of one's own may speak of anything anywhere, so each table looks at all of it.</summary>
    private static Scene FromPrompt(string prompt) => new(prompt, TimeOfDay.Unknown, prompt, prompt, prompt);

    private static Place ReadPlace(string environment) =>
        Vocabulary.Places.First(environment, Vocabulary.Anywhere[(int)(Dice.Hash(environment) % (ulong)Vocabulary.Anywhere.Count)]);

    /// <summary>Without a time the words may tell one; midday shows most of a place.</summary>
    private static TimeOfDay ReadTime(Scene scene) => scene.TimeOfDay == TimeOfDay.Unknown
        ? Vocabulary.Times.First($"{scene.Environment} {scene.Weather}", TimeOfDay.Midday)
        : scene.TimeOfDay;

    private static Air ReadAir(string weather) => Vocabulary.Airs.All(weather).Aggregate(Air.Clear, (air, more) => air | more);

    private static uint? ReadTint(string? palette) =>
        Vocabulary.Colours.All(palette ?? "").Select(colour => (uint?)colour).FirstOrDefault();

    private static ulong Mix(uint seed, string environment) => seed * 0x9E3779B97F4A7C15UL ^ Dice.Hash(environment);
}
