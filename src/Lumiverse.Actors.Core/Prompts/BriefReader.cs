using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Makes a brief of a scene: takes out what would contradict the rest, such as a crowd in a picture without people or a
/// noon in a crypt, and says what it took out.
/// </summary>
/// <param name="own">What people wrote themselves; it goes before everything that is read from a scene.</param>
internal sealed class BriefReader(Scene scene, string own, bool hasStyle, PromptNotes notes)
{
    public PictureBrief Read()
    {
        var holdsOthers = scene.Subjects.IsEmpty && Words.In(own).Any(Words.IsPerson);
        var isDeserted = scene.Subjects.IsEmpty && !holdsOthers;
        var surroundings = Places.Of(scene.Environment);
        var isShut = surroundings == Surroundings.Enclosed;
        var time = isShut ? Unseen(scene.TimeOfDay, scene.TimeOfDay.Name(), TimeOfDay.Unknown) : scene.TimeOfDay;
        var weather = isShut && IsOfTheSky(scene.Weather) ? Unseen(scene.Weather, scene.Weather, "") : Tidy(scene.Weather);
        var place = isDeserted ? WithoutCrowd(Tidy(scene.Environment)) : Tidy(scene.Environment);
        if (holdsOthers)
            notes.Add(PromptNoteKind.LeftOut, "no people", "People are switched off in the settings, but your own words name somebody, so nobody was declared absent.");
        return new PictureBrief(place, surroundings, time, weather, LightOf(place, time, weather, surroundings))
        {
            Mood = Tidy(scene.Mood),
            FocalPoint = isDeserted ? WithoutPeople(Tidy(scene.FocalDetail)) : Tidy(scene.FocalDetail),
            Palette = Tidy(scene.PaletteOverride),
            People = [.. scene.Subjects.Select(Person)],
            Arrangement = isDeserted && Tidy(scene.CompositionSubjects).Length > 0 ? Nobody(scene.CompositionSubjects ?? "") : Tidy(scene.CompositionSubjects),
            Shot = Tidy(scene.CompositionShot),
            Camera = Tidy(scene.CompositionCamera),
            MayHoldOthers = holdsOthers,
            HasStyle = hasStyle,
        };
    }

    private static BriefPerson Person(SceneSubject who) => new(
        Tidy(who.Name), Tidy(who.Role), Tidy(who.Appearance), [.. (who.Tags.IsDefault ? [] : who.Tags).Select(Tidy).Where(tag => tag.Length > 0)]);

    /// <summary>Where the place or the weather tells the light, nothing else does.</summary>
    private static Daylight LightOf(string place, TimeOfDay time, string weather, Surroundings surroundings) => new(
        Words.HasOwnLight(place) || Words.HasOwnLight(weather) || surroundings == Surroundings.Enclosed ? TimeOfDay.Unknown : time,
        Words.SkyOf(weather), surroundings == Surroundings.Room);

    /// <summary>The air of a cave may be smoky; rain does not fall in it.</summary>
    private static bool IsOfTheSky(string weather) => weather.Length > 0 && WeatherWords.KindOf(weather) != WeatherKind.Indoors;

    private T Unseen<T>(T _, string text, T instead)
    {
        if (text.Length > 0)
            notes.Add(PromptNoteKind.LeftOut, text, $"“{text}” cannot be seen in a place without windows.");
        return instead;
    }

    private string WithoutCrowd(string place)
    {
        var crowd = place.Split(' ').Where(word => Words.IsCrowded(word.Trim(',').ToLowerInvariant())).ToList();
        foreach (var word in crowd)
            notes.Add(PromptNoteKind.LeftOut, word, $"“{word.Trim(',')}” was left out of the place, because the picture has no people.");
        return crowd.Count == 0 ? place : string.Join(' ', place.Split(' ').Except(crowd));
    }

    /// <summary>"a sword in a knight's hand" becomes "a sword"; a stranger by the fire goes whole.</summary>
    private string WithoutPeople(string focus)
    {
        var head = Words.Head(focus);
        if (head.Length == 0 || !Words.In(focus).Any(IsSomebody))
            return focus;
        return Words.In(head[^1]).Any(IsSomebody) ? Nobody(focus) : Shortened(focus, string.Join(' ', head));
    }

    private string Nobody(string text)
    {
        notes.Add(PromptNoteKind.LeftOut, text, $"“{text}” was left out, because the picture has no people.");
        return "";
    }

    private string Shortened(string text, string kept)
    {
        if (kept != text)
            notes.Add(PromptNoteKind.LeftOut, text[kept.Length..], $"“{text}” became “{kept}”, because the picture has no people.");
        return kept;
    }

    private static bool IsSomebody(string word) => Words.IsPerson(word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);

    /// <summary>One line, without what ends a sentence.</summary>
    private static string Tidy(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(',', ';', '.', ' ');
}
