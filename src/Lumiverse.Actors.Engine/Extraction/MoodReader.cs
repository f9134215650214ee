namespace Lumiverse.Actors.Engine.Extraction;

/// <summary>
/// Reads the mood from weighted families of words. A mood stays with its place until another is clearly stronger; another
/// place has its own mood or none.
/// </summary>
internal static class MoodReader
{
    /// <summary>A mood that opens a scene needs one word of the narrator, or one clear word that is said.</summary>
    private const int EnoughToBegin = 2;

    /// <summary>One clear word of the narrator stands against any other.</summary>
    private const int EnoughToStand = 4;

    /// <summary>A mood that appears while the story stays needs twice that, so that one word alone doesn't repaint a place.</summary>
    private const int EnoughToAppear = 8;

    private const int EnoughToChange = 12;

    private const int NarratedFactor = 2;
    private const int SpokenFactor = 1;

    /// <param name="isOpening">Whether the passage opens a scene: the first one, or one in another place.</param>
    public static Found<string> Read(Passage passage, string mood, bool isOpening, Lexicon lexicon)
    {
        var scores = Scores(passage, lexicon.Moods);
        var best = Best(scores, lexicon.Moods);
        var known = lexicon.Moods.Names.IndexOf(mood);
        if (isOpening)
            return scores[best] >= EnoughToBegin && IsClear(best, scores, lexicon.Moods) ? Told(passage, best, lexicon.Moods) : new Found<string>("", At: null);
        var enough = mood.Length == 0 ? EnoughToAppear : EnoughToChange;
        return scores[best] >= enough && scores[best] > 2 * (known < 0 ? 0 : scores[known]) ? Told(passage, best, lexicon.Moods) : new Found<string>(mood, At: null);
    }

    /// <summary>The mood with the first of the words that tell it most clearly.</summary>
    private static Found<string> Told(Passage passage, int mood, MoodWords words) =>
        new(words.Names[mood], Enumerable.Range(0, passage.Tokens.Length).MaxBy(at => WeightAt(passage, at, mood, words)));

    private static int WeightAt(Passage passage, int at, int mood, MoodWords words) =>
        IsFelt(passage, at) && words.Terms.TryMatch(passage.Tokens, at, out var hints, out _)
            ? hints.Where(hint => hint.Mood == mood).Sum(hint => hint.Weight * FactorAt(passage, at))
            : 0;

    /// <summary>The strongest mood of the strongest tone: three faint signs of danger outweigh one of romance.</summary>
    private static int Best(int[] scores, MoodWords words) => Enumerable.Range(0, scores.Length)
        .MaxBy(mood => (scores[mood] > 0 ? TotalOf(words.Tones[mood], scores, words) : 0, scores[mood]));

    /// <summary>Two faint signs of two tones cancel each other out.</summary>
    private static bool IsClear(int best, int[] scores, MoodWords words) =>
        scores[best] >= EnoughToStand || !words.Tones.Any(tone => tone != words.Tones[best] && TotalOf(tone, scores, words) >= TotalOf(words.Tones[best], scores, words));

    private static int TotalOf(string tone, int[] scores, MoodWords words) =>
        scores.Where((_, mood) => words.Tones[mood] == tone).Sum();

    private static int[] Scores(Passage passage, MoodWords words)
    {
        var scores = new int[words.Names.Length];
        for (var at = 0; at < passage.Tokens.Length; at++)
            if (IsFelt(passage, at) && words.Terms.TryMatch(passage.Tokens, at, out var hints, out _))
                foreach (var hint in hints)
                    scores[hint.Mood] += hint.Weight * FactorAt(passage, at);
        return scores;
    }

    private static int FactorAt(Passage passage, int at) => passage.Tokens[at].IsSpoken ? SpokenFactor : NarratedFactor;

    private static bool IsFelt(Passage passage, int at) => passage.Tokens[at].IsSpoken || passage.Holds(at);
}
