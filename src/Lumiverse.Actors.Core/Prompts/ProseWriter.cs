using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>Words a brief in sentences, as somebody would describe a picture to a painter: the whole first, then what is in it.</summary>
internal static class ProseWriter
{
    /// <summary>What models like to add, and a background must not have.</summary>
    public static ImmutableArray<string> Never { get; } = ["text", "letters", "watermark", "signature", "frame"];

    public static ImmutableArray<string> NeverPeople { get; } = ["people", "person", "figures", "faces"];

    private static readonly ImmutableArray<string> Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <param name="brief">What to paint.</param>
    /// <param name="isWhole">The words are all there is; else they stand behind somebody's own, who says what kind of picture it is.</param>
    public static ImmutableArray<PromptPart> Write(PictureBrief brief, bool isWhole) =>
    [
        .. Ranked(PartRank.Place, Opening(brief, isWhole)),
        .. Ranked(PartRank.Weather, WeatherSentence(brief)),
        .. Ranked(PartRank.Light, LightWords.Sentence(brief.Light)),
        .. People(brief),
        .. Ranked(PartRank.FocalPoint, Told(brief.FocalPoint, focus => $"The composition centres on {English.WithArticle(English.Thing(focus))}.")),
        .. Ranked(PartRank.Mood, Told(brief.Mood, mood => $"The mood is {mood}.")),
        .. Ranked(PartRank.Palette, Told(brief.Palette, palette => $"The colour palette is {palette}.")),
        .. Ranked(PartRank.Framing, Framing(brief)),
        .. Ranked(PartRank.Company, isWhole && brief.IsDeserted ? "Nobody is in sight: no people, no figures, only the place itself." : ""),
    ];

    private static ImmutableArray<PromptPart> Ranked(PartRank rank, string text) => new[] { text }.Ranked(rank);

    private static string Opening(PictureBrief brief, bool isWhole)
    {
        var hour = LightWords.Sentence(brief.Light).Length > 0 && brief.Light.ThroughWindows || Words.In(brief.Place).Contains(brief.Time.Name()) ? "" : Hour(brief.Time);
        var weather = brief.Surroundings == Surroundings.Room ? "" : WeatherWords.Clause(brief.Weather);
        var place = $"{PlacePhrase(brief.Place)}{hour}{weather}";
        return isWhole ? $"{Kind(brief)} of {place}." : $"{English.Capital(place)}.";
    }

    /// <summary>A style decides whether it is an illustration at all, and a shot how wide it is.</summary>
    private static string Kind(PictureBrief brief) => $"A {(brief.Shot.Length > 0 ? "" : "wide ")}background {(brief.Styles.IsEmpty ? "illustration" : "image")}";

    private static string Hour(TimeOfDay time) => time switch
    {
        TimeOfDay.Unknown => "",
        TimeOfDay.Morning => " in the morning",
        _ => $" at {time.Name()}",
    };

    /// <summary>"in the woods" is "the woods"; "outside the tavern" is a spot there.</summary>
    private static string PlacePhrase(string place)
    {
        var words = English.Uncapital(place).Split(' ', 2);
        return words switch
        {
            ["outside" or "outdoors"] => "the open air",
            ["inside" or "indoors"] => "an interior",
            ["in" or "on" or "at" or "inside" or "aboard", var rest] => English.WithArticle(English.Uncapital(rest)),
            [var first, _] when Words.IsCut(first.ToLowerInvariant()) => $"a spot {string.Join(' ', words)}",
            _ => English.WithArticle(string.Join(' ', words)),
        };
    }

    private static string WeatherSentence(PictureBrief brief) =>
        WeatherWords.KindOf(brief.Weather) == WeatherKind.Clause ? English.Sentence(English.Capital(brief.Weather))
        : brief.Surroundings == Surroundings.Room ? WeatherWords.FromInside(brief.Weather)
        : "";

    private static ImmutableArray<PromptPart> People(PictureBrief brief) => brief.People switch
    {
        [] => [],
        [var only] => Ranked(PartRank.People, $"One figure is in the picture. {Person(only, 1)}".TrimEnd()),
        var several => [.. Ranked(PartRank.Company, $"{English.Capital(Count(several.Length))} figures are in the picture."), .. several.SelectMany((who, index) => Ranked(PartRank.People, Person(who, index + 1)))],
    };

    private static string Person(BriefPerson who, int number)
    {
        var named = (who.Name, Role(who)) switch
        {
            ("", "") => "",
            ("", var role) => English.Capital(role),
            (var name, "") => name,
            (var name, var role) => $"{name}, {role}",
        };
        var looks = Looks(who);
        return (named, looks) switch
        {
            ("", "") => "",
            (_, "") => $"{named}.",
            ("", _) => English.Sentence($"Figure {number}: {looks}"),
            _ => English.Sentence($"{named}: {looks}"),
        };
    }

    /// <summary>A role is one's own: the innkeeper, not an innkeeper.</summary>
    private static string Role(BriefPerson who)
    {
        var role = English.Uncapital(who.Role);
        return role.Length == 0 || English.WithArticle(role) == role ? role : $"the {role}";
    }

    /// <summary>The appearance, and of the tags what it does not say.</summary>
    private static string Looks(BriefPerson who)
    {
        var said = Words.In(who.Appearance).ToHashSet(StringComparer.Ordinal);
        var more = who.Tags.Select(Phrases.Key)
            .Where(tag => tag.Length > 0 && !TagWords.IsCount(tag) && !tag.Equals(who.Name, StringComparison.OrdinalIgnoreCase) && !Words.In(tag).All(said.Contains)).Distinct();
        return string.Join("; ", new[] { who.Appearance.TrimEnd('.'), string.Join(", ", more) }.Where(text => text.Length > 0));
    }

    private static string Framing(PictureBrief brief)
    {
        var shot = Told(brief.Shot, text => $"framed as {English.WithArticle(English.Small(text))}");
        var camera = Told(English.Small(brief.Camera), text => text.StartsWith("from ", StringComparison.Ordinal) ? $"seen {text}"
            : text.Contains("angle", StringComparison.OrdinalIgnoreCase) ? $"seen from {English.WithArticle(text)}" : $"taken with {English.WithArticle(text)}");
        var how = string.Join(", ", new[] { shot, camera }.Where(text => text.Length > 0));
        return (how, brief.Arrangement) switch
        {
            ("", "") => "",
            (_, "") => $"The picture is {how}.",
            ("", _) => English.Sentence($"The composition: {English.Uncapital(brief.Arrangement)}"),
            _ => English.Sentence($"The picture is {how}: {English.Uncapital(brief.Arrangement)}"),
        };
    }

    private static string Count(int count) => count <= Numbers.Length ? Numbers[count - 1] : $"{count}";

    private static string Told(string text, Func<string, string> tell) => text.Length > 0 ? tell(text) : "";
}
