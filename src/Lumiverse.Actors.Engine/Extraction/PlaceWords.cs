using System.Collections.Frozen;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Names of places, and the words around them that say whether a place is meant.</summary>
internal sealed class PlaceWords(PlacesFile file)
{
    public PhraseIndex<PlaceTerm> Terms { get; } = new(file.Places.SelectMany(TermsOf));
    public FrozenSet<string> Parts { get; } = Lexicon.Words(file.Parts);
    public FrozenSet<string> OuterParts { get; } = Lexicon.Words(file.OuterParts);
    public FrozenSet<string> Followers { get; } = Lexicon.Words(file.Followers);
    public FrozenSet<string> Dropped { get; } = Lexicon.Words(file.Dropped);

    private static IEnumerable<(string, PlaceTerm)> TermsOf(PlaceEntry place) =>
        place.Terms.Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors)))
            .Concat((place.InsideTerms ?? []).Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsInside: true))))
            .Concat((place.ReachedTerms ?? []).Select(term => (Lexicon.Checked(term), new PlaceTerm(place.Kind, place.Indoors, NeedsReach: true))));
}

internal sealed record PlaceTerm(string Kind, bool IsIndoors, bool NeedsInside = false, bool NeedsReach = false);
