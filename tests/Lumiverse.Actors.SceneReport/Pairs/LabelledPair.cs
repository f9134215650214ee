using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.SceneReport.Pairs;

/// <summary>Two scenes and the fields that a person, asked to paint a background, calls changed.</summary>
internal sealed record LabelledPair(
    string Id, SetHalf Half, ImmutableSortedDictionary<string, string> Before, ImmutableSortedDictionary<string, string> After,
    ImmutableArray<string> Changed)
{
    public static ImmutableArray<LabelledPair> All { get; } = Labelled.Load<LabelledPair>("pairs");

    /// <summary>Whether the policy finds exactly the fields that the person does.</summary>
    public bool IsJudgedRight(ChangePolicy policy) => Found(policy).Order().SequenceEqual(Changed.Order());

    public IEnumerable<string> Found(ChangePolicy policy) => Measured(policy).Where(field => field.Changed).Select(field => field.Name);

    public ImmutableArray<FieldChange> Measured(ChangePolicy policy) =>
        SceneChange.Between(Labelled.SceneOf(Before), Labelled.SceneOf(After), policy);
}
