using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Weighs one place by what leads to it in its sentence.</summary>
internal sealed class PlaceContext(Passage passage, Lexicon lexicon, IReadOnlySet<string> names)
{
    /// <summary>How far back a verb governs a place: "sat down together in silence, all four of them, in the …".</summary>
    private const int VerbReach = 14;

    /// <summary>"Steps quietly back outside".</summary>
    private const int AdverbReach = 4;

    /// <summary>"Listen to him go".</summary>
    private const int WatchReach = 3;

    /// <summary>Whoever does something there is in it.</summary>
    private static readonly ImmutableArray<string> Within = ["in", "inside", "within"];

    private ImmutableArray<Token> Tokens => passage.Tokens;
    private Grammar Grammar => lexicon.Grammar;

    /// <param name="lastPlaceEnd">Where the place named before in this sentence ends.</param>
    /// <returns>The weight of a place, and the words in front when only its outside is meant; null when it isn't a place here at all.</returns>
    public (PlaceTerm Term, string Prefix, double Weight)? WeightOf(PlaceTerm term, NounPhrase phrase, int lastPlaceEnd, Sentence sentence)
    {
        var edge = phrase.Start;
        if (!phrase.HasDeterminer && (term.NeedsArticle || !IsLedTo(edge, sentence)))
            return null;
        if (term.NeedsInside && !(edge > sentence.Start && Grammar.Inside.Contains(Tokens[edge - 1].Word)) && Tokens[edge].Word is not ("this" or "our"))
            return null;
        return edge > sentence.Start && Tokens[edge - 1].Word == "of"
            ? WeightOfPart(term, edge - 2, lastPlaceEnd, sentence)
            : (term, "", Math.Max(Math.Max(WeightAt(edge, lastPlaceEnd, sentence), WeightAsSubject(edge, sentence)), WeightOfActing(term, edge, sentence)));
    }

    /// <summary>"She lights a candle in the cellar". Out of doors the place may be far off: "they see smoke in the valley".</summary>
    private double WeightOfActing(PlaceTerm term, int edge, Sentence sentence) =>
        term.IsIndoors && edge > sentence.Start && Within.Contains(Tokens[edge - 1].Word)
        && VerbBefore(edge, sentence) is { Sense: VerbSense.None } verb && verb.At == edge && HasParticipant(edge, edge, sentence)
            ? PlaceWeights.Present
            : 0;

    /// <summary>"This dungeon", and "a jungle steams around us": somebody is in the middle of it.</summary>
    private double WeightAsSubject(int edge, Sentence sentence)
    {
        if (Tokens[edge].Word == "this" && !(edge > sentence.Start && Grammar.Sources.MatchesBefore(Tokens, edge, sentence.Start)))
            return PlaceWeights.PointedAt;
        for (var at = edge; edge == sentence.Start && at < Math.Min(sentence.End - 1, edge + VerbReach); at++)
            if (Grammar.Around.Contains(Tokens[at].Word) && Grammar.Participants.Contains(Tokens[at + 1].Word))
                return PlaceWeights.Present;
        return 0;
    }

    /// <summary>Whether somebody of the story goes, or is, "outside" or "inside"; unlike lights that blink there.</summary>
    public bool IsReached(int adverb, Sentence sentence) =>
        VerbBefore(adverb, sentence) is { Sense: VerbSense.Move or VerbSense.Stance } verb
        && verb.At >= adverb - AdverbReach && HasParticipant(verb.At, adverb, sentence);

    /// <summary>"In the corner of the tavern" is in the tavern; "the steps of the courthouse" are outside of it.</summary>
    private (PlaceTerm, string, double)? WeightOfPart(PlaceTerm term, int part, int lastPlaceEnd, Sentence sentence)
    {
        if (part < sentence.Start || !Tokens[part].IsWord || lastPlaceEnd == part + 1)
            return null;
        var edge = NounPhrase.Before(Tokens, part, sentence.Start, lexicon).Start;
        if (lexicon.Places.OuterParts.Contains(Tokens[part].Word))
            return (OpenPlaces.OutsideTerm, $"{Tokens[part].Word} of the ", WeightAt(edge, lastPlaceEnd, sentence));
        return lexicon.Places.Parts.Contains(Tokens[part].Word) || lexicon.Objects.Furnishings.Matches(Tokens, part)
            ? (term, "", Math.Max(WeightAt(edge, lastPlaceEnd, sentence), HasParticipant(sentence.End, edge, sentence) ? 0 : PlaceWeights.Mentioned))
            : WeightAt(edge, lastPlaceEnd, sentence) is >= PlaceWeights.Located and var weight && !lexicon.Places.NotParts.Contains(Tokens[part].Word)
                ? (term, "", weight)
                : null;
    }

    private double WeightAt(int edge, int lastPlaceEnd, Sentence sentence)
    {
        if (Grammar.Sources.MatchesBefore(Tokens, edge, sentence.Start))
            return 0;
        var verb = VerbBefore(edge, sentence);
        var hasSomebody = HasParticipant(verb.At, edge, sentence);
        return verb.Sense switch
        {
            VerbSense.Leave when verb.At == edge - 1 => 0,
            VerbSense.Attend when hasSomebody && Tokens[edge - 1].Word is "around" or "round" => PlaceWeights.Present,
            VerbSense.Attend => PlaceWeights.Attended,
            _ when SaysWhereOfAPlace(edge, lastPlaceEnd) => PlaceWeights.Mentioned,
            _ when edge > sentence.Start && Grammar.Toward.Contains(Tokens[edge - 1].Word) => PlaceWeights.Mentioned,
            VerbSense.Move when hasSomebody && (Leads(edge, sentence) || IsArrival(edge, sentence)) => PlaceWeights.Present,
            VerbSense.Stance when hasSomebody && IsBeside(edge, sentence) => PlaceWeights.Present,
            _ when hasSomebody && Grammar.Settles.MatchesBefore(Tokens, edge, sentence.Start) => PlaceWeights.Present,
            _ => IsLocated(edge, sentence) ? PlaceWeights.Located : PlaceWeights.Mentioned,
        };
    }

    /// <summary>"The club on Copper Street", "a cabin in the woods": the first place is meant, the second says where it lies.</summary>
    private bool SaysWhereOfAPlace(int edge, int lastPlaceEnd) =>
        lastPlaceEnd == edge - 1
        && Tokens[edge - 1].Word is "in" or "on" or "at" or "near" or "by" or "above" or "under" or "below" or "behind";

    /// <summary>The closest verb before a place that says anything about it, unless it belongs to a noun: "the road that leads to".</summary>
    private (VerbSense Sense, int At) VerbBefore(int edge, Sentence sentence)
    {
        var isPaused = false;
        for (var at = edge - 1; at >= Math.Max(sentence.Start, edge - VerbReach); at--)
        {
            isPaused |= !Tokens[at].IsWord;
            if (Tokens[at].Word == "with" && Tokens[at + 1].Word is "my" or "your" or "his" or "her" or "their" or "its")
                return (VerbSense.None, at); // "Sits with her feet in the pool": only the feet are there.
            if (Tokens[at].Word is "that" or "which" or "who" or "where" or "whose" || (isPaused && Grammar.Copulas.Contains(Tokens[at].Word)))
                return (VerbSense.None, at);
            if (Grammar.SenseOf(Tokens[at].Word) is not VerbSense.None and var sense && !IsNoun(at, sentence) && !(isPaused && sense == VerbSense.Attend))
                return (passage.Holds(at) && !IsWatched(at, sentence) ? sense : VerbSense.Attend, at);
        }
        return (VerbSense.None, edge);
    }

    /// <summary>"I listen to him go through the drawers": only somebody else goes.</summary>
    private bool IsWatched(int verb, Sentence sentence)
    {
        if (verb <= sentence.Start || Tokens[verb - 1].Word is not ("him" or "her" or "them" or "it" or "you" or "me" or "us"))
            return false;
        for (var at = verb - 2; at >= Math.Max(sentence.Start, verb - WatchReach); at--)
            if (Grammar.SenseOf(Tokens[at].Word) == VerbSense.Attend)
                return true;
        return false;
    }

    /// <summary>"Her look", "the walk", "a step".</summary>
    private bool IsNoun(int at, Sentence sentence) =>
        at > sentence.Start && Grammar.IsDeterminer(Tokens[at - 1].Word) && Tokens[at - 1].Word is not ("her" or "this" or "that");

    private bool HasParticipant(int verb, int edge, Sentence sentence)
    {
        if (verb == FirstWord(sentence))
            return true;
        for (var at = edge - 1; at >= Math.Max(sentence.Start, edge - 2 * VerbReach); at--)
            if (Grammar.Participants.Contains(Tokens[at].Word) || names.Contains(Tokens[at].Word))
                return true;
        return false;
    }

    /// <summary>Actions are often told without a subject: "*steps into the tavern*".</summary>
    private int FirstWord(Sentence sentence)
    {
        var at = sentence.Start;
        while (at < sentence.End - 1 && (!Tokens[at].IsWord || Grammar.Adverbs.Contains(Tokens[at].Word) || Tokens[at].Word is "then" or "and"))
            at++;
        return at;
    }

    private bool IsArrival(int edge, Sentence sentence) =>
        edge > sentence.Start && Grammar.Arrives.Contains(Tokens[edge - 1].Word);

    private bool Leads(int edge, Sentence sentence) =>
        Grammar.Destinations.MatchesBefore(Tokens, edge, sentence.Start) || Grammar.Beside.MatchesBefore(Tokens, edge, sentence.Start);

    private bool IsBeside(int edge, Sentence sentence) => Leads(edge, sentence) && Tokens[edge - 1].Word != "to";

    private bool IsLedTo(int edge, Sentence sentence) =>
        Leads(edge, sentence) || IsArrival(edge, sentence) || Grammar.Settles.MatchesBefore(Tokens, edge, sentence.Start);

    private bool IsLocated(int edge, Sentence sentence) =>
        edge == sentence.Start || (Tokens[edge - 1].Word is "over" or "above" or "around" or "against")
        || (Tokens[edge - 1].Word is not ("to" or "across" or "through" or "along") && Leads(edge, sentence));
}
