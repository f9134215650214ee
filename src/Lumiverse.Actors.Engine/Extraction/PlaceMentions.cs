using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Finds the places of a passage and weighs each by the verb and preposition that lead to it.</summary>
internal sealed class PlaceMentions
{
    private readonly Passage _passage;
    private readonly Lexicon _lexicon;
    private readonly PlaceContext _context;

    private PlaceMentions(Passage passage, Lexicon lexicon, IReadOnlySet<string> names)
    {
        (_passage, _lexicon) = (passage, lexicon);
        _context = new PlaceContext(passage, lexicon, names);
    }

    private ImmutableArray<Token> Tokens => _passage.Tokens;

    /// <param name="names">Who takes part, in lower case: "Maren walks to the harbour" moves the story, "the baker walks" doesn't.</param>
    public static ImmutableArray<PlaceMention> Of(Passage passage, Lexicon lexicon, IReadOnlySet<string> names)
    {
        var reader = new PlaceMentions(passage, lexicon, names);
        return [.. reader.All()];
    }

    private List<PlaceMention> All()
    {
        var (all, isOpen) = (new List<PlaceMention>(), false);
        foreach (var sentence in _passage.Heard)
        {
            var found = InSentence(sentence);
            var opens = Opens(sentence);
            all.AddRange(opens || isOpen ? found.ConvertAll(mention => Opened(mention, opens)) : found);
            isOpen = opens && found.Count == 0;
        }
        return all;
    }

    private List<PlaceMention> InSentence(Sentence sentence)
    {
        var found = new List<PlaceMention>();
        for (var at = sentence.Start; at < sentence.End;)
            at += Take(at, sentence, found);
        return found;
    }

    private int Take(int at, Sentence sentence, List<PlaceMention> found)
    {
        if (!_lexicon.Places.Terms.TryMatch(Tokens, at, out var term, out var length))
            return 1;
        if (_passage.Holds(at) && Mention(term, at, length, found.Count > 0 ? found[^1].End : sentence.Start, sentence) is { } mention)
            found.Add(mention);
        return length;
    }

    private PlaceMention? Mention(PlaceTerm term, int at, int length, int lastPlaceEnd, Sentence sentence)
    {
        if (term.Kind is OpenPlaces.Outdoors or OpenPlaces.Indoors)
            return Open(term, at, length, sentence);
        if (IsModifierOfNext(at + length, sentence) || IsMeasure(term, at + length, sentence))
            return null;
        var phrase = NounPhrase.Before(Tokens, at, sentence.Start, _lexicon);
        if (IsFixtureOf(at + length, sentence))
            return phrase.HasDeterminer ? new PlaceMention(term, Describe(phrase, at, length), phrase.Modifiers.Length, at, at + length, PlaceWeights.Mentioned) : null;
        return _context.WeightOf(term, phrase, lastPlaceEnd, sentence) is { } placed
            && !(term.NeedsReach && placed.Weight < PlaceWeights.Present)
            ? new PlaceMention(placed.Term, placed.Prefix + Describe(phrase, at, length), phrase.Modifiers.Length, at, at + length, placed.Weight)
            : null;
    }

    /// <summary>"The tavern keeper", "the harbour tavern": the noun after it is what is meant.</summary>
    private bool IsModifierOfNext(int next, Sentence sentence) =>
        next < sentence.End && Tokens[next].IsWord && !_lexicon.Grammar.Adverbials.Matches(Tokens, next)
        && (_lexicon.Places.Followers.Contains(Tokens[next].Word) || IsPlaceNoun(next));

    /// <summary>"The hangar doors grind open": the place is at hand, but nobody gets anywhere.</summary>
    private bool IsFixtureOf(int next, Sentence sentence) =>
        next < sentence.End && _lexicon.Places.Fixtures.Contains(Tokens[next].Word);

    /// <summary>"A sea of faces", "a forest of spears": only its shape is meant.</summary>
    private bool IsMeasure(PlaceTerm term, int next, Sentence sentence) =>
        !term.IsIndoors && next + 1 < sentence.End && Tokens[next].Word == "of"
        && Tokens[next + 1] is { IsWord: true, IsCapital: false } && !_lexicon.Grammar.IsDeterminer(Tokens[next + 1].Word) && !IsPlaceNoun(next + 1);

    private bool IsPlaceNoun(int at) =>
        _lexicon.Places.Terms.TryMatch(Tokens, at, out var term, out _) && term.Kind is not (OpenPlaces.Outdoors or OpenPlaces.Indoors);

    /// <summary>"She steps outside", "they wait outside the old mill".</summary>
    private PlaceMention? Open(PlaceTerm term, int at, int length, Sentence sentence)
    {
        var next = at + length;
        var isFollowed = next < sentence.End && Tokens[next].IsWord
            && (_lexicon.Grammar.IsDeterminer(Tokens[next].Word) || _lexicon.Grammar.Participants.Contains(Tokens[next].Word));
        var thing = isFollowed ? PlaceAfter(next, sentence) : "";
        if (isFollowed && (thing.Length == 0 || term.Kind == OpenPlaces.Indoors))
            return null;
        return _context.IsReached(at, sentence)
            ? new PlaceMention(term, thing.Length > 0 ? OpenPlaces.OutsideThe + thing : "", 0, at, next, PlaceWeights.Present)
            : null;
    }

    private string Describe(NounPhrase phrase, int at, int length)
    {
        var words = phrase.Modifiers.AddRange(Tokens.Skip(at).Take(length).Select(token => token.Word));
        var whole = Complement(at + length);
        return string.Join(' ', words) + (whole.Length > 0 ? $" of the {whole}" : "");
    }

    /// <summary>"The courtyard of the old castle": a place that has the named one as its part.</summary>
    private string Complement(int at) =>
        at + 2 < Tokens.Length && Tokens[at].Word == "of" && _lexicon.Grammar.IsDeterminer(Tokens[at + 1].Word)
            ? PlaceAfter(at + 1, new Sentence(at, Tokens.Length, IsQuestion: false))
            : "";

    /// <summary>The place named right after a determiner, with the words that describe it; empty when none is.</summary>
    private string PlaceAfter(int determiner, Sentence sentence)
    {
        for (var at = determiner + 1; at < Math.Min(sentence.End, determiner + 5) && Tokens[at].IsWord; at++)
            if (IsPlaceNoun(at) && _lexicon.Places.Terms.TryMatch(Tokens, at, out _, out var length) && !IsModifierOfNext(at + length, sentence))
                return string.Join(' ', NounPhrase.Before(Tokens, at, determiner, _lexicon).Modifiers.AddRange(Tokens.Skip(at).Take(length).Select(token => token.Word)));
            else if (_lexicon.Grammar.Stops.Contains(Tokens[at].Word))
                return "";
        return "";
    }

    /// <summary>Whether the sentence opens another scene; if it names no place itself, the next one does.</summary>
    private bool Opens(Sentence sentence)
    {
        for (var at = sentence.Start; at < sentence.End; at++)
            if (_lexicon.Grammar.Transitions.Matches(Tokens, at))
                return true;
        return false;
    }

    private static PlaceMention Opened(PlaceMention mention, bool isItself) => mention.Weight >= (isItself ? PlaceWeights.Mentioned : PlaceWeights.Located)
        ? mention with { Weight = mention.Weight + PlaceWeights.Transition }
        : mention;
}
