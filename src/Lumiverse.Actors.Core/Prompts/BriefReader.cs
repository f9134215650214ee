using System.Collections.Immutable;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Makes a brief of a scene: takes out what would contradict the rest, such as a crowd in a picture without people or a
/// noon in a crypt, and says what it took out.
/// </summary>
/// <param name="own">What people wrote themselves; it goes before everything that is read from a scene. Null = nothing.</param>
internal sealed class BriefReader(Scene scene, OwnTexts? own, PromptNotes notes)
{
    private readonly Surroundings _surroundings = Places.Of(scene.Environment);
    private readonly ImmutableArray<string> _refusals = own?.Refusals ?? [];
    private readonly bool _holdsOthers = scene.Subjects.IsEmpty && Words.In(own?.Everything ?? "").Any(Words.IsPerson);

    private bool IsDeserted => scene.Subjects.IsEmpty && !_holdsOthers;

    private bool IsShut => _surroundings == Surroundings.Enclosed;

    public PictureBrief Read()
    {
        if (_holdsOthers)
            notes.Add(PromptNoteKind.LeftOut, "no people", "People are switched off in the settings, but your own words name somebody, so nobody was declared absent.");
        var (place, time, weather) = (Place(), Time(), Weather());
        return new PictureBrief(place, _surroundings, time, weather, Light(place, time, weather))
        {
            Mood = English.Small(Wanted(Tidy(scene.Mood))),
            FocalPoint = FocalPoint(Wanted(Tidy(scene.FocalDetail))),
            Palette = English.Small(Wanted(Tidy(scene.PaletteOverride))),
            People = [.. scene.Subjects.Select(Person)],
            Arrangement = Arrangement(Tidy(scene.CompositionSubjects)),
            Shot = Tidy(scene.CompositionShot),
            Camera = Tidy(scene.CompositionCamera),
            MayHoldOthers = _holdsOthers,
            Styles = own?.Styles ?? [],
            Negatives = _refusals,
        };
    }

    private string Place()
    {
        var words = Tidy(scene.Environment).Split(' ');
        var crowd = words.Where(word => IsDeserted && Words.IsCrowded(word.Trim(',').ToLowerInvariant())).ToList();
        foreach (var word in crowd)
            notes.Add(PromptNoteKind.LeftOut, word, $"“{word.Trim(',')}” was left out of the place, because the picture has no people.");
        return string.Join(' ', words.Where(word => !crowd.Contains(word)).DefaultIfEmpty("place"));
    }

    private TimeOfDay Time()
    {
        if (IsShut && scene.TimeOfDay != TimeOfDay.Unknown)
            Unseen(scene.TimeOfDay.Name());
        return IsShut ? TimeOfDay.Unknown : scene.TimeOfDay;
    }

    /// <summary>The air of a cave may be smoky or full of mist; rain does not fall in it.</summary>
    private string Weather()
    {
        var weather = English.Small(Wanted(Tidy(scene.Weather)));
        if (!IsShut || weather.Length == 0 || WeatherWords.KindOf(weather) is WeatherKind.Indoors or WeatherKind.Fog or WeatherKind.Other)
            return weather;
        Unseen(weather);
        return "";
    }

    /// <summary>Where the place or the weather tells the light, nothing else does.</summary>
    private Daylight Light(string place, TimeOfDay time, string weather) => new(
        Words.HasOwnLight(place) || Words.HasOwnLight(weather) ? TimeOfDay.Unknown : time, Words.SkyOf(weather), _surroundings == Surroundings.Room);

    /// <summary>Without people "a sword in a knight's hand" becomes "a sword", and a stranger by the fire goes whole.</summary>
    private string FocalPoint(string focus)
    {
        if (!IsDeserted || !Words.In(focus).Any(IsSomebody))
            return focus;
        var head = string.Join(' ', Words.Head(focus));
        if (Words.In(head).LastOrDefault() is not { } noun || IsSomebody(noun))
            return Nobody(focus);
        if (head != focus)
            notes.Add(PromptNoteKind.LeftOut, focus[head.Length..], $"“{focus}” became “{head}”, because the picture has no people.");
        return head;
    }

    private string Arrangement(string arrangement) => IsDeserted && arrangement.Length > 0 ? Nobody(arrangement) : arrangement;

    /// <summary>The text, unless somebody has said that they do not want what it speaks of.</summary>
    private string Wanted(string text)
    {
        var words = $" {string.Join(' ', Words.In(text))} ";
        if (_refusals.FirstOrDefault(phrase => words.Contains($" {phrase} ", StringComparison.Ordinal)) is not { } refusal)
            return text;
        notes.Add(PromptNoteKind.LeftOut, text, $"“{text}” was left out, because the negative prompt has “{refusal}”.");
        return "";
    }

    private string Nobody(string text)
    {
        notes.Add(PromptNoteKind.LeftOut, text, $"“{text}” was left out, because the picture has no people.");
        return "";
    }

    private void Unseen(string text) => notes.Add(PromptNoteKind.LeftOut, text, $"“{text}” cannot be seen in a place without windows.");

    private static BriefPerson Person(SceneSubject who) => new(
        Tidy(who.Name), Tidy(who.Role), Tidy(who.Appearance), [.. (who.Tags.IsDefault ? [] : who.Tags).Select(Tidy).Where(tag => tag.Length > 0)]);

    private static bool IsSomebody(string word) => Words.IsPerson(word.EndsWith("'s", StringComparison.Ordinal) ? word[..^2] : word);

    /// <summary>One line, without what ends a sentence.</summary>
    private static string Tidy(string? text) =>
        string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).Trim(',', ';', '.', ' ');
}
