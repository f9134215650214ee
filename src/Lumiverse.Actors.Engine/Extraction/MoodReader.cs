namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>Reads the mood from weighted families of words. A mood stays until another is clearly stronger.</summary>
internal static class MoodReader
{
    /// <summary>A first mood needs one clear word or two faint ones.</summary>
    private const int EnoughToBegin = 4;

    /// <summary>Another place brings another mood more easily than another reply does.</summary>
    private const int EnoughOnMove = 4;
    private const int EnoughToChange = 12;

    private const int NarratedFactor = 2;
    private const int SpokenFactor = 1;

    public static string Read(Passage passage, string mood, bool hasMoved, Lexicon lexicon)
    {
        var scores = Scores(passage, lexicon.Moods);
        var best = Array.IndexOf(scores, scores.Max());
        var known = lexicon.Moods.Names.IndexOf(mood);
        var enough = mood.Length == 0 ? EnoughToBegin : hasMoved ? EnoughOnMove : EnoughToChange;
        var resistance = (hasMoved ? 1 : 2) * (known < 0 ? 0 : scores[known]);
        return scores[best] >= enough && scores[best] > resistance ? lexicon.Moods.Names[best] : mood;
    }

    private static int[] Scores(Passage passage, MoodWords words)
    {
        var scores = new int[words.Names.Length];
        for (var at = 0; at < passage.Tokens.Length; at++)
            if (IsFelt(passage, at) && words.Terms.TryMatch(passage.Tokens, at, out var hints, out _))
                foreach (var hint in hints)
                    scores[hint.Mood] += hint.Weight * (passage.Tokens[at].IsSpoken ? SpokenFactor : NarratedFactor);
        return scores;
    }

    private static bool IsFelt(Passage passage, int at) => passage.Tokens[at].IsSpoken || passage.Holds(at);
}
