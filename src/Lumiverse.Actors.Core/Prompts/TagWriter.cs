using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Words a scene as the tags that anime models were trained on (those of Danbooru): who is there first, then place, time,
/// weather, mood, focal detail and palette. People are described apart, one caption each; their names mean nothing to a
/// model and are left out.
/// </summary>
internal static class TagWriter
{
    private const string Never = "text, watermark, signature, username, border";
    private const string NeverPeople = $"1girl, 1boy, people, {Never}";

    public static ImagePrompt FromScene(Scene scene, string? negative) => new(
        Joined([.. Company(scene), .. Setting(scene)]),
        PromptWriter.Join(scene.Subjects.IsEmpty ? NeverPeople : Never, negative))
    {
        Characters = Captions(scene),
    };

    /// <summary>A person's own words as they are, and the scene after them; nobody is declared absent whom the words may name.</summary>
    public static ImagePrompt AfterWords(string words, Scene scene, string? negative)
    {
        var said = words.Split(',', StringSplitOptions.TrimEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var company = scene.Subjects.IsEmpty ? [] : Company(scene);
        var tags = Joined([.. company.Concat(Setting(scene)).Where(tag => !said.Contains(tag))]);
        return new ImagePrompt($"{words.TrimEnd('.', ',', ' ')}, {tags}", negative) { Characters = Captions(scene) };
    }

    /// <summary>One caption for each person, such as <c>girl, red hair, grey cloak</c>.</summary>
    private static ImmutableArray<string> Captions(Scene scene) => [.. scene.Subjects.Select(who => Caption(who, Names(scene)))];

    private static string Caption(SceneSubject who, ImmutableArray<string> names)
    {
        var tags = who.Tags.IsDefaultOrEmpty ? TagPhrases.Of(who.Appearance, names) : who.Tags.SelectMany(tag => TagPhrases.Listed(tag, names));
        var looks = TagPhrases.Of(who.Role, names).Concat(tags).Where(tag => !TagWords.IsCount(tag));
        return Joined([TagWords.One(KindOf(who)), .. looks]);
    }

    /// <summary>Who is there, in numbers; said first, because these models settle it first.</summary>
    private static IEnumerable<string> Company(Scene scene)
    {
        if (scene.Subjects.IsEmpty)
            return ["no humans", "scenery"];
        var counts = scene.Subjects.CountBy(KindOf).OrderBy(count => count.Key).Select(count => TagWords.Many(count.Key, count.Value));
        return scene.Subjects.Length == 1 ? [.. counts, "solo"] : counts;
    }

    private static IEnumerable<string> Setting(Scene scene)
    {
        var names = Names(scene);
        IEnumerable<string> Phrases(string? text) => TagPhrases.Of(text, names);
        return
        [
            .. TagPhrases.Listed(scene.CompositionShot, names), .. TagPhrases.Listed(scene.CompositionCamera, names),
            .. Phrases(scene.Environment).SelectMany(TagWords.Light), .. TagWords.Hour(scene.TimeOfDay), .. Phrases(scene.Weather).Select(TagWords.Weather),
            .. Phrases(scene.Mood), .. Phrases(scene.FocalDetail), .. Phrases(scene.PaletteOverride).Select(TagWords.Colours),
        ];
    }

    /// <summary>Somebody who is nowhere called a girl or a boy is neither.</summary>
    private static SubjectKind KindOf(SceneSubject who)
    {
        string?[] told = [.. who.Tags.IsDefault ? [] : who.Tags, who.Role, who.Appearance];
        return told.Select(TagWords.KindIn).FirstOrDefault(kind => kind != SubjectKind.Other, SubjectKind.Other);
    }

    private static ImmutableArray<string> Names(Scene scene) => [.. scene.Subjects.SelectMany(who => TagPhrases.Words(who.Name))];

    private static string Joined(IEnumerable<string> tags) => string.Join(", ", tags.Distinct(StringComparer.Ordinal));
}
