using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads the time of day; the last thing a passage says about it holds.</summary>
internal static class TimeReader
{
    /// <summary>How many words may stand between the sun and what it does.</summary>
    private const int MotionReach = 6;

    /// <summary>"It's a beautiful autumn evening".</summary>
    private const int NowReach = 5;

    public static Found<TimeOfDay> Read(Passage passage, TimeOfDay time, Lexicon lexicon)
    {
        var found = new Found<TimeOfDay>(time, At: null);
        foreach (var sentence in passage.Heard)
            for (var at = sentence.Start; at < sentence.End;)
            {
                var (told, next) = ReadAt(passage, at, sentence, found.Value, lexicon);
                (found, at) = (found.Then(told, at), next);
            }
        return found;
    }

    private static (TimeOfDay Time, int Next) ReadAt(Passage passage, int at, Sentence sentence, TimeOfDay time, Lexicon lexicon)
    {
        if (!passage.Holds(at))
            return (time, at + 1);
        if (ClockReader.At(passage.Tokens, at, sentence) is { } clock)
            return clock;
        if (lexicon.Times.Terms.TryMatch(passage.Tokens, at, out var hint, out var length))
            return IsMeant(passage, at, length, sentence, lexicon) ? (Refine(time, hint), at + length) : (time, at + 1);
        if (lexicon.Times.Daylight.Matches(passage.Tokens, at))
            return (time is TimeOfDay.Night or TimeOfDay.Midnight ? TimeOfDay.Morning : time, at + 1);
        return (MotionAt(passage, at, sentence, lexicon.Times) is { } moved ? Refine(time, moved) : time, at + 1);
    }

    /// <summary>Not "every morning", "for the night", "good evening", "black as midnight" or "midnight blue".</summary>
    private static bool IsMeant(Passage passage, int at, int length, Sentence sentence, Lexicon lexicon) =>
        !IsExcluded(passage, at, sentence, lexicon.Times)
        && (!passage.Tokens[at].IsSpoken || IsOfThisMoment(passage, at, sentence, lexicon.Grammar))
        && !IsCompared(passage, at, at + length, sentence)
        && !(at + length < sentence.End && lexicon.Times.NotBefore.Matches(passage.Tokens, at + length));

    /// <summary>"It's almost midnight!", unlike "That sunset!".</summary>
    private static bool IsOfThisMoment(Passage passage, int at, Sentence sentence, Grammar grammar)
    {
        for (var near = at; near >= Math.Max(sentence.Start, at - NowReach); near--)
            if (grammar.NowMarkers.Contains(passage.Tokens[near].Word) || passage.Tokens[near].Word == "tonight")
                return true;
        return false;
    }

    /// <summary>"Black as midnight," unlike "as midnight strikes".</summary>
    private static bool IsCompared(Passage passage, int at, int next, Sentence sentence) =>
        at > sentence.Start && passage.Tokens[at - 1].Word == "as" && (next >= sentence.End || !passage.Tokens[next].IsWord);

    private static bool IsExcluded(Passage passage, int at, Sentence sentence, TimeWords words)
    {
        var before = at - 1;
        if (before >= sentence.Start && passage.Tokens[before].Word is "the" or "a" or "an")
            before--;
        return before >= sentence.Start && words.NotAfter.Matches(passage.Tokens, before);
    }

    private static TimeHint? MotionAt(Passage passage, int at, Sentence sentence, TimeWords words)
    {
        if (!words.Motions.TryGetValue(passage.Tokens[at].Word, out var motions))
            return null;
        for (var near = at + 1; near < Math.Min(sentence.End, at + 1 + MotionReach) && passage.Holds(near); near++)
            foreach (var motion in motions)
                if (motion.Near.Contains(passage.Tokens[near].Word))
                    return motion.Hint;
        return null;
    }

    /// <summary>"Moonlight" says night, but midnight has a moon as well; the finer time stays.</summary>
    private static TimeOfDay Refine(TimeOfDay time, TimeHint hint) => hint.Unless.Contains(time) || (hint.IsVague && IsWithin(time, hint.Time)) ? time : hint.Time;

    private static bool IsWithin(TimeOfDay fine, TimeOfDay vague) => (fine, vague) switch
    {
        (TimeOfDay.Midnight, TimeOfDay.Night) => true,
        (TimeOfDay.GoldenHour, TimeOfDay.Midday or TimeOfDay.Dusk) => true,
        (TimeOfDay.Night or TimeOfDay.Midnight, TimeOfDay.Dusk) => true,
        _ => false,
    };
}
