using System.Collections.Frozen;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>As much English as it takes to put a few words into a sentence. Words of other scripts pass as they are.</summary>
internal static class English
{
    private static readonly FrozenSet<string> Determined = Words.Set(
        "a an the this that these those its it his her their my your our some any no every each one two three four five six several many another");

    /// <summary>Places that are named without an article.</summary>
    private static readonly FrozenSet<string> Bare = Words.Set("space underwater outdoors indoors nowhere downtown heaven hell home");

    private static readonly FrozenSet<string> Unique = Words.Set("sea ocean countryside wilderness seaside seashore desert jungle void underworld surf horizon");

    private static readonly FrozenSet<string> Uncounted = Words.Set(
        "rain snow fog mist haze smoke dust sleet hail wind lightning thunder sunlight moonlight starlight daylight lamplight firelight candlelight torchlight light water ice fire gold silver "
        + "glass wood stone steam ash blood grass moss ivy sand snowfall darkness shade shadow neon weather air sunshine furniture jewellery jewelry laundry luggage bread wine ale woodland woodwork "
        + "graffiti machinery rubble wreckage debris foliage frost incense music laughter silence armour armor hair fur ink paper cloth silk velvet wasteland");

    /// <summary>End in s and are one.</summary>
    private static readonly FrozenSet<string> SingularInS = Words.Set("crossroads headquarters barracks gallows compass canvas atlas iris chaos");

    private static readonly FrozenSet<string> PluralWithoutS = Words.Set("people men women children geese feet teeth mice oxen horsemen");

    private static readonly FrozenSet<string> StressedU = Words.Set("uniform unicorn union unique university usual useless one once european");

    /// <summary>"dim harbour tavern" becomes "a dim harbour tavern"; plural, bare and determined phrases stay.</summary>
    public static string WithArticle(string phrase)
    {
        var text = phrase.Trim();
        var head = Words.Head(text);
        if (head.Length == 0 || !char.IsAscii(text[0]) || !char.IsLetter(text[0]) || IsDetermined(head) || IsProper(head))
            return text;
        var noun = head[^1];
        if (Unique.Contains(noun) || IsOneOfItsKind(text, head))
            return $"the {text}";
        return Bare.Contains(noun) || Uncounted.Contains(noun) || IsPlural(noun) ? text : $"{(SoundsOpen(head[0]) ? "an" : "a")} {text}";
    }

    public static string Capital(string text) => text.Length > 0 ? char.ToUpperInvariant(text[0]) + text[1..] : text;

    /// <summary>Ends like a sentence; empty stays empty.</summary>
    public static string Sentence(string text)
    {
        var trimmed = text.Trim().TrimEnd(',', ';', ':', ' ');
        return trimmed.Length == 0 ? "" : ".!?…".Contains(trimmed[^1], StringComparison.Ordinal) ? trimmed : $"{trimmed}.";
    }

    /// <summary>Words that are no part of a name, in small letters; "Dim harbour tavern" was only written at the start of a line.</summary>
    public static string Uncapital(string text) =>
        text.Split(' ') is [var first, .. var others] && Words.IsCommon(first.ToLowerInvariant()) && !others.Any(word => word.Length > 0 && char.IsUpper(word[0])) ? Small(text) : text;

    /// <summary>The first letter small, whatever the word; abbreviations stay.</summary>
    public static string Small(string text) =>
        text.Length > 1 && char.IsUpper(text[1]) || text.Length == 0 ? text : char.ToLowerInvariant(text[0]) + text[1..];

    /// <summary>A thing that begins a line; whatever is written large besides, or belongs to somebody, keeps its capital.</summary>
    public static string Thing(string text) =>
        text.Split(' ') is [var first, .. var others] && others.Length > 0 && !first.Contains('\'', StringComparison.Ordinal) && !first.Contains('’', StringComparison.Ordinal)
        && !others.Any(word => word.Length > 0 && char.IsUpper(word[0])) ? Small(text) : text;

    private static bool IsDetermined(string[] head) =>
        Determined.Contains(head[0]) || head.SkipLast(1).Any(word => word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal)) && char.IsUpper(head[0][0]);

    /// <summary>The bridge of the ship, the rooftops of Paris.</summary>
    private static bool IsOneOfItsKind(string text, string[] head) =>
        text[string.Join(' ', head).Length..].TrimStart() is var rest
        && (rest.StartsWith("of the ", StringComparison.Ordinal) || rest.StartsWith("of ", StringComparison.Ordinal) && rest.Length > 3 && char.IsUpper(rest[3]));

    /// <summary>A name of one word, or of several that are all written large.</summary>
    private static bool IsProper(string[] head) => char.IsUpper(head[0][0]) && head.All(word => char.IsUpper(word[0]));

    private static bool IsPlural(string noun) =>
        PluralWithoutS.Contains(noun)
        || noun.EndsWith('s') && !noun.EndsWith("ss", StringComparison.Ordinal) && !noun.EndsWith("us", StringComparison.Ordinal) && !noun.EndsWith("is", StringComparison.Ordinal) && !SingularInS.Contains(noun);

    private static bool SoundsOpen(string word)
    {
        var small = word.ToLowerInvariant();
        return !StressedU.Contains(small) && !small.StartsWith("one-", StringComparison.Ordinal)
            && ("aeiou".Contains(small[0], StringComparison.Ordinal) || small is "hour" or "honest" or "heirloom");
    }
}
