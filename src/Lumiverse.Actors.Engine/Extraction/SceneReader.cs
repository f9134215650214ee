using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;
using Lumiverse.Actors.Ports.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// The rules of the built-in extractor, as a fold: each line changes what it speaks of, and the rest persists.
/// </summary>
internal static class SceneReader
{
    /// <summary>A host may hand over a whole chat; the scene stands in its end.</summary>
    public const int MostLines = 32;

    private static readonly char[] NameBreaks = [' ', '-', '.', ','];

    public static Scene Read(SceneContext context, Lexicon lexicon)
    {
        var names = NamesOf(context.Lines);
        var scene = Bare(context.Previous ?? Scene.Unknown);
        var isArrival = false;
        foreach (var line in Unread(context.Lines, scene))
        {
            var before = Furnishings.Bare(scene.Environment);
            scene = Apply(scene, Passage.Of(line.Content, lexicon.Grammar), names, isArrival, lexicon);
            isArrival = line.IsUser && before != Furnishings.Bare(scene.Environment);
        }
        return context.Scenario is { Length: > 0 } scenario ? Complete(scene, Opening(scenario, names, lexicon)) : scene;
    }

    /// <summary>
    /// With a scene at hand, the last reply and what the user wrote before it; older lines are in that scene already, and
    /// reading them again would bring back the rain that somebody has left outside.
    /// </summary>
    private static IEnumerable<ChatLine> Unread(ImmutableArray<ChatLine> lines, Scene scene)
    {
        var replies = lines.Where(line => !line.IsUser).TakeLast(2).ToArray();
        return scene.IsPaintable && replies.Length == 2
            ? lines.SkipWhile(line => line.Id != replies[0].Id).Skip(1).TakeLast(MostLines)
            : lines.TakeLast(MostLines);
    }

    /// <summary>People are not read here, so they don't persist either.</summary>
    private static Scene Bare(Scene scene) => scene with
    {
        Subjects = [],
        CompositionSubjects = null,
        CompositionShot = null,
        CompositionCamera = null,
    };

    /// <param name="isArrival">The user has just gone there: the passage describes the place for the first time.</param>
    private static Scene Apply(Scene scene, Passage told, IReadOnlySet<string> names, bool isArrival, Lexicon lexicon)
    {
        var place = PlaceReader.Read(told, scene.Environment, lexicon, names, PlaceWeights.EnoughToBegin);
        var isOpening = place.HasMoved || isArrival || !scene.IsPaintable;
        var time = TimeReader.Read(told, scene.TimeOfDay, lexicon);
        var focus = FocalReader.Read(told, place.At, place.HasMoved || !scene.IsPaintable ? "" : scene.FocalDetail, isOpening, lexicon);
        var read = scene with
        {
            Environment = isOpening ? Furnishings.In(told, place, focus, lexicon) : place.Environment,
            TimeOfDay = time,
            Weather = AirReader.Read(told, scene.Weather, place, isOpening, time, lexicon),
            Mood = MoodReader.Read(told, scene.Mood, place.HasMoved || (isOpening && scene.Mood.Length == 0), lexicon),
            FocalDetail = focus,
            PaletteOverride = PaletteReader.Read(told, place.HasMoved ? null : scene.PaletteOverride, place.At, lexicon),
        };
        return Complete(read, Said(told.Spoken(), names, lexicon));
    }

    /// <summary>What is said counts only where nothing is known: "Welcome to the Gilded Anchor, finest tavern in town!"</summary>
    private static Scene Said(Passage spoken, IReadOnlySet<string> names, Lexicon lexicon)
    {
        var place = PlaceReader.Read(spoken, "", lexicon, names, PlaceWeights.EnoughToMove);
        var time = TimeReader.Read(spoken, TimeOfDay.Unknown, lexicon);
        return Scene.Unknown with { Environment = place.Environment, TimeOfDay = time };
    }

    /// <summary>What the scenario says holds until a line says otherwise; its mood and things are those of the whole story.</summary>
    private static Scene Opening(string scenario, IReadOnlySet<string> names, Lexicon lexicon) =>
        Apply(Scene.Unknown, Passage.Of(scenario, lexicon.Grammar), names, isArrival: false, lexicon) with { Mood = "", FocalDetail = "" };

    private static Scene Complete(Scene scene, Scene other) => scene with
    {
        Environment = scene.Environment.Length > 0 ? scene.Environment : other.Environment,
        TimeOfDay = scene.TimeOfDay != TimeOfDay.Unknown ? scene.TimeOfDay : other.TimeOfDay,
        Weather = scene.Weather.Length > 0 || scene.Environment.Length > 0 ? scene.Weather : other.Weather,
    };

    private static FrozenSet<string> NamesOf(ImmutableArray<ChatLine> lines) => lines
        .TakeLast(MostLines)
        .SelectMany(line => line.Name.ToLowerInvariant().Split(NameBreaks, StringSplitOptions.RemoveEmptyEntries))
        .ToFrozenSet();
}
