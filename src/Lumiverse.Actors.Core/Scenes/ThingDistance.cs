using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>How far two things are apart that an eye may rest on: by their nouns, since what describes them drifts.</summary>
internal static class ThingDistance
{
    /// <summary>The most that other describing words make of one thing.</summary>
    public const double MostByDescription = 0.3;

    /// <summary>Something where nothing was told.</summary>
    public const double Unsaid = 0.7;

    private static readonly WordKinds Kinds = new(Likeness.English.Things);

    public static double Between(string before, string after)
    {
        var (left, right) = (NamedThing.Of(before, Kinds), NamedThing.Of(after, Kinds));
        if (left.IsNothing || right.IsNothing)
            return left.IsNothing && right.IsNothing ? 0 : Unsaid;
        return AreAlike(left.Words, right.Words, Kinds) ? Described(left.Words, right.Words) : 1;
    }

    /// <summary>One kind, or one noun where not both kinds are known.</summary>
    public static bool AreAlike(ImmutableArray<string> left, ImmutableArray<string> right, WordKinds kinds) =>
        !left.IsEmpty && !right.IsEmpty
        && (kinds.Find(left) is { } one && kinds.Find(right) is { } other ? one == other : left[^1] == right[^1]);

    /// <summary>The share of words that only one of two likes has, as far as that matters.</summary>
    public static double Described(ImmutableArray<string> left, ImmutableArray<string> right)
    {
        var all = left.Union(right).Count();
        return all == 0 ? 0 : MostByDescription * (all - left.Intersect(right).Count()) / all;
    }
}
