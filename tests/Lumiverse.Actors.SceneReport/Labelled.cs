using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.SceneReport;

/// <summary>Which half of a labelled set: the rules are adjusted by one, and judged by the other.</summary>
internal enum SetHalf { Tune, Report }

/// <summary>The labelled sets, embedded so that the program and the tests read the same.</summary>
internal static class Labelled
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        RespectRequiredConstructorParameters = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static ImmutableArray<T> Load<T>(string name) =>
        [.. Enum.GetValues<SetHalf>().SelectMany(half => LoadFile<T>($"{name}.{half.ToString().ToLowerInvariant()}"))];

    /// <summary>A scene from its fields; what is not given is not known.</summary>
    public static Scene SceneOf(ImmutableSortedDictionary<string, string> fields) => new(
        fields.GetValueOrDefault("environment", ""), TimesOfDay.Parse(fields.GetValueOrDefault("time_of_day")),
        fields.GetValueOrDefault("weather", ""), fields.GetValueOrDefault("mood", ""), fields.GetValueOrDefault("focal_detail", ""));

    private static ImmutableArray<T> LoadFile<T>(string name)
    {
        using var stream = typeof(Labelled).Assembly.GetManifestResourceStream($"labelled.{name}.json")
            ?? throw new InvalidDataException($"The labelled set '{name}.json' is not embedded.");
        return JsonSerializer.Deserialize<ImmutableArray<T>>(stream, Json);
    }
}
