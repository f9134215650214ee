using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Names of places, and the words around them that say whether a place is meant.</summary>
internal sealed class PlaceWords(PlacesFile file)
{
    public PhraseIndex<PlaceTerm> Terms { get; } = new(file.Places.SelectMany(TermsOf));
    public FrozenSet<string> Parts { get; } = Lexicon.Words(file.Parts);

    /// <summary>What belongs to a place without being in it: "the direction of the village".</summary>
    public FrozenSet<string> NotParts { get; } = Lexicon.Words(file.NotParts);

    public FrozenSet<string> OuterParts { get; } = Lexicon.Words(file.OuterParts);
    public FrozenSet<string> Followers { get; } = Lexicon.Words(file.Followers);

    /// <summary>Things of a place that show it where nothing else does: "the hangar doors grind open".</summary>
    public FrozenSet<string> Fixtures { get; } = Lexicon.Words(file.Fixtures);

    public FrozenSet<string> Dropped { get; } = Lexicon.Words(file.Dropped);

    private static IEnumerable<(string, PlaceTerm)> TermsOf(PlaceEntry place) =>
        place.Terms.Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors)))
            .Concat((place.InsideTerms ?? []).Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsInside: true))))
            .Concat((place.ReachedTerms ?? []).Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsReach: true))))
            .Concat((place.DeterminedTerms ?? []).Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsArticle: true))));
}

internal sealed record PlaceTerm(string Kind, bool IsIndoors, bool NeedsInside = false, bool NeedsReach = false, bool NeedsArticle = false);
