using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Scenes;

/// <summary>
/// A place or thing as a short phrase names it: "the tavern's smoky back room" is a smoky back room that belongs to a
/// tavern, "outside the mill" has no name of its own but lies outside one.
/// </summary>
/// <param name="Words">What it is, the noun last, in lower case and singular.</param>
/// <param name="Whole">What it belongs to or lies at; empty when nothing is said.</param>
internal sealed record NamedThing(ImmutableArray<string> Words, ImmutableArray<string> Whole, bool IsOutside)
{
    private static readonly char[] Blanks = [.. " \t\n\"!?.:-–—"];
    private static readonly char[] Asides = [.. ",;()[]/"];

    private static readonly ImmutableSortedSet<string> Articles = ImmutableSortedSet.Create(
        StringComparer.Ordinal, "a", "an", "the", "its", "his", "her", "their", "my", "your", "our", "some", "and");

    /// <summary>What follows says where it lies or whose it is.</summary>
    private static readonly ImmutableSortedSet<string> Relations = ImmutableSortedSet.Create(
        StringComparer.Ordinal, "of", "in", "on", "at", "by", "near", "under", "over", "beside", "behind", "beneath", "above", "inside", "within", "from");

    /// <summary>What follows only describes.</summary>
    private static readonly ImmutableSortedSet<string> Descriptions = ImmutableSortedSet.Create(
        StringComparer.Ordinal, "with", "lit", "full", "where", "that", "tied", "made", "during", "after", "before");

    private static readonly NamedThing Nothing = new([], [], IsOutside: false);

    public bool IsNothing => Words.IsEmpty && Whole.IsEmpty;

    /// <summary>"Rusty Anchor, a smoky tavern" is a tavern: the first part whose noun is known names it, else the first.</summary>
    public static NamedThing Of(string phrase, WordKinds kinds)
    {
        var parts = phrase.ToLowerInvariant().Replace('’', '\'').Replace('é', 'e')
            .Split(Asides, StringSplitOptions.RemoveEmptyEntries).Select(Read).Where(part => !part.IsNothing).ToArray();
        return parts.FirstOrDefault(part => kinds.Find(part.Words) is not null) ?? parts.FirstOrDefault() ?? Nothing;
    }

    private static NamedThing Read(string part)
    {
        var (thing, relation) = (Nothing, "");
        foreach (var word in part.Split(Blanks, StringSplitOptions.RemoveEmptyEntries).Where(word => !Articles.Contains(word)))
        {
            if (Descriptions.Contains(word))
                break;
            if (word == "outside" || Relations.Contains(word))
                (thing, relation) = (thing with { IsOutside = thing.IsOutside || word == "outside" }, word);
            else
                thing = relation.Length > 0 ? thing with { Whole = thing.Whole.Add(Singular(word)) } : thing.And(word);
        }
        return thing;
    }

    /// <summary>"Tavern's" turns what was named so far into the owner of what follows.</summary>
    private NamedThing And(string word)
    {
        var isOwner = word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("s'", StringComparison.Ordinal);
        return isOwner
            ? this with { Whole = Words.Add(Singular(word[..^2])), Words = [] }
            : this with { Words = Words.Add(Singular(word)) };
    }

    public static string Singular(string word) =>
        word.Length > 3 && word.EndsWith('s') && !word.EndsWith("ss", StringComparison.Ordinal) ? word[..^1] : word;
}
