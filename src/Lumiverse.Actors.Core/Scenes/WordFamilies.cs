namespace Lumiverse.Actors.Core.Scenes;

/// <summary>Words of one kind, grouped by what they look like in a picture.</summary>
internal sealed class WordFamilies(FamiliesFile file)
{
    /// <summary>Other words for one family: a picture shows the difference in strength only.</summary>
    private const double SameFamily = 0.2;

    /// <summary>Families that look alike: less than a change on their own.</summary>
    private const double Neighbouring = 0.5;

    public double Distance(string before, string after)
    {
        if (string.Equals(before, after, StringComparison.OrdinalIgnoreCase))
            return 0;
        var (left, right) = (Find(before), Find(after));
        if (left is null || right is null)
            return WordDistance.Between(before, after);
        if (left == right)
            return SameFamily;
        return file.Neighbours.Any(pair => pair.Contains(left) && pair.Contains(right)) ? Neighbouring : 1;
    }

    public bool Knows(string phrase) => Find(phrase) is not null;

    /// <summary>Whether a word of the phrase begins so: "rainy" is rain, but a train is not.</summary>
    private static bool Begins(string phrase, string word)
    {
        var at = phrase.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        while (at > 0 && char.IsLetter(phrase[at - 1]))
            at = phrase.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase);
        return at >= 0;
    }

    private string? Find(string phrase) =>
        file.Families.FirstOrDefault(family => family.Words.Any(word => Begins(phrase, word)))?.Name;
}
