using System.Collections;
using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Tells what a text states from what it only mentions: questions, memories, wishes, conditions, comparisons, denials
/// and what happened before. One pass; every marker that is found moves the reader to the end of its reach.
/// </summary>
internal sealed class Reality
{
    /// <summary>"No" reaches the noun after a few adjectives: "no sign of any rain".</summary>
    private const int NegationReach = 4;

    /// <summary>How far from its modal a verb of perception stands: "could still only just see".</summary>
    private const int PerceptionReach = 3;

    private readonly ImmutableArray<Token> _tokens;
    private readonly Grammar _grammar;
    private readonly BitArray _real;

    private Reality(ImmutableArray<Token> tokens, Grammar grammar) =>
        (_tokens, _grammar, _real) = (tokens, grammar, new BitArray(tokens.Length, defaultValue: true));

    /// <summary>One bit per token: whether it is stated as a fact of the present moment.</summary>
    public static BitArray Of(ImmutableArray<Token> tokens, ImmutableArray<Sentence> sentences, Grammar grammar)
    {
        var reality = new Reality(tokens, grammar);
        foreach (var sentence in sentences)
            reality.Weigh(sentence);
        return reality._real;
    }

    private void Weigh(Sentence sentence)
    {
        if (sentence.IsQuestion || Has(_grammar.WholeSentence, sentence))
            Doubt(sentence.Start, sentence.End);
        else
            WeighClauses(sentence);
    }

    private void WeighClauses(Sentence sentence)
    {
        var clause = sentence.Start;
        for (var at = sentence.Start; at < sentence.End;)
        {
            if (IsClauseBreak(at, sentence.End))
                clause = at;
            at = Next(at, clause, sentence.End);
        }
    }

    /// <summary>Doubts what the token at <paramref name="at"/> makes doubtful and says where to read on.</summary>
    private int Next(int at, int clause, int end)
    {
        if (_grammar.SentenceTail.Matches(_tokens, at) || IsDepicted(at, clause, end))
            return Doubt(at, end);
        if (_grammar.ClauseTail.Matches(_tokens, at) && !IsPerceived(at, end) && !EndsWhatIsTold(at, clause))
            return Doubt(at, SubordinateEnd(at, clause, end));
        if (_grammar.Denials.Contains(_tokens[at].Word))
            return Doubt(at + 1, DenialEnd(at, end));
        if (_grammar.Negations.Matches(_tokens, at))
            return Doubt(at + 1, NegationEnd(at, end));
        if (_tokens[at].Word == "had" && IsPastPerfect(at, end))
            return Doubt(clause, SubordinateEnd(at, clause, end));
        return at + 1;
    }

    /// <summary>"The poster on the wall shows a beach": what a picture shows isn't here.</summary>
    private bool IsDepicted(int at, int clause, int end)
    {
        for (var near = clause; at < end && _grammar.Depicts.Contains(_tokens[at].Word) && near < at; near++)
            if (_grammar.Pictures.Contains(_tokens[near].Word) && (_tokens[at].Word != "of" || near == at - 1))
                return true;
        return false;
    }

    /// <summary>"When I had finished I saw that …": the doubt ends where the main clause names its subject.</summary>
    private int SubordinateEnd(int at, int clause, int end)
    {
        var last = ClauseEnd(at, end);
        if (IsSubordinate(clause, at))
            for (var near = at + 1; near < last; near++)
                if (_grammar.Pronouns.Contains(_tokens[near].Word))
                    return near;
        return last;
    }

    private bool IsSubordinate(int clause, int at)
    {
        for (var near = clause; near < at; near++)
            if (_tokens[near].Word is "when" or "after" or "once" or "because")
                return true;
        return false;
    }

    /// <summary>"They ride until dawn": dawn comes. "He has until dawn" only sets a term.</summary>
    private bool EndsWhatIsTold(int at, int clause)
    {
        for (var near = at - 1; near >= clause && _tokens[at].Word is "until" or "till"; near--)
            if (_real[near] && _grammar.SenseOf(_tokens[near].Word) != VerbSense.None && !_grammar.Copulas.Contains(_tokens[near].Word))
                return true;
        return false;
    }

    /// <summary>"Could see the harbour" is a fact, unlike "could walk to the harbour".</summary>
    private bool IsPerceived(int at, int end)
    {
        for (var near = at + 1; near < Math.Min(end, at + 1 + PerceptionReach); near++)
            if (_grammar.Perceptions.Contains(_tokens[near].Word))
                return true;
        return false;
    }

    /// <summary>
    /// "Had walked" lies before the moment that is told, "had a boat" doesn't, and "night had fallen" tells of its result.
    /// </summary>
    private bool IsPastPerfect(int at, int end)
    {
        var verb = at + 1;
        while (verb < end && _grammar.Adverbs.Contains(_tokens[verb].Word))
            verb++;
        return verb < end && !_grammar.IsDeterminer(_tokens[verb].Word) && !_grammar.Results.Contains(_tokens[verb].Word);
    }

    /// <summary>"Without a word she walked …": what somebody does is not negated any more.</summary>
    private int NegationEnd(int at, int end)
    {
        var last = Math.Min(at + 1 + NegationReach, ClauseEnd(at, end));
        for (var near = at + 1; near < last; near++)
            if (_grammar.Pronouns.Contains(_tokens[near].Word))
                return near;
        return last;
    }

    private int DenialEnd(int at, int end)
    {
        var last = ClauseEnd(at, end);
        for (var near = at + (IsOfAVerb(at) ? 2 : 1); near < last; near++)
            if (_grammar.DenialEnds.Contains(_tokens[near].Word))
                return near;
        return last;
    }

    /// <summary>"Not in the garden" denies the garden, "nobody in the garden" doesn't.</summary>
    private bool IsOfAVerb(int denial) =>
        _tokens[denial].Word == "not" || _tokens[denial].Word.EndsWith("n't", StringComparison.Ordinal);

    private int ClauseEnd(int at, int end)
    {
        var last = at + 1;
        while (last < end && !IsClauseBreak(last, end))
            last++;
        return last;
    }

    private bool IsClauseBreak(int at, int end) => _tokens[at] switch
    {
        { Kind: TokenKind.Pause } => true,
        { Word: "but" or "while" or "whereas" } => true,
        { Word: "and" or "yet" or "so" } => at + 1 < end && _grammar.Subjects.Contains(_tokens[at + 1].Word),
        _ => false,
    };

    private bool Has(PhraseIndex<bool> phrases, Sentence sentence)
    {
        for (var at = sentence.Start; at < sentence.End; at++)
            if (phrases.Matches(_tokens, at))
                return true;
        return false;
    }

    private int Doubt(int start, int end)
    {
        for (var at = start; at < end; at++)
            _real[at] = false;
        return Math.Max(start, end);
    }
}
