using System.Text;
using System.Text.RegularExpressions;
using Lumiverse.Actors.Core.Primitives;
using Lumiverse.Actors.Core.Scenes;

namespace Lumiverse.Actors.Core.Prompts;

/// <summary>
/// Puts names and the scene into words of one's own. Each text is gone through once, so that whatever is put in stays text,
/// also where it looks like a macro; and what is no macro stays as it is written.
/// </summary>
internal sealed partial class Macros(PromptTerms terms, Scene? scene, Func<string> describe, PromptNotes notes)
{
    private const string Scenes = "scene";

    /// <summary>A name of a person is a few words.</summary>
    private const int LongestValue = 300;

    public static bool AreIn(string? text) => text is not null && Macro().IsMatch(text);

    /// <summary>Whether a macro of the scene stands in a text: then its writer has placed the scene.</summary>
    public static bool PlaceScene(string? text) => text is not null && SceneMacro().IsMatch(text);

    public string Expand(string text)
    {
        var (expanded, from) = (new StringBuilder(), 0);
        foreach (var match in Macro().EnumerateMatches(text))
        {
            expanded.Append(text.AsSpan(from, match.Index - from));
            from = match.Index + match.Length;
            var written = text.Substring(match.Index, match.Length);
            if (Put(written) is { Length: > 0 } value)
                expanded.Append(value);
            else
                from = Close(expanded, text, from);
        }
        return from < text.Length ? expanded.Append(text.AsSpan(from)).ToString() : expanded.ToString().TrimEnd(',', ' ');
    }

    /// <summary>What stands in place of a macro; empty where it has nothing to say.</summary>
    private string Put(string written)
    {
        var name = written[2..^2].Trim().ToLowerInvariant();
        if (ValueOf(name) is not { } value)
        {
            notes.Add(PromptNoteKind.UnknownMacro, written, $"{written} is no macro. It was left as it is written.");
            return written;
        }
        if (value.Length == 0)
            notes.Add(PromptNoteKind.EmptyMacro, written, $"{written} has nothing to say here and was left out.");
        return name == Scenes ? value : OneLine(value);
    }

    private string? ValueOf(string name) => name switch
    {
        "char" or "character" => terms.CharacterName ?? "",
        "user" or "persona" => terms.PersonaName ?? "",
        Scenes => scene is { IsPaintable: true } ? describe() : "",
        "scene.environment" or "scene.place" => scene?.Environment ?? "",
        "scene.time_of_day" or "scene.time" => scene?.TimeOfDay.Name() ?? "",
        "scene.weather" => scene?.Weather ?? "",
        "scene.mood" => scene?.Mood ?? "",
        "scene.focal_detail" or "scene.focus" => scene?.FocalDetail ?? "",
        "scene.palette" or "scene.palette_override" => scene?.PaletteOverride ?? "",
        "scene.people" or "scene.character_names" => string.Join(", ", scene?.Subjects.Select(who => who.Name ?? who.Role).OfType<string>() ?? []),
        "scene.shot" => scene?.CompositionShot ?? "",
        "scene.camera" => scene?.CompositionCamera ?? "",
        _ => null,
    };

    /// <summary>Where nothing is put in, one of two commas goes with it, and one of two spaces.</summary>
    private static int Close(StringBuilder before, string text, int from)
    {
        var rest = from;
        while (rest < text.Length && text[rest] == ' ')
            rest++;
        var last = before.ToString().TrimEnd(' ');
        if (last.Length > 0 && last[^1] != ',')
            return before[^1] == ' ' && rest > from ? from + 1 : from;
        if (rest < text.Length && text[rest] == ',')
            rest++;
        while (rest < text.Length && text[rest] == ' ' && (last.Length == 0 || before[^1] == ' '))
            rest++;
        return rest;
    }

    private static string OneLine(string value) =>
        Phrases.Start(string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), LongestValue);

    [GeneratedRegex(@"\{\{\s*scene(\.\w+)?\s*\}\}", RegexOptions.IgnoreCase, Patterns.LongestMatchMilliseconds)]
    private static partial Regex SceneMacro();

    [GeneratedRegex(@"\{\{\s*[A-Za-z][\w.]*\s*\}\}", RegexOptions.None, Patterns.LongestMatchMilliseconds)]
    private static partial Regex Macro();
}
