using System.Collections.Frozen;
using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction.LanguageModel;

/// <summary>Finds words that may tell of another scene than the one that is known. It takes too many rather than too few.</summary>
internal sealed class Telling(ImmutableArray<Token> tokens, Scene known, Lexicon lexicon)
{
    /// <summary>Words between a verb and its direction, a weather and its end, the sun and what it does: "leads you by the hand out".</summary>
    private const int Reach = 6;

    /// <summary>Directions that lead to no named place.</summary>
    private static readonly FrozenSet<string> Ways =
        Lexicon.Words(["out", "away", "off", "home", "outside", "outdoors", "indoors", "downstairs", "upstairs", "ahead", "forward", "onward", "onwards", "past", "from"]);

    /// <summary>What is said is not what is: speech tells nothing.</summary>
    public bool IsAnywhere => Enumerable.Range(0, tokens.Length).Any(at => tokens[at] is { IsWord: true, IsSpoken: false } && IsAt(at));

    private bool IsAt(int at) => IsPlace(at) || IsTime(at) || IsWeather(at) || IsMovement(at);

    private bool IsPlace(int at) => lexicon.Places.Terms.TryMatch(tokens, at, out _, out var length) && !IsIn(known.Environment, at, length);

    private bool IsTime(int at) =>
        lexicon.Grammar.Transitions.Matches(tokens, at)
        || (lexicon.Times.Terms.TryMatch(tokens, at, out var hint, out _) && hint.Time != known.TimeOfDay)
        || (lexicon.Times.Motions.TryGetValue(tokens[at].Word, out var motions) && IsNear(at, near => motions.Any(motion => motion.Near.Contains(tokens[near].Word))));

    /// <summary>Another weather, or the beginning or end of the one that is known.</summary>
    private bool IsWeather(int at) =>
        lexicon.Weather.Terms.TryMatch(tokens, at, out _, out var length)
        && (!IsIn(known.Weather, at, length)
            || IsNear(at, near => lexicon.Weather.Endings.Matches(tokens, near) || lexicon.Weather.Onsets.Matches(tokens, near)));

    /// <summary>Somebody goes somewhere; "shakes her head" and "pulls a face" lead nowhere.</summary>
    private bool IsMovement(int at) =>
        lexicon.Grammar.SenseOf(tokens[at].Word) switch
        {
            VerbSense.Leave => true,
            VerbSense.Move => IsNear(at, IsDirection) || IsArrival(at),
            _ => false,
        };

    private bool IsDirection(int at) =>
        Ways.Contains(tokens[at].Word) || lexicon.Grammar.Destinations.Matches(tokens, at) || lexicon.Grammar.Toward.Contains(tokens[at].Word);

    /// <summary>"Reach the apothecary's": the place need not be known.</summary>
    private bool IsArrival(int at) =>
        lexicon.Grammar.Arrives.Contains(tokens[at].Word) && at + 1 < tokens.Length && lexicon.Grammar.IsDeterminer(tokens[at + 1].Word);

    private bool IsNear(int at, Func<int, bool> isMet)
    {
        for (var near = at + 1; near < Math.Min(tokens.Length, at + 1 + Reach) && tokens[near].IsWord; near++)
            if (isMet(near))
                return true;
        return false;
    }

    private bool IsIn(string text, int at, int length) =>
        text.Contains(string.Join(' ', tokens.Skip(at).Take(length).Select(token => token.Word)), StringComparison.OrdinalIgnoreCase);
}
