using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Where the story stands after a passage.</summary>
/// <param name="HasMoved">Whether a known place was left for it.</param>
/// <param name="IsIndoors">Null when nobody knows.</param>
/// <param name="At">The token from which on the passage speaks of that place, if the story moved; otherwise the first.</param>
internal sealed record PlaceReading(string Environment, bool HasMoved, bool? IsIndoors, int At)
{
    /// <summary>The token that names the place; null = none did.</summary>
    public int? NamedAt { get; init; }
}

/// <summary>
/// Decides about the place. A place once read keeps its words for as long as the story stays: only getting elsewhere
/// changes them, so that a reply which merely describes more of a tavern doesn't make it another tavern.
/// </summary>
internal static class PlaceReader
{
    public static PlaceReading Read(Passage passage, string environment, Lexicon lexicon, IReadOnlySet<string> names, double enoughToBegin)
    {
        var bare = Furnishings.Bare(environment);
        var current = TermOf(bare, lexicon);
        var isKnown = environment.Length > 0;
        var mentions = Telling(PlaceMentions.Of(passage, lexicon, names), isKnown);
        var there = isKnown ? Destination(mentions, current) : Beginning(mentions, enoughToBegin);
        var name = there is null ? null : NameOf(there, mentions, bare, current);
        return there is null || name is null || name == bare
            ? new PlaceReading(environment, HasMoved: false, current?.IsIndoors, At: 0)
            : new PlaceReading(name, isKnown, TermOf(name, lexicon)?.IsIndoors, isKnown ? FirstOf(there, mentions) : 0) { NamedAt = there.At };
    }

    /// <summary>"The room" says something only where nothing else is known or told.</summary>
    private static ImmutableArray<PlaceMention> Telling(ImmutableArray<PlaceMention> mentions, bool isKnown) =>
        isKnown || mentions.Any(mention => mention.Term.Kind != OpenPlaces.Room && mention.Weight >= PlaceWeights.Located)
            ? mentions.RemoveAll(mention => mention.Term.Kind == OpenPlaces.Room)
            : mentions;

    /// <summary>What kind of place a description names; null when the lexicon doesn't know, as with another extractor's words.</summary>
    public static PlaceTerm? TermOf(string environment, Lexicon lexicon)
    {
        if (environment.StartsWith(OpenPlaces.OutsideThe, StringComparison.Ordinal))
            return OpenPlaces.OutsideTerm;
        var tokens = Tokenizer.Read(environment.Length <= Passage.LongestLook ? environment : environment[..Passage.LongestLook]);
        return tokens.Length > 0 && lexicon.Places.OuterParts.Contains(tokens[0].Word)
            ? OpenPlaces.OutsideTerm
            : HeadOf(tokens, lexicon);
    }

    private static PlaceTerm? HeadOf(ImmutableArray<Token> tokens, Lexicon lexicon)
    {
        PlaceTerm? head = null;
        for (var at = 0; at < tokens.Length && !(head is not null && lexicon.Grammar.Stops.Contains(tokens[at].Word)); at++)
            if (lexicon.Places.Terms.TryMatch(tokens, at, out var term, out var length))
                (head, at) = (term, at + length - 1);
        return head;
    }

    /// <summary>With nothing known, the place the passage speaks of most; the first of equals.</summary>
    private static PlaceMention? Beginning(ImmutableArray<PlaceMention> mentions, double enough) =>
        mentions.LastOrDefault(mention => mention.Weight >= PlaceWeights.EnoughToMove)
        ?? mentions.GroupBy(mention => mention.Term.Kind)
            .Where(kind => kind.Sum(mention => mention.Weight) >= enough)
            .MaxBy(kind => kind.Sum(mention => mention.Weight))?.First();

    /// <summary>The last place somebody got to; or one that is spoken of again and again while the known one isn't.</summary>
    private static PlaceMention? Destination(ImmutableArray<PlaceMention> mentions, PlaceTerm? current)
    {
        var reached = mentions.LastOrDefault(mention => mention.Weight >= PlaceWeights.EnoughToMove);
        if (reached is not null || mentions.Any(mention => mention.Term.Kind == current?.Kind))
            return reached;
        return mentions.GroupBy(mention => mention.Term.Kind)
            .LastOrDefault(kind => kind.Sum(mention => mention.Weight) >= PlaceWeights.EnoughToMove)?.First();
    }

    private static string? NameOf(PlaceMention there, ImmutableArray<PlaceMention> mentions, string environment, PlaceTerm? current) => there.Term.Kind switch
    {
        OpenPlaces.Outdoors when there.Phrase.Length == 0 => OpenPlaces.OutOf(environment, current?.IsIndoors),
        OpenPlaces.Indoors when Found(there, mentions, current) is { } found => found.Phrase,
        OpenPlaces.Indoors => OpenPlaces.Into(environment, current?.IsIndoors),
        var kind when kind == current?.Kind && kind != OpenPlaces.Outdoors => null,
        _ => Fullest(there, mentions).Phrase,
    };

    /// <summary>"They find a cave and duck inside": the building named before.</summary>
    private static PlaceMention? Found(PlaceMention there, ImmutableArray<PlaceMention> mentions, PlaceTerm? current) => mentions.LastOrDefault(mention =>
        mention.At < there.At && mention.Term is { IsIndoors: true, Kind: not OpenPlaces.Indoors } && mention.Term.Kind != current?.Kind);

    private static PlaceMention Fullest(PlaceMention there, ImmutableArray<PlaceMention> mentions) =>
        mentions.Where(mention => mention.Term.Kind == there.Term.Kind && mention.Weight >= PlaceWeights.Mentioned)
            .MaxBy(mention => mention.ModifierCount) is { } fullest && fullest.ModifierCount > there.ModifierCount ? fullest : there;

    private static int FirstOf(PlaceMention there, ImmutableArray<PlaceMention> mentions) =>
        mentions.First(mention => mention.Term.Kind == there.Term.Kind && mention.Weight >= Math.Min(there.Weight, PlaceWeights.EnoughToMove)).At;
}
