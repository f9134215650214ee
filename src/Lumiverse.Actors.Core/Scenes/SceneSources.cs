using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Where the fields of a scene come from, also those that have stood for a while.</summary>
internal static class SceneSources
{
    /// <summary>A field that was read keeps its source for as long as it says the same.</summary>
    public static ImmutableSortedDictionary<string, FieldSource> Merge(
        SceneState state, Scene scene, ImmutableSortedDictionary<string, FieldSource>? read)
    {
        var merged = read ?? SceneState.NoSources;
        foreach (var (field, source) in state.Sources.Where(known => !merged.ContainsKey(known.Key)))
        {
            if (state.Seen is { } before && Value(before, field) is { Length: > 0 } value && value == Value(scene, field))
                merged = merged.SetItem(field, source);
        }

        return merged;
    }

    private static string Value(Scene scene, string field) => field switch
    {
        "environment" => scene.Environment,
        "time_of_day" => scene.TimeOfDay.Name(),
        "weather" => scene.Weather,
        "mood" => scene.Mood,
        "focal_detail" => scene.FocalDetail,
        _ => "",
    };
}
