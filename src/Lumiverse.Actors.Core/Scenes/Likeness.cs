using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// Which words mean the same in a picture, or look alike: config/lexicon/likeness.json, which travels inside the assembly as
/// constants do. A missing or misspelt member stops the load.
/// </summary>
/// <param name="Things">By what the eye may rest on; see <see cref="WordKinds"/>.</param>
internal sealed record Likeness(
    PlaceLikeness Places, ImmutableArray<ImmutableArray<string>> Things, FamiliesFile Skies, FamiliesFile Lights, FamiliesFile Moods)
{
    public static Likeness English { get; } = Load();

    private static Likeness Load()
    {
        using var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("lexicon.likeness.json");
        return file is not null && JsonSerializer.Deserialize(file, LikenessJson.Default.Likeness) is { } likeness
            ? likeness
            : throw new InvalidOperationException("The lexicon file 'likeness.json' is not embedded.");
    }
}

/// <param name="Kinds">Words for one kind of place; see <see cref="WordKinds"/>.</param>
/// <param name="Alike">Parts that look like what they are part of, whatever that is.</param>
/// <param name="Apart">Parts that look like no other part, however they are named.</param>
/// <param name="PartsOf">Places that are part of another kind without saying so.</param>
internal sealed record PlaceLikeness(
    ImmutableArray<ImmutableArray<string>> Kinds, ImmutableArray<string> Alike, ImmutableArray<string> Apart, ImmutableArray<PartOf> PartsOf);

internal sealed record PartOf(string Part, string Whole);

/// <param name="Note">Why the families stand in this order: the first one that fits is meant.</param>
/// <param name="Neighbours">Pairs of families that look alike.</param>
internal sealed record FamiliesFile(string Note, ImmutableArray<Family> Families, ImmutableArray<ImmutableArray<string>> Neighbours);

/// <param name="Words">Beginnings of words.</param>
internal sealed record Family(string Name, ImmutableArray<string> Words);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Likeness))]
internal sealed partial class LikenessJson : JsonSerializerContext;
