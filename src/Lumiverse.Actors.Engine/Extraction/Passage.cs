using System.Collections;
using System.Collections.Immutable;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// A message as tokens and sentences. <see cref="Holds"/> says which tokens claim something about the scene: by
/// default what the narrator states as present fact.
/// </summary>
internal sealed class Passage
{
    /// <summary>
    /// Characters read of one message. A message may have 256 KiB; where a scene stands shows at its end, and what it
    /// starts from at its beginning. Far longer than any reply a person reads at once.
    /// </summary>
    public const int LongestLook = HeadLook + TailLook;

    /// <summary>A panel shows the words beside a field; of a longer sentence the part around them will do.</summary>
    public const int LongestQuote = 200;

    /// <summary>
    /// Characters of one sentence; a longer one is cut between two words. What governs a place is looked for back to the
    /// beginning of its sentence, which costs the square of its length; prose has a tenth of this.
    /// </summary>
    public const int LongestSentence = 2_000;

    private const int HeadLook = 4 * 1024;
    private const int TailLook = 12 * 1024;

    private readonly string _text;
    private readonly BitArray _real;
    private readonly bool _ofSpeech;

    private Passage(string text, ImmutableArray<Token> tokens, ImmutableArray<Sentence> sentences, BitArray real, bool ofSpeech) =>
        (_text, Tokens, Sentences, _real, _ofSpeech) = (text, tokens, sentences, real, ofSpeech);

    public ImmutableArray<Token> Tokens { get; }
    public ImmutableArray<Sentence> Sentences { get; }

    public static Passage Of(string text, Grammar grammar)
    {
        var look = Look(text);
        var tokens = Tokenizer.Read(look);
        var sentences = Cut(tokens);
        return new Passage(look, tokens, sentences, Reality.Of(tokens, sentences, grammar), ofSpeech: false);
    }

    /// <summary>The same passage, listening to what is said instead of what is told.</summary>
    public Passage Spoken() => new(_text, Tokens, Sentences, _real, ofSpeech: true);

    public bool Holds(int at) => _real[at] && Tokens[at].IsSpoken == _ofSpeech;

    /// <summary>The sentences of the voice this passage listens to.</summary>
    public IEnumerable<Sentence> Heard => Sentences.Where(sentence => Tokens[sentence.Start].IsSpoken == _ofSpeech);

    /// <summary>The sentence around a token as it stands in the text; of a long one what is next to the token.</summary>
    public string Quote(int at)
    {
        var sentence = Sentences.First(candidate => at >= candidate.Start && at < candidate.End);
        var (first, last) = (at, at);
        while (first > sentence.Start && Tokens[at].End - Tokens[first - 1].Start <= LongestQuote / 2)
            first--;
        while (last + 1 < sentence.End && Tokens[last + 1].End - Tokens[first].Start <= LongestQuote)
            last++;
        var isCut = last + 1 < sentence.End;
        while (last > at && Tokens[last].Kind == TokenKind.Pause)
            last--;
        return (first > sentence.Start ? "…" : "") + _text[Tokens[first].Start..EndOf(last)] + (isCut ? "…" : "");
    }

    /// <summary>A sentence has its full stop, too.</summary>
    private int EndOf(int last)
    {
        var end = Tokens[last].End;
        while (end < _text.Length && _text[end] is '.' or '!' or '?' or '…')
            end++;
        return end;
    }

    private static string Look(string text) => text.Length <= LongestLook
        ? text
        : string.Concat(text.AsSpan(0, HeadLook), "\n", text.AsSpan(text.Length - TailLook));

    private static ImmutableArray<Sentence> Cut(ImmutableArray<Token> tokens)
    {
        var sentences = ImmutableArray.CreateBuilder<Sentence>();
        var start = 0;
        for (var at = 0; at <= tokens.Length; at++)
        {
            var isHalt = at == tokens.Length || tokens[at].Kind == TokenKind.Halt;
            if (at > start && (isHalt || tokens[at].End - tokens[start].Start > LongestSentence))
            {
                sentences.Add(new Sentence(start, at, at < tokens.Length && tokens[at].Word == "?"));
                start = at;
            }
            if (isHalt)
                start = at + 1;
        }
        return sentences.ToImmutable();
    }
}
