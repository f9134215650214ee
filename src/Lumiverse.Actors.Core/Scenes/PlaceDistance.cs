using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// How far two places are apart. Words for one kind of place are one place; a part that looks like its whole is close to
/// it ("the tavern's back room"), one that doesn't is another place ("the tavern's cellar").
/// </summary>
internal static class PlaceDistance
{
    /// <summary>A part of the same place: its walls and light are the same, the view isn't.</summary>
    private const double Within = 0.4;

    /// <summary>Places of one kind that belong to two others: a hospital's roof, a castle's roof.</summary>
    private const double Elsewhere = 0.6;

    /// <summary>Two ways to say that the story stands in front of a place.</summary>
    private const double InFront = 0.3;

    private static readonly PlaceLikeness Likeness = Scenes.Likeness.English.Places;

    private static readonly WordKinds Kinds = new(Likeness.Kinds);

    public static double Between(string before, string after)
    {
        var (left, right) = (NamedThing.Of(before, Kinds), NamedThing.Of(after, Kinds));
        if (left.IsNothing || right.IsNothing)
            return left.IsNothing && right.IsNothing ? 0 : ThingDistance.Unsaid;
        if (left.Words.IsEmpty || right.Words.IsEmpty)
            return Open(left, right);
        if (ThingDistance.AreAlike(left.Words, right.Words, Kinds) || IsShortFor(left, right) || IsShortFor(right, left))
            return Belong(left, right) ? ThingDistance.Described(left.Words, right.Words) : Elsewhere;
        return IsPart(left, right) || IsPart(right, left) ? Within : Unlike(left, right);
    }

    /// <summary>"Outside the tavern" and "the street outside the tavern" are one place; the tavern is another.</summary>
    private static double Open(NamedThing left, NamedThing right) =>
        left.IsOutside == right.IsOutside && ThingDistance.AreAlike(left.Whole, right.Whole, Kinds) ? InFront : 1;

    /// <summary>"The bridge" where a starship bridge is at hand; a bridge over something is another one.</summary>
    private static bool IsShortFor(NamedThing brief, NamedThing full) =>
        brief.Whole.IsEmpty && brief.Words.Length < full.Words.Length && full.Words.TakeLast(brief.Words.Length).SequenceEqual(brief.Words);

    /// <summary>Two known wholes of two kinds are two places; one whole that isn't told is no evidence.</summary>
    private static bool Belong(NamedThing left, NamedThing right) =>
        Kinds.Find(left.Whole) is not { } one || Kinds.Find(right.Whole) is not { } other || one == other;

    private static bool IsPart(NamedThing part, NamedThing whole)
    {
        if (part.IsOutside || Likeness.Apart.Contains(Kinds.Find(part.Words) ?? ""))
            return false;
        return ThingDistance.AreAlike(part.Whole, whole.Words, Kinds)
            || Likeness.PartsOf.Contains(new PartOf(Kinds.Find(part.Words) ?? "", Kinds.Find(whole.Words) ?? ""))
            || (Likeness.Alike.Contains(part.Words[^1]) && BeginsWith(part.Words, whole.Words));
    }

    /// <summary>"Tavern back room" begins with the tavern it is part of.</summary>
    private static bool BeginsWith(ImmutableArray<string> part, ImmutableArray<string> whole) =>
        Enumerable.Range(1, part.Length - 1).Any(count => ThingDistance.AreAlike(part[..count], whole, Kinds));

    private static double Unlike(NamedThing left, NamedThing right) =>
        Kinds.Find(left.Words) is not null && Kinds.Find(right.Words) is not null
            ? 1
            : WordDistance.Between(left.Words, right.Words);
}
