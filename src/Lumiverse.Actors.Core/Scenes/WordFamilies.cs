using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Words of one kind, grouped by what they look like in a picture.</summary>
internal sealed class WordFamilies(ImmutableArray<ImmutableArray<string>> families, ImmutableArray<(int, int)> neighbours)
{
    /// <summary>Families that look alike: less than a change on their own.</summary>
    private const double Neighbouring = 0.5;

    public double Distance(string before, string after)
    {
        if (string.Equals(before, after, StringComparison.OrdinalIgnoreCase))
            return 0;
        var (left, right) = (Find(before), Find(after));
        if (left < 0 || right < 0)
            return WordDistance.Between(before, after);
        if (left == right)
            return 0.2;
        return neighbours.Contains((Math.Min(left, right), Math.Max(left, right))) ? Neighbouring : 1;
    }

    /// <summary>Whether a word of the phrase begins so: "rainy" is rain, but a train is not.</summary>
    private static bool Begins(string phrase, string word)
    {
        var at = phrase.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && char.IsLetter(phrase[at - 1]))
            at = phrase.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase);
        return at >= 0;
    }

    private int Find(string phrase)
    {
        for (var i = 0; i < families.Length; i++)
        {
            if (families[i].Any(word => Begins(phrase, word)))
                return i;
        }

        return -1;
    }
}

internal static class WeatherFamilies
{
    // Storm stands before rain and snow: "snowstorm" and "thunder and rain" are storms. Clear stands before
    // clouds: "cloudless" has no cloud.
    private static readonly WordFamilies Families = new(
        [
            ["storm", "snowstorm", "rainstorm", "sandstorm", "hailstorm", "thunder", "lightning", "blizzard", "gale", "tempest"],
            ["rain", "drizzl", "downpour", "shower", "wet"],
            ["snow", "sleet", "frost", "ice", "hail"],
            ["fog", "mist", "haze", "smog"],
            ["clear", "sun", "bright", "star", "cloudless"],
            ["cloud", "overcast", "grey sky", "gray sky"],
            ["wind", "breez", "gust"],
            ["sand", "dust", "ash"],
        ],
        [(0, 1), (5, 6), (3, 5), (4, 6)]);

    public static double Distance(string before, string after) => Families.Distance(before, after);
}

internal static class MoodFamilies
{
    private static readonly WordFamilies Families = new(
        [
            ["calm", "peace", "serene", "quiet", "still", "tranquil", "restful", "cozy", "cosy", "warm", "gentle"],
            ["tense", "anxious", "uneasy", "nervous", "wary", "suspense", "danger", "threat", "urgent"],
            ["sad", "unhappy", "melanchol", "grief", "mourn", "sorrow", "lonely", "bleak", "wistful", "somber", "sombre"],
            ["joy", "happy", "cheer", "playful", "merry", "festive", "lively", "hopeful", "bright"],
            ["myster", "eerie", "strange", "uncanny", "secret", "dream", "haunt", "ominous", "fear", "dread", "horror"],
            ["romantic", "tender", "intimate", "love", "longing"],
            ["angry", "fury", "rage", "violent", "battle", "chaos"],
            ["awe", "wonder", "majest", "solemn", "reveren", "epic"],
        ],
        [(0, 5), (1, 4), (2, 4), (1, 6), (3, 5)]);

    public static double Distance(string before, string after) => Families.Distance(before, after);
}
