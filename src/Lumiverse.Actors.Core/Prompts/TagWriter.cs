using System.Collections.Immutable;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Words a brief as the tags that anime models were trained on (those of Danbooru): who is there first, then the shot, the
/// place, time, weather, mood, focal point and palette. People are described apart, one caption each; their names mean
/// nothing to a model and are left out, and so is who does what: no tag says it.
/// </summary>
internal static class TagWriter
{
    public static ImmutableArray<string> Never { get; } = ["text", "watermark", "signature", "username", "border"];

    public static ImmutableArray<string> NeverPeople { get; } = ["1girl", "1boy", "people"];

    /// <param name="brief">What to paint.</param>
    /// <param name="isWhole">The tags are all there is; else nobody is declared absent whom somebody's own words may name.</param>
    public static ImmutableArray<PromptPart> Write(PictureBrief brief, bool isWhole)
    {
        var names = Names(brief);
        IEnumerable<string> Tags(string text) => TagPhrases.Of(text, names);
        return
        [
            .. Company(brief, isWhole).Ranked(PartRank.Company),
            .. TagPhrases.Listed(brief.Shot, names).Concat(TagPhrases.Listed(brief.Camera, names)).Ranked(PartRank.Framing),
            .. TagWords.Surroundings(brief.Surroundings).Concat(Tags(brief.Place).SelectMany(TagWords.Light)).Ranked(PartRank.Place),
            .. TagWords.Hour(brief).Ranked(PartRank.Time),
            .. Tags(brief.Weather).Select(phrase => TagWords.Weather(phrase, brief.Surroundings)).Ranked(PartRank.Weather),
            .. TagWords.Sunlight(brief).Ranked(PartRank.Light),
            .. Tags(brief.Mood).Ranked(PartRank.Mood),
            .. Tags(brief.FocalPoint).Ranked(PartRank.FocalPoint),
            .. Tags(brief.Palette).SelectMany(TagWords.Colours).Ranked(PartRank.Palette),
        ];
    }

    /// <summary>One caption for each person, such as <c>girl, red hair, grey cloak</c>.</summary>
    public static ImmutableArray<string> Captions(PictureBrief brief) => [.. brief.People.Select(who => Caption(who, Names(brief)))];

    private static string Caption(BriefPerson who, ImmutableArray<string> names)
    {
        var tags = who.Tags.IsEmpty ? TagPhrases.Of(who.Appearance, names) : who.Tags.SelectMany(tag => TagPhrases.Listed(tag, names));
        var looks = TagPhrases.Of(who.Role, names).Concat(tags).Where(tag => !TagWords.IsCount(tag));
        return string.Join(", ", looks.Prepend(TagWords.One(KindOf(who))).Distinct(StringComparer.Ordinal));
    }

    /// <summary>Who is there, in numbers; said first, because these models settle it first.</summary>
    private static IEnumerable<string> Company(PictureBrief brief, bool isWhole)
    {
        if (brief.People.IsEmpty)
            return isWhole && brief.IsDeserted ? ["no humans", "scenery"] : isWhole ? ["scenery"] : [];
        var counts = brief.People.CountBy(KindOf).OrderBy(count => count.Key).Select(count => TagWords.Many(count.Key, count.Value));
        return brief.People.Length == 1 ? [.. counts, "solo"] : counts;
    }

    /// <summary>Somebody who is nowhere called a girl or a boy is neither.</summary>
    private static SubjectKind KindOf(BriefPerson who)
    {
        string[] told = [.. who.Tags, who.Role, who.Appearance];
        return told.Select(TagWords.KindIn).FirstOrDefault(kind => kind != SubjectKind.Other, SubjectKind.Other);
    }

    private static ImmutableArray<string> Names(PictureBrief brief) => [.. brief.People.SelectMany(who => TagPhrases.Words(who.Name))];
}
